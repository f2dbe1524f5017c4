# Whether Rails, Rack and Sinatra read what the seals of tests/tools/seal-vectors.ts hold: a line of JSON for each value on standard input.
# Rails 6.1.7.10, rack 2.2.22 and rack-protection 3.0.5 (the packages of Debian 12); RACK_SESSION names a checkout of rack-session 2.1.2.
#   npx tsx tests/tools/seal-vectors.ts rails-encrypted rails-signed … | RACK_SESSION=… ruby tests/tools/mint/accepts.rb
require 'json'
require 'active_support/all'
require 'action_dispatch'
require 'action_dispatch/middleware/cookies'
require 'active_support/messages/rotation_configuration'
require 'rack'
require 'rack/session/cookie'
require 'rack/protection'
require 'rack/protection/encrypted_cookie'
load File.join(ENV.fetch('RACK_SESSION'), 'lib/rack/session/encryptor.rb')

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
  when Integer then value.abs < 2**53 ? value : { '$bigint' => value.to_s }
  when String then value.dup.force_encoding('UTF-8').valid_encoding? ? value : { '$bytes' => value.unpack1('H*') }
  else value
  end
end

def cookie(line) = line['cookies'].find { |one| one['value'] }

def rails_jar(line, secret)
  facts = line['facts']
  serializer = facts['serializer'].include?('Marshal') ? :marshal : :json
  cbc = facts['cipher'].to_s.include?('CBC')
  env = Rack::MockRequest.env_for('/', 'HTTP_COOKIE' => "#{cookie(line)['name']}=#{cookie(line)['value']}").merge(
    'action_dispatch.key_generator' => KeyGenerator.new(secret, facts['key derivation'].include?('SHA-256') ? OpenSSL::Digest::SHA256 : OpenSSL::Digest::SHA1),
    'action_dispatch.secret_key_base' => secret, 'action_dispatch.cookies_serializer' => serializer,
    'action_dispatch.authenticated_encrypted_cookie_salt' => 'authenticated encrypted cookie', 'action_dispatch.encrypted_cookie_salt' => 'encrypted cookie',
    'action_dispatch.encrypted_signed_cookie_salt' => 'signed encrypted cookie', 'action_dispatch.signed_cookie_salt' => line['settings'].fetch('salt', 'signed cookie'),
    'action_dispatch.use_authenticated_cookie_encryption' => !cbc, 'action_dispatch.encrypted_cookie_cipher' => cbc ? 'aes-256-cbc' : 'aes-256-gcm',
    'action_dispatch.signed_cookie_digest' => facts['digest']&.delete('-'), 'action_dispatch.use_cookies_with_metadata' => !facts['metadata'].include?('none'),
    'action_dispatch.cookies_rotations' => ActiveSupport::Messages::RotationConfiguration.new
  )
  ActionDispatch::Request.new(env).cookie_jar
end

def rack_session(middleware, line)
  seen = nil
  app = ->(env) { seen = env['rack.session'].to_hash; [200, {}, []] }
  middleware.call(app).call(Rack::MockRequest.env_for('/', 'HTTP_COOKIE' => "#{cookie(line)['name']}=#{cookie(line)['value']}"))
  seen.transform_values { |value| value.is_a?(Rack::Session::SessionId) ? value.public_id : value }
end

def rack_options(line, secret)
  coder = line['facts']['coder']
  kind = coder.include?('deflated') ? :ZipJSON : coder.include?('JSON') ? :JSON : :Marshal
  digest = { 'SHA-1' => OpenSSL::Digest::SHA1, 'SHA-256' => OpenSSL::Digest::SHA256, 'SHA-512' => OpenSSL::Digest::SHA512 }[line['facts']['digest']]
  { key: cookie(line)['name'], secret: secret, hmac: digest, coder: Rack::Session::Cookie::Base64.const_get(kind).new }
end

def encryptor(line, secret)
  purpose = line['facts']['purpose']
  options = { serialize_json: line['facts']['serializer'] == 'JSON', purpose: purpose == 'none' ? nil : purpose, pad_size: 32 }
  type = Rack::Session::Encryptor.const_get("V#{line['facts']['version']}")
  read = type.new(secret, options).decrypt(Rack::Utils.unescape(cookie(line)['value']))
  read.transform_values { |value| value.is_a?(Rack::Session::SessionId) ? value.public_id : value }
end

# The cookie jar of 6.1 reads CBC under SHA-1 alone; the encryptor itself reads any digest.
def rails_encrypted(line, secret)
  name, value = cookie(line).values_at('name', 'value')
  digest = line['facts']['cipher'][/HMAC-(\S+)/, 1]&.delete('-')
  return rails_jar(line, secret).encrypted[name] if [nil, 'SHA1'].include?(digest)
  keys = KeyGenerator.new(secret, OpenSSL::Digest::SHA1)
  encryptor = ActiveSupport::MessageEncryptor.new(keys.generate_key('encrypted cookie')[0, 32], keys.generate_key('signed encrypted cookie'), cipher: 'aes-256-cbc', digest: digest, serializer: Marshal)
  encryptor.decrypt_and_verify(Rack::Utils.unescape(value), purpose: "cookie.#{name}")
end

READERS = {
  'rails-encrypted' => ->(line, secret) { rails_encrypted(line, secret) },
  'rails-signed' => ->(line, secret) { rails_jar(line, secret).signed[cookie(line)['name']] },
  'rack-session-hmac' => ->(line, secret) { rack_session(->(app) { Rack::Session::Cookie.new(app, rack_options(line, secret)) }, line) },
  'rack-session-encrypted' => ->(line, secret) { encryptor(line, secret) },
  'sinatra-encrypted' => ->(line, secret) { rack_session(->(app) { Rack::Protection::EncryptedCookie.new(app, key: cookie(line)['name'], secret: secret) }, line) },
}.freeze

# The instant at which the vector is judged.
class << Time
  attr_accessor :frozen
  alias real_now now
  def now(...) = frozen || real_now(...)
end

counts = Hash.new(0)
$stdin.each_line do |text|
  line = JSON.parse(text)
  next unless READERS.key?(line['format'])
  # MessagePack came with Rails 7.1, and a message with a purpose of its own is none of the cookie jar's.
  if line['facts']['serializer'].to_s.include?('MessagePack') || line['facts']['metadata'].to_s.match?(/purpose (?!cookie\.)/)
    counts[[line['format'], 'not for this reader']] += 1
    next
  end
  expected = line['payload']
  Time.frozen = Time.at(line['nowMs'] / 1000.0)
  read = line['secrets'].lazy.map { |secret| shown(READERS[line['format']].call(line, secret['value'])) rescue $! }.find { |value| value == expected } || (shown(READERS[line['format']].call(line, line['secrets'][0]['value'])) rescue $!)
  verdict = read == expected ? 'accepted' : 'refused'
  counts[[line['format'], verdict]] += 1
  puts "#{line['id']}: wanted #{expected.inspect[0, 300]}, read #{read.inspect[0, 300]}" if verdict == 'refused'
end
counts.sort.each { |(format, verdict), count| puts "#{format}: #{count} #{verdict}" }
exit counts.none? { |(_format, verdict), _count| verdict == 'refused' }
