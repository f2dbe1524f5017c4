# Dumps of Ruby values for tests/golden/ruby-dumps.json. Run with Ruby 3.1: ruby tests/tools/mint/ruby-dumps.rb > tests/golden/ruby-dumps.json
require 'json'
require 'date'
require 'bigdecimal'
Point = Struct.new(:x, :y)
class Box
  def initialize(a, b) = (@a, @b = a, b)
end
class Sub < String; end
class SubHash < Hash; end
module Marked; end

sources = [
  'nil', 'true', 'false', '0', '1', '-1', '122', '123', '255', '256', '-123', '-124', '-256', '-257', '65535', '65536', '2**30 - 1', '2**30', '-(2**30)', '-(2**30) - 1',
  '[2**62, -(2**40), 2**80, 9007199254740993]',
  '[1.5, 1.5, -0.0, Float::INFINITY, Float::NAN, 1e100]',
  '""', '"plain"', '"Zoë 李 🦀"', '"ascii".encode("US-ASCII")', '"caf\xe9".dup.force_encoding("ISO-8859-1")', '"日本".encode("Shift_JIS")', '"\xff\xfe".b', '"x" * 300', '"x" * 70000',
  '[:a, :b, :a, "a"]', ':"größe"', '[:"größe", :"größe", "größe"]',
  '{}', '{a: 1, "b" => 2, 3 => 4}', '{a: 1, "a" => 2}', 'Hash.new(5).merge!("a" => 1)', '{[1, 2] => {nil => true}}',
  '(s = "shared"; [s, s, {s => s}])', '(a = []; a << a; a)', '(h = {"k" => [1]}; [h, h, h["k"]])',
  'Point.new(1, "two")', 'Box.new("a", [1, Box.new(nil, :s)])', '(b = Box.new(1, 2); [b, b])', 'Box.new(Float::INFINITY, {})',
  'Sub.new("sub")', 'SubHash.new.merge!("a" => 1)', '"s".dup.extend(Marked)', '[/a+b/mi, /ü/]', '[String, Comparable, Kernel]',
  '(s = "with ivar".dup; s.instance_variable_set(:@x, [1, "y"]); [s, s])',
  'Time.at(1767225600, 123456, :usec).utc', '[Time.at(1767225600, 1, :nsec).getlocal("+02:00"), "after", "after"]', '(t = Time.at(0).utc; s = "z"; [t, s, t, s])',
  'Date.new(2026, 1, 2)', '[DateTime.new(2026, 1, 2, 3, 4, 5), "x"]', 'BigDecimal("1.25")', '[Rational(1, 3), Complex(1, 2)]', '1..5', '("a".."z")',
  '{"session_id" => "abc", user: {id: 7, role: :admin, rate: 3.0}, "list" => [1, "x"]}',
  '{"session_id" => "abc", user: {id: 8, role: :admin, rate: 4.0, extra: "new"}, "list" => [1, "y", nil]}',
]
puts JSON.pretty_generate(sources.map { |source| { source: source, hex: Marshal.dump(eval(source)).unpack1('H*') } })
