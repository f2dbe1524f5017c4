# The shop on Plug's cookie session, CSRF token and signed cookie, logging in and out as phx.gen.auth's generated module does, for recordings.
# Elixir 1.14 with plug 1.19 or newer and plug_crypto 2.1 compiled into one folder: elixir -pa FOLDER phoenix_shop.exs
# PORT; LOGIN=keep leaves out the renewal; SEAL=encrypted adds an encryption salt.
defmodule Shop do
  import Plug.Conn

  @remember "_shop_web_user_remember_me"
  @remember_options [sign: true, max_age: 14 * 24 * 60 * 60, same_site: "Lax"]
  @secret String.duplicate("4711", 16)

  def session_options do
    salts = if System.get_env("SEAL") == "encrypted", do: [encryption_salt: "sealsalt"], else: []
    Plug.Session.init([store: :cookie, key: "_shop_key", signing_salt: "Xw3kQp9z", same_site: "Lax"] ++ salts)
  end

  def call(conn, tokens, body) do
    params = Plug.Conn.Query.decode(body)
    conn = %{conn | secret_key_base: @secret, params: params, body_params: params}
    conn = if conn.method == "POST" and params["_method"] == "delete", do: %{conn | method: "DELETE"}, else: conn

    conn
    |> Plug.Session.call(session_options())
    |> fetch_session()
    |> Plug.CSRFProtection.call(Plug.CSRFProtection.init([]))
    |> fetch_user(tokens)
    |> route(conn.method, conn.request_path, params, tokens)
  end

  defp route(conn, "GET", "/", _params, _tokens), do: html(conn, 200, "Hello #{conn.assigns.user || "visitor"}")
  defp route(conn, "GET", "/users/log-in", _params, _tokens), do: html(conn, 200, form())

  defp route(conn, "POST", "/users/log-in", %{"user" => %{"email" => "alice@example.test", "password" => "wonderland-7"} = user}, tokens) do
    return_to = get_session(conn, :user_return_to)
    token = :crypto.strong_rand_bytes(32)
    Agent.update(tokens, &MapSet.put(&1, token))

    conn
    |> renew()
    |> put_token(token)
    |> remember(token, user)
    |> delete_session(:user_return_to)
    |> redirect(return_to || "/")
  end

  defp route(conn, "POST", "/users/log-in", _params, _tokens), do: redirect(conn, "/users/log-in")

  defp route(%{assigns: %{user: nil}} = conn, "GET", "/users/settings", _params, _tokens),
    do: conn |> put_session(:user_return_to, "/users/settings") |> redirect("/users/log-in")

  defp route(conn, "GET", "/users/settings", _params, _tokens), do: html(conn, 200, "Settings of #{conn.assigns.user}")

  defp route(conn, "DELETE", "/users/log-out", _params, tokens) do
    Agent.update(tokens, &MapSet.delete(&1, get_session(conn, :user_token)))
    conn |> renew() |> delete_resp_cookie(@remember, @remember_options) |> redirect("/")
  end

  defp route(conn, _method, _path, _params, _tokens), do: send_resp(conn, 404, "")

  defp fetch_user(conn, tokens) do
    conn = if get_session(conn, :user_token), do: conn, else: restored(conn)
    token = get_session(conn, :user_token)
    assign(conn, :user, if(token && Agent.get(tokens, &MapSet.member?(&1, token)), do: "alice"))
  end

  defp restored(conn) do
    conn = fetch_cookies(conn, signed: [@remember])
    token = conn.cookies[@remember]
    if token, do: conn |> put_token(token) |> put_session(:user_remember_me, true), else: conn
  end

  defp renew(conn) do
    if System.get_env("LOGIN") == "keep" do
      conn
    else
      Plug.CSRFProtection.delete_csrf_token()
      conn |> configure_session(renew: true) |> clear_session()
    end
  end

  defp put_token(conn, token) do
    conn |> put_session(:user_token, token) |> put_session(:live_socket_id, "users_sessions:#{Base.url_encode64(token)}")
  end

  defp remember(conn, token, %{"remember_me" => "true"}) do
    conn |> put_session(:user_remember_me, true) |> put_resp_cookie(@remember, token, @remember_options)
  end

  defp remember(conn, _token, _user), do: conn

  defp form do
    "<form method=post action='/users/log-in'><input name='user[email]'><input type=password name='user[password]'>" <>
      "<input type=checkbox name='user[remember_me]' value=true>#{hidden()}<button>Log in</button></form>"
  end

  defp hidden, do: "<input type=hidden name=_csrf_token value='#{Plug.CSRFProtection.get_csrf_token()}'>"

  defp html(conn, status, text) do
    out = if conn.assigns.user, do: "<form id=out method=post action='/users/log-out'><input type=hidden name=_method value=delete>#{hidden()}<button>Log out</button></form>", else: ""
    page = "<!doctype html><link rel=icon href=data:,><meta name=csrf-token content='#{Plug.CSRFProtection.get_csrf_token()}'><h1>Shop</h1>#{text}#{out}"
    conn |> put_resp_content_type("text/html") |> send_resp(status, page)
  end

  defp redirect(conn, to), do: conn |> put_resp_header("location", to) |> put_resp_content_type("text/html") |> send_resp(302, "")
end

defmodule Front do
  @moduledoc "Just enough of HTTP to hand requests to a plug and answers to a browser."

  def listen(port, tokens) do
    {:ok, socket} = :gen_tcp.listen(port, [:binary, packet: :http_bin, active: false, reuseaddr: true, ip: {127, 0, 0, 1}])
    accept(socket, tokens)
  end

  defp accept(socket, tokens) do
    {:ok, client} = :gen_tcp.accept(socket)
    pid = spawn(fn -> receive do: (:go -> serve(client, tokens)) end)
    :ok = :gen_tcp.controlling_process(client, pid)
    send(pid, :go)
    accept(socket, tokens)
  end

  defp serve(client, tokens) do
    with {:ok, {:http_request, method, {:abs_path, path}, _version}} <- :gen_tcp.recv(client, 0) do
      headers = headers(client, [])
      length = headers |> List.keyfind("content-length", 0, {"", "0"}) |> elem(1) |> String.to_integer()
      :ok = :inet.setopts(client, packet: :raw)
      {:ok, body} = if length > 0, do: :gen_tcp.recv(client, length), else: {:ok, ""}
      conn = %{Plug.Test.conn(to_string(method), path) | req_headers: headers}
      {status, answer, text} = Plug.Test.sent_resp(Shop.call(conn, tokens, body))
      lines = for {name, value} <- answer, do: [name, ": ", value, "\r\n"]
      :gen_tcp.send(client, ["HTTP/1.1 #{status} Status\r\n", lines, "content-length: #{byte_size(text)}\r\nconnection: close\r\n\r\n", text])
    end

    :gen_tcp.close(client)
  end

  defp headers(client, found) do
    case :gen_tcp.recv(client, 0) do
      {:ok, {:http_header, _, name, _, value}} -> headers(client, [{name |> to_string() |> String.downcase(), value} | found])
      {:ok, :http_eoh} -> Enum.reverse(found)
    end
  end
end

{:ok, _} = Plug.Crypto.Application.start(:normal, [])
# As plug's own application makes it: the cache of derived keys.
Plug.Keys = :ets.new(Plug.Keys, [:named_table, :public, read_concurrency: true])
{:ok, tokens} = Agent.start_link(fn -> MapSet.new() end)
Application.put_env(:plug, :validate_header_keys_during_test, false)
Front.listen(String.to_integer(System.fetch_env!("PORT")), tokens)
