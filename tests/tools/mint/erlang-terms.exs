# Mints Erlang terms as Plug would store them, and reads back terms that we wrote (hexadecimal, one a line).
# Versions: Elixir 1.14, OTP 25. Use: elixir erlang-terms.exs mint > samples.txt; elixir erlang-terms.exs accept < written.txt
terms = [
  numbers: %{"byte" => 200, "int" => -5, "big" => 9_007_199_254_740_993, "huge" => -123_456_789_012_345_678_901_234_567_890, "float" => 1.0, "small" => -0.5, "e" => 1.0e300},
  texts: %{"utf8" => "Zoë 李 🦀", "bytes" => <<255, 0, 1>>, "empty" => "", "charlist" => 'abc', "long" => String.duplicate("x", 300)},
  atoms: %{:plain => :ok, "nil" => nil, "yes" => true, "module" => Date, :"with space" => :"zoë"},
  nesting: %{"list" => [1, [2.5, "x"], {:a, "b", 3}], "map" => %{1 => "one", {:t, 1} => "tuple"}, "keyword" => [a: 1, b: 2], "empty" => [[], %{}, {}]},
  ambiguous: %{1 => "number", "1" => "text"},
  struct: %{"date" => ~D[2026-01-31], "set" => MapSet.new([1])},
  long_list: %{"ids" => Enum.to_list(250..260), "many" => Enum.to_list(1..40)}
]

case System.argv() do
  ["mint"] ->
    for {name, term} <- terms, do: IO.puts("#{name} #{Base.encode16(:erlang.term_to_binary(term), case: :lower)}")
    IO.puts("compressed #{Base.encode16(:erlang.term_to_binary(terms[:texts], [:compressed]), case: :lower)}")
    IO.puts("tuple #{Base.encode16(:erlang.term_to_binary({%{id: 7}, 1_700_000_000_000, :infinity}), case: :lower)}")

  ["accept"] ->
    for line <- IO.stream(:stdio, :line) do
      [name, hex] = String.split(line)
      IO.puts("#{name} #{inspect(:erlang.binary_to_term(Base.decode16!(hex, case: :lower)), limit: 8, printable_limit: 20)}")
    end
end
