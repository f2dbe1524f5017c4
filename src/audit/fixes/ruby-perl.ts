/** Fix lines of the Ruby and Perl frameworks, checked against their own sources. */
import { everywhere, forms, none, sourceAt, type FrameworkFixes } from './define';

export const rubyPerl: readonly FrameworkFixes[] = [
  {
    frameworks: ['Ruby on Rails'],
    language: 'ruby',
    lines: {
      secure: forms('config.force_ssl = true  # every cookie becomes Secure', 'config.session_store :cookie_store, key: "_app_session", secure: Rails.env.production?'),
      httponly: everywhere('cookies.encrypted[:name] = { value: value, httponly: true }'),
      samesite: everywhere('config.session_store :cookie_store, key: "_app_session", same_site: :lax'),
      lifetime: everywhere('config.session_store :cookie_store, key: "_app_session", expire_after: 12.hours'),
      name: forms('config.session_store :cookie_store, key: "__Host-app", secure: true', 'key: (Rails.env.production? ? "__Host-app" : "_app_session")'),
      secret: everywhere('SECRET_KEY_BASE=…  # in the environment: bin/rails secret'),
      rotation: everywhere('reset_session; session[:user_id] = user.id  # at login'),
      logout: everywhere('reset_session  # at logout; the browser forgets it; a copy stays valid until expire_after'),
    },
    references: [sourceAt('rails/rails', 'v8.1.3', 'guides/source/security.md'), sourceAt('rails/rails', 'v8.1.3', 'railties/lib/rails/application/configuration.rb')],
  },
  {
    frameworks: ['Rack', 'Sinatra'],
    language: 'ruby',
    lines: {
      secure: forms('use Rack::Session::Cookie, secure: true', 'use Rack::Session::Cookie, secure: production?'),
      httponly: everywhere('use Rack::Session::Cookie, httponly: true'),
      samesite: everywhere('use Rack::Session::Cookie, same_site: :lax'),
      lifetime: everywhere('use Rack::Session::Cookie, expire_after: 43_200  # seconds'),
      name: forms('use Rack::Session::Cookie, key: "__Host-rack", path: "/", secure: true', 'key: production? ? "__Host-rack" : "rack.session", secure: production?'),
      secret: everywhere('use Rack::Session::Cookie, secrets: [ENV.fetch("SESSION_SECRET"), ENV.fetch("OLD_SESSION_SECRET")]'),
      rotation: everywhere('session.clear; env["rack.session.options"][:renew] = true  # at login'),
      logout: everywhere('session.destroy  # at logout; session.clear keeps the id; a copy stays valid until expire_after'),
    },
    references: [sourceAt('rack/rack-session', 'v2.1.2', 'lib/rack/session/cookie.rb'), sourceAt('sinatra/sinatra', 'v4.2.1', 'README.md')],
  },
  {
    frameworks: ['Mojolicious'],
    language: 'perl',
    lines: {
      secure: forms('app->sessions->secure(1);', "app->sessions->secure(app->mode eq 'production');"),
      httponly: none('Mojolicious always sets HttpOnly on its session: another piece of code or a proxy sets this cookie.'),
      samesite: everywhere("app->sessions->samesite('Lax');"),
      lifetime: everywhere('app->sessions->default_expiration(43200);  # seconds'),
      name: forms("app->sessions->cookie_name('__Host-app')->secure(1);", "app->sessions->cookie_name(app->mode eq 'production' ? '__Host-app' : 'app');"),
      secret: everywhere('app->secrets([$ENV{APP_SECRET}, $ENV{OLD_APP_SECRET}]);  # the first one signs'),
      rotation: everywhere('%{$c->session} = (user => $id);  # at login: nothing of the old one is in it'),
      logout: everywhere('$c->session(expires => 1);  # at logout; the browser forgets it; a copy stays valid until default_expiration'),
    },
    references: ['https://metacpan.org/release/SRI/Mojolicious-9.49/view/lib/Mojolicious/Sessions.pm', 'https://docs.mojolicious.org/Mojolicious/Sessions'],
  },
  {
    frameworks: ['Plack'],
    language: 'perl',
    lines: {
      secure: forms("enable 'Session::Cookie', secret => $ENV{SESSION_SECRET}, secure => 1;", "enable 'Session::Cookie', secret => $ENV{SESSION_SECRET}, secure => $ENV{PLACK_ENV} eq 'deployment';"),
      httponly: everywhere("enable 'Session::Cookie', secret => $ENV{SESSION_SECRET}, httponly => 1;"),
      samesite: everywhere("enable 'Session::Cookie', secret => $ENV{SESSION_SECRET}, samesite => 'Lax';  # later than 0.33"),
      lifetime: everywhere("enable 'Session::Cookie', secret => $ENV{SESSION_SECRET}, expires => 43200;  # seconds; bounds the signed value too"),
      name: forms("enable 'Session::Cookie', secret => $ENV{SESSION_SECRET}, session_key => '__Host-plack', path => '/', secure => 1;", "session_key => $ENV{PLACK_ENV} eq 'deployment' ? '__Host-plack' : 'plack_session'"),
      secret: everywhere("enable 'Session::Cookie', secret => $ENV{SESSION_SECRET};  # without one everybody can run code: the session is a Storable"),
      rotation: everywhere("%{$env->{'psgix.session'}} = (user => $id);  # at login\n$env->{'psgix.session.options'}{change_id} = 1;  # sessions on the server"),
      logout: everywhere("$env->{'psgix.session.options'}{expire} = 1;  # at logout"),
    },
    references: ['https://metacpan.org/pod/Plack::Middleware::Session::Cookie', 'https://metacpan.org/pod/Plack::Middleware::Session'],
  },
];
