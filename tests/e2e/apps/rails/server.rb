# Rails in one file, configured as `rails new` does it: the session encrypted in a cookie, or in the cache under an id. A variant never resets it at login.
require 'logger'
require 'webrick'
require_relative '../pages'

ENV['RAILS_ENV'] = Pages::HARDENED ? 'production' : 'development'
require 'rails'
require 'action_controller/railtie'

VARIANT = ENV.fetch('SESSIONSCOPE_APP_VARIANT')

# Browsers take localhost for safe, Rails does not: this stands for the proxy that ends TLS in production.
class AsIfOverTls
  def initialize(app)
    @app = app
  end

  def call(env)
    status, headers, body = @app.call(env.merge('HTTPS' => 'on', 'HTTP_ORIGIN' => env['HTTP_ORIGIN']&.sub('http://', 'https://')))
    headers['Location'] = headers['Location'].sub('https://', 'http://') if headers['Location']
    [status, headers, body]
  end
end

module App
  class Application < Rails::Application
    config.load_defaults 6.1
    config.root = ENV.fetch('SESSIONSCOPE_APP_FOLDER')
    config.eager_load = Pages::HARDENED
    config.cache_classes = Pages::HARDENED
    config.action_dispatch.cookies_serializer = :json
    # In development Rails would make one and keep it in tmp/development_secret.txt.
    config.secret_key_base = ENV.fetch('SECRET_KEY_BASE')
    config.cache_store = :memory_store

    store = VARIANT == 'cache-store' ? :cache_store : :cookie_store
    if Pages::HARDENED
      config.middleware.insert_before 0, AsIfOverTls
      config.force_ssl = true
      config.session_store store, key: '__Host-session', expire_after: 1800
    elsif store == :cache_store
      config.session_store store, key: '_app_session'
    end
  end
end

class PagesController < ActionController::Base
  USERS = { 'alice' => { 'id' => 42, 'password' => 'wonderland' } }.freeze

  before_action { response.set_header('Cache-Control', 'no-store') if Pages::HARDENED }

  def home = page('home')

  def set
    session[:colour] = params.fetch(:colour, 'blue')
    redirect_to '/'
  end

  def get = render(json: { colour: session[:colour] })

  def login = page('login')

  def log_in
    user = USERS[params[:username]]
    return page('login', status: 401, error: 'Wrong user name or password.') if user.nil? || user['password'] != params[:password]

    reset_session unless VARIANT == 'never-regenerates'
    session[:user_id] = user['id']
    session[:username] = params[:username]
    redirect_to '/profile'
  end

  def profile
    session[:user_id] ? page('profile') : redirect_to('/login')
  end

  def update_profile
    session[:nickname] = params[:nickname] if session[:user_id]
    redirect_to '/profile'
  end

  def log_out
    reset_session
    redirect_to '/'
  end

  private

  def page(name, status: 200, error: nil)
    csrf = helpers.hidden_field_tag(request_forgery_protection_token, form_authenticity_token, id: nil)
    render html: Pages.render(name, app: 'Rails', session: session, error: error, csrf: csrf).html_safe, status: status
  end
end

App::Application.initialize!
App::Application.routes.draw do
  root 'pages#home'
  match '/set', to: 'pages#set', via: %i[get post]
  get '/get', to: 'pages#get'
  get '/login', to: 'pages#login'
  post '/login', to: 'pages#log_in'
  get '/profile', to: 'pages#profile'
  post '/profile', to: 'pages#update_profile'
  match '/logout', to: 'pages#log_out', via: Pages::HARDENED ? %i[post] : %i[get post]
end

trap('TERM') { Rack::Handler::WEBrick.shutdown }
Rack::Handler::WEBrick.run(App::Application, Host: '127.0.0.1', Port: Integer(ENV.fetch('PORT')), AccessLog: [])
