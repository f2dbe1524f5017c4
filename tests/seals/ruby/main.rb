# Answers, a JSON line for each on standard input, what Ruby's frameworks read in cookies: {"read": …} or {"refused": "why"}.
require 'json'
require 'active_support/all'
require 'action_dispatch'
require 'action_dispatch/middleware/cookies'
require 'active_support/messages/rotation_configuration'
require 'rack'
require 'rack/session/cookie'
require 'rack/protection'
require 'rack/protection/encrypted_cookie'
# rack-session 2 is no package of Debian 12, and it wants rack 3. Its encryptor, which does all the reading, is here as it was released.
require_relative 'rack-session-2.1.2/encryptor'

$stdout.sync = true

# The instant at which the frameworks read.
class << Time
  attr_accessor :frozen
  alias real_now now
  def now(...) = frozen || real_now(...)
end

# The application's key generator, with the digest that the defaults of 7.0 and later set.
KeyGenerator = Struct.new(:secret, :digest) do
  def generate_key(salt, length = 64) = OpenSSL::PKCS5.pbkdf2_hmac(secret, salt, 1000, length, digest.new)
end

# What was read, with the markers that the payload has for it.
def shown(value)
  case value
  when Array then value.map { |item| shown(item) }
  when Hash then value.to_h { |key, item| [key.to_s, shown(item)] }
  when Symbol then { '$symbol' => value.to_s }
  when Time then { '$object' => 'Time', 'utc' => value.utc.strftime('%Y-%m-%dT%H:%M:%S.%6NZ') }
  when Rack::Session::SessionId then value.public_id
  when Integer then value.abs < 2**53 ? value : { '$bigint' => value.to_s }
  when String then value.dup.force_encoding('UTF-8').valid_encoding? ? value : { '$bytes' => value.unpack1('H*') }
  else value
  end
end

def cookie(question) = question['cookies'].find { |one| one['value'] }

def digest_of(name) = name&.delete('-')

def environment(question, settings = {})
  Rack::MockRequest.env_for('/', 'HTTP_COOKIE' => "#{cookie(question)['name']}=#{cookie(question)['value']}").merge(settings)
end

def rails_jar(question, secret)
  facts = question['facts']
  cbc = facts['cipher'].to_s.include?('CBC')
  ActionDispatch::Request.new(environment(question,
    'action_dispatch.key_generator' => KeyGenerator.new(secret, facts['key derivation'].include?('SHA-256') ? OpenSSL::Digest::SHA256 : OpenSSL::Digest::SHA1),
    'action_dispatch.secret_key_base' => secret, 'action_dispatch.cookies_serializer' => facts['serializer'].include?('Marshal') ? :marshal : :json,
    'action_dispatch.authenticated_encrypted_cookie_salt' => 'authenticated encrypted cookie', 'action_dispatch.encrypted_cookie_salt' => 'encrypted cookie',
    'action_dispatch.encrypted_signed_cookie_salt' => 'signed encrypted cookie', 'action_dispatch.signed_cookie_salt' => question['settings'].fetch('salt', 'signed cookie'),
    'action_dispatch.use_authenticated_cookie_encryption' => !cbc, 'action_dispatch.encrypted_cookie_cipher' => cbc ? 'aes-256-cbc' : 'aes-256-gcm',
    'action_dispatch.signed_cookie_digest' => digest_of(facts['digest']), 'action_dispatch.use_cookies_with_metadata' => !facts['metadata'].include?('none'),
    'action_dispatch.cookies_rotations' => ActiveSupport::Messages::RotationConfiguration.new
  )).cookie_jar
end

# The cookie jar of 6.1 reads CBC under SHA-1 alone; the encryptor itself reads any digest.
def rails_encrypted(question, secret)
  name, value = cookie(question).values_at('name', 'value')
  digest = digest_of(question['facts']['cipher'][/HMAC-(\S+)/, 1])
  return rails_jar(question, secret).encrypted[name] if [nil, 'SHA1'].include?(digest)
  keys = KeyGenerator.new(secret, OpenSSL::Digest::SHA1)
  encryptor = ActiveSupport::MessageEncryptor.new(keys.generate_key('encrypted cookie')[0, 32], keys.generate_key('signed encrypted cookie'), cipher: 'aes-256-cbc', digest: digest, serializer: Marshal)
  encryptor.decrypt_and_verify(Rack::Utils.unescape(value), purpose: "cookie.#{name}")
end

# A session that the middleware has made anew holds its id alone.
def rack_session(middleware, question)
  seen = nil
  app = ->(env) { seen = env['rack.session'].to_hash; [200, {}, []] }
  middleware.call(app).call(environment(question))
  (seen.keys - ['session_id']).empty? ? nil : seen
end

def rack_options(question, secret)
  coder = question['facts']['coder']
  kind = coder.include?('deflated') ? :ZipJSON : coder.include?('JSON') ? :JSON : :Marshal
  digest = OpenSSL::Digest.const_get(digest_of(question['facts']['digest']))
  { key: cookie(question)['name'], secret: secret, hmac: digest, coder: Rack::Session::Cookie::Base64.const_get(kind).new }
end

def encryptor(question, secret)
  facts = question['facts']
  options = { serialize_json: facts['serializer'] == 'JSON', purpose: facts['purpose'] == 'none' ? nil : facts['purpose'], pad_size: 32 }
  Rack::Session::Encryptor.const_get("V#{facts['version']}").new(secret, options).decrypt(Rack::Utils.unescape(cookie(question)['value']))
end

READERS = {
  'rails-encrypted' => ->(question, secret) { rails_encrypted(question, secret) },
  'rails-signed' => ->(question, secret) { rails_jar(question, secret).signed[cookie(question)['name']] },
  'rack-session-hmac' => ->(question, secret) { rack_session(->(app) { Rack::Session::Cookie.new(app, rack_options(question, secret)) }, question) },
  'rack-session-encrypted' => ->(question, secret) { encryptor(question, secret) },
  'sinatra-encrypted' => ->(question, secret) { rack_session(->(app) { Rack::Protection::EncryptedCookie.new(app, key: cookie(question)['name'], secret: secret) }, question) },
}.freeze

# What the framework reads under the first secret that it accepts.
def answer(question)
  why = 'nothing was read'
  question['secrets'].each do |secret|
    read = READERS.fetch(question['format']).call(question, secret['value'])
    return { read: shown(read) } unless read.nil?
  rescue StandardError => error
    why = "#{error.class}: #{error.message}"
  end
  { refused: why }
end

versions = { 'Rails' => ActionPack.version, 'rack' => Rack.release, 'rack-protection' => Rack::Protection::VERSION, 'the encryptor of rack-session' => '2.1.2' }
puts JSON.generate(versions: "#{RUBY_VERSION} with #{versions.map { |name, version| "#{name} #{version}" }.join(', ')}")
$stdin.each_line do |line|
  question = JSON.parse(line)
  Time.frozen = Time.at(question['nowMs'] / 1000.0)
  puts JSON.generate(answer(question))
end
