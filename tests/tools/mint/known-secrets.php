<?php
// An encrypted Laravel session whose APP_KEY is printed in the framework's tests, for tests/rules/known-secret.test.ts, by illuminate/encryption
// and illuminate/cookie 11.0.0: php tests/tools/mint/known-secrets.php, where vendor/autoload.php is.
require 'vendor/autoload.php';

$key = base64_decode('IUHRqAQ99pZ0A1MPjbuv1D6ff3jxv0GIvS2qIW4JNU4=');
$encrypter = new Illuminate\Encryption\Encrypter($key, 'AES-256-CBC');
$prefix = Illuminate\Cookie\CookieValuePrefix::create('laravel_session', $key);
echo 'laravel_session=', urlencode($encrypter->encrypt($prefix.'Qk2mXrPz7LwYd4uNbT9sVhJ6gF1aCe3oRi8DxKtE', false)), "\n";
