# An encrypted Rails session whose secret_key_base is printed in the bug report templates, for tests/rules/known-secret.test.ts, by Active Support
# 6.1.7.10: ruby tests/tools/mint/known-secrets.rb
require 'active_support/all'
require 'cgi'

key = ActiveSupport::KeyGenerator.new('secret_key_base', iterations: 1000).generate_key('authenticated encrypted cookie', 32)
encryptor = ActiveSupport::MessageEncryptor.new(key, cipher: 'aes-256-gcm', serializer: JSON)
session = { 'session_id' => 'b47366cb3423e725732ea6c8db819760', 'user_id' => 42 }
puts "_app_session=#{CGI.escape(encryptor.encrypt_and_sign(session, purpose: 'cookie._app_session'))}"
