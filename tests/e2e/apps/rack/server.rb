# Rack's own session cookie: the session as a signed document, written by Ruby's Marshal or, hardened, as JSON. A variant renews the id in it at login and at logout.
require 'json'
require 'rack'
require 'webrick'
require_relative '../pages'

HARDENED = Pages::HARDENED
REGENERATES = ENV.fetch('SESSIONSCOPE_APP_VARIANT') == 'regenerates'
USERS = { 'alice' => { 'id' => 42, 'password' => 'wonderland' } }.freeze

class App
  def call(env)
    request = Rack::Request.new(env)
    answer(request, request.session)
  end

  private

  def answer(request, session)
    case [request.request_method, request.path_info]
    in ['GET', '/'] then page('home', session)
    in ['GET' | 'POST', '/set']
      session['colour'] = request.params['colour'] || 'blue'
      redirect('/')
    in ['GET', '/get'] then [200, { 'Content-Type' => 'application/json' }, [JSON.generate('colour' => session['colour'])]]
    in ['GET', '/login'] then page('login', session)
    in ['POST', '/login'] then log_in(request, session)
    in ['GET', '/profile'] then session['user_id'] ? page('profile', session) : redirect('/login')
    in ['POST', '/profile']
      session['nickname'] = request.params['nickname'] if session['user_id']
      redirect('/profile')
    in ['POST', '/logout'] then log_out(session)
    in ['GET', '/logout'] unless HARDENED then log_out(session)
    else [404, {}, []]
    end
  end

  def log_in(request, session)
    params = request.params
    user = USERS[params['username']]
    return page('login', session, 401, 'Wrong user name or password.') if user.nil? || user['password'] != params['password']

    request.session_options[:renew] = true if REGENERATES
    session.clear
    session['user_id'] = user['id']
    session['username'] = params['username']
    redirect('/profile')
  end

  # Emptied only, the session keeps its id.
  def log_out(session)
    REGENERATES ? session.destroy : session.clear
    redirect('/')
  end

  def redirect(to)
    [302, { 'Location' => to }, []]
  end

  def page(name, session, status = 200, error = nil)
    headers = { 'Content-Type' => 'text/html; charset=utf-8' }
    headers['Cache-Control'] = 'no-store' if HARDENED
    [status, headers, [Pages.render(name, app: 'Rack', session: session, error: error)]]
  end
end

# Browsers take localhost for safe, Rack does not: this stands for the proxy that ends TLS in production.
class AsIfOverTls
  def initialize(app)
    @app = app
  end

  def call(env)
    @app.call(env.merge('HTTPS' => 'on'))
  end
end

settings = { secret: ENV.fetch('SESSION_SECRET') }
if HARDENED
  settings.merge!(key: '__Host-session', path: '/', secure: true, httponly: true, same_site: :lax, expire_after: 1800,
                  coder: Rack::Session::Cookie::Base64::JSON.new)
end
app = Rack::Builder.new do
  use AsIfOverTls if HARDENED
  use Rack::Session::Cookie, settings
  run App.new
end

trap('TERM') { Rack::Handler::WEBrick.shutdown }
Rack::Handler::WEBrick.run(app, Host: '127.0.0.1', Port: Integer(ENV.fetch('PORT')), AccessLog: [])
