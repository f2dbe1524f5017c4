# A small shop on Rack: Sinatra with its sessions in memory or in the cookie, or Action Pack's encrypted cookie.
require 'rack'
require 'webrick'
KIND = ENV.fetch('KIND')
LOGIN = ENV.fetch('LOGIN', 'renew')
SECRET = '4711' * 32
FORM = '<form method=post action=/login><input name=user[email]><input type=password name=user[password]></form>'

class Shop
  def call(env)
    request = Rack::Request.new(env)
    answer(request, session_of(request))
  end

  private

  def session_of(request)
    KIND == 'rails' ? ActionDispatch::Request.new(request.env).session : request.session
  end

  def renew(request, session)
    return if LOGIN == 'keep'
    return ActionDispatch::Request.new(request.env).reset_session if KIND == 'rails'

    request.session_options[:renew] = true
    session
  end

  def answer(request, session)
    case [request.request_method, request.path_info]
    when ['GET', '/']
      session['seen'] = 'yes'
      page("<h1>Shop</h1>#{session['user'] ? 'Hello alice' : 'Hello visitor'}")
    when ['GET', '/login'] then page(FORM)
    when ['POST', '/login']
      return page("<p>Invalid</p>#{FORM}", 422) if request.params['user']['password'] != 'wonderland-7'

      renew(request, session)
      session_of(request)['user'] = 42
      to('/profile')
    when ['GET', '/profile'] then session['user'] ? page('<h1>Profile of alice</h1>') : to('/login')
    when ['POST', '/logout']
      if KIND == 'pool' then request.session_options[:drop] = true
      elsif KIND == 'rails' then ActionDispatch::Request.new(request.env).reset_session
      else session.delete('user')
      end
      to('/')
    else page('', 404)
    end
  end

  def to(where)
    [303, { 'Location' => where, 'Content-Type' => 'text/html' }, []]
  end

  def page(text, status = 200)
    [status, { 'Content-Type' => 'text/html; charset=utf-8' }, ["<!doctype html><link rel=icon href=data:,>#{text}"]]
  end
end

# What a Rails application hands to Action Pack.
class Settings
  def initialize(app)
    @app = app
    @keys = ActiveSupport::CachingKeyGenerator.new(ActiveSupport::KeyGenerator.new(SECRET, iterations: 1000))
  end

  def call(env)
    settings = { 'key_generator' => @keys, 'secret_key_base' => SECRET, 'cookies_serializer' => :json, 'cookies_rotations' => ActiveSupport::Messages::RotationConfiguration.new,
                 'signed_cookie_salt' => 'signed cookie', 'encrypted_cookie_salt' => 'encrypted cookie', 'encrypted_signed_cookie_salt' => 'signed encrypted cookie',
                 'authenticated_encrypted_cookie_salt' => 'authenticated encrypted cookie', 'use_authenticated_cookie_encryption' => true, 'use_cookies_with_metadata' => true,
                 'encrypted_cookie_cipher' => 'aes-256-gcm', 'cookies_same_site_protection' => ->(_request) { :lax } }
    @app.call(env.merge(settings.transform_keys { "action_dispatch.#{_1}" }))
  end
end

app = Rack::Builder.new do
  case KIND
  when 'pool' then use Rack::Session::Pool
  when 'cookie' then use Rack::Session::Cookie, secret: SECRET
  else
    require 'action_dispatch'
    require 'active_support/key_generator'
    require 'active_support/messages/rotation_configuration'
    use Settings
    use ActionDispatch::Cookies
    use ActionDispatch::Session::CookieStore, key: '_shop_session'
  end
  run Shop.new
end.to_app
trap('TERM') { Rack::Handler::WEBrick.shutdown }
Rack::Handler::WEBrick.run(app, Host: '127.0.0.1', Port: Integer(ENV.fetch('PORT')), AccessLog: [], Logger: WEBrick::Log.new(File::NULL))
