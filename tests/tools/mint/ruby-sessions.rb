# Further vectors of Rails 6.1.7.10, rack 2.2.22 and rack-protection 3.0.5 (the packages of Debian 12): serialised symbols and times, other
# digests, other salts, no secret at all. Prints a list of vectors: ruby tests/tools/mint/ruby-sessions.rb
require 'json'
require 'active_support/all'
require 'rack'
require 'rack/session/cookie'
require 'rack/protection'
require 'rack/protection/encrypted_cookie'

NOW = 1_795_406_182_000
SECRET = '5f2c9a7e1b3d48609e0c1d7fa8b365245f2c9a7e1b3d48609e0c1d7fa8b365245f2c9a7e1b3d48609e0c1d7fa8b365245f2c9a7e1b3d48609e0c1d7fa8b36524'
DATA = { 'user' => { id: 7, role: :admin, rate: 3.0 }, 'at' => Time.at(1_767_225_600).utc, 'big' => 2**70, 'raw' => "\xff\xfe".b, 'tags' => %i[a b a] }.freeze
SHOWN = {
  'user' => { 'id' => 7, 'role' => { '$symbol' => 'admin' }, 'rate' => 3 }, 'at' => { '$object' => 'Time', 'utc' => '2026-01-01T00:00:00.000000Z' },
  'big' => { '$bigint' => (2**70).to_s }, 'raw' => { '$bytes' => 'fffe' }, 'tags' => [{ '$symbol' => 'a' }, { '$symbol' => 'b' }, { '$symbol' => 'a' }]
}.freeze

def vector(id, format, cookie, expect, more = {})
  name, value = cookie
  { id: id, framework: format.start_with?('rails') ? 'Ruby on Rails' : format.start_with?('sinatra') ? 'Sinatra' : 'Rack', version: { 'rails' => '6.1.7.10', 'rack-' => 'rack 2.2.22', 'sinat' => '3.0.5' }[format[0, 5]],
    format: format, now: NOW, cookies: [{ name: name, value: value }], secrets: [{ field: 'secret', value: SECRET, encoding: 'utf8' }], settings: {}, facts: {}, expect: expect }.merge(more)
end

def set_by(middleware)
  app = ->(env) { DATA.each { |key, value| env['rack.session'][key] = value }; [200, {}, []] }
  line = middleware.call(app).call(Rack::MockRequest.env_for('/'))[1]['Set-Cookie']
  line[/\A[^;]*/].split('=', 2)
end

def verified(payload) = { status: 'verified', payload: payload }

verified_session = { status: 'verified', payload: SHOWN, payloadIgnoreKeys: ['session_id'] }
key = ->(salt, digest) { OpenSSL::PKCS5.pbkdf2_hmac(SECRET, salt, 1000, 64, digest) }
escape = ->(text) { Rack::Utils.escape(text) }
verifier = ->(salt, digest, serializer = JSON) { ActiveSupport::MessageVerifier.new(key.(salt, 'SHA1'), digest: digest, serializer: serializer) }
cbc = ActiveSupport::MessageEncryptor.new(key.('encrypted cookie', 'SHA1')[0, 32], key.('signed encrypted cookie', 'SHA1'), cipher: 'aes-256-cbc', digest: 'SHA256', serializer: Marshal)
unsigned = set_by(->(app) { Rack::Session::Cookie.new(app, {}) })
remember = verifier.('signed cookie', 'SHA1').generate([[7], '$2a$12$abcdefghijklmnopqrstuv', '1767225600.1234567'], purpose: 'cookie.remember_user_token', expires_at: Time.at(1_809_225_600))

puts JSON.pretty_generate([
  vector('rack2-sha512-symbols-time', 'rack-session-hmac', set_by(->(app) { Rack::Session::Cookie.new(app, secret: SECRET, hmac: OpenSSL::Digest::SHA512) }), verified_session),
  vector('rack2-unsigned', 'rack-session-hmac', unsigned, { status: 'read', payload: SHOWN, payloadIgnoreKeys: ['session_id'] }, secrets: []),
  vector('rack2-unsigned-with-key', 'rack-session-hmac', unsigned, { status: 'rejected', reason: 'missing-signature' }),
  vector('sinatra3-symbols-time', 'sinatra-encrypted', set_by(->(app) { Rack::Protection::EncryptedCookie.new(app, secret: SECRET) }), verified_session),
  vector('rails61-cbc-sha256-marshal', 'rails-encrypted', ['_demo_session', escape.(cbc.encrypt_and_sign(DATA, purpose: 'cookie._demo_session'))], verified(SHOWN)),
  vector('rails61-cbc-sha256-marshal-moved', 'rails-encrypted', ['_other_session', escape.(cbc.encrypt_and_sign(DATA, purpose: 'cookie._demo_session'))], { status: 'rejected', reason: 'wrong-name' }),
  vector('devise-remember-token', 'rails-signed', ['remember_user_token', escape.(remember)], verified([[7], '$2a$12$abcdefghijklmnopqrstuv', '1767225600.1234567']).merge(expiresAt: 1_809_225_600_000)),
  vector('rails61-verifier-own-salt', 'rails-signed', ['invite', escape.(verifier.('invitations', 'SHA512').generate({ 'team' => 5 }))], verified({ 'team' => 5 }), settings: { salt: 'invitations' }),
  vector('rails61-verifier-other-purpose', 'rails-signed', ['invite', escape.(verifier.('signed cookie', 'SHA256').generate('x', purpose: :invite))], verified('x')),
])
