/** Secrets that everybody knows: defaults and examples out of documentation, templates and published code. A key on this list protects nothing. */
import { Secret } from '../crypto/keys';

export interface KnownSecret {
  readonly text: string;
  /** Where it is printed. */
  readonly source: string;
}

/** Each source with the secrets that were read there. */
const printed: readonly (readonly [source: string, texts: readonly string[]])[] = [
  ['the Flask tutorial (pallets/flask docs/tutorial/factory.rst)', ['dev']],
  ['the Flask documentation (pallets/flask docs/quickstart.rst, docs/config.rst)', ['_5#y2L"F4Q8z\n\xec]/', '192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf', '5f352379324c22463451387a0aec5d2f']],
  ['the Flask documentation before 1.0 (pallets/flask docs/quickstart.rst)', ['A0Zr98j/3yX R~XHH!jmN]LWX/,?RT']],
  ['the configuration documentation of Flask (pallets/flask src/flask/config.py)', ['development key']],
  ['the README of Flask-Login (maxcountryman/flask-login README.md)', ['super secret string']],
  ['the examples of Flask-JWT-Extended (vimalloc/flask-jwt-extended docs)', ['super-secret', 'change_me', 'foobarbaz']],
  ['Flask Web Development (miguelgrinberg/flasky config.py)', ['hard to guess string']],
  ['the Flask Mega-Tutorial (miguelgrinberg/microblog config.py)', ['you-will-never-guess']],
  ['the default configuration of Apache Superset (apache/superset superset/config.py, superset/constants.py, docker/.env)', ['\x02\x01thisismyscretkey\x01\x02\\e\\y\\y\\h', 'thisismyscretkey', 'CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET', 'TEST_NON_DEV_SECRET', 'YOUR_OWN_RANDOM_GENERATED_SECRET_KEY']],
  ['the default configuration of Apache Airflow (apache/airflow config_templates)', ['temporary_key']],
  ['the default configuration of Redash (getredash/redash redash/settings)', ['c292a0a3aa32397cdb050e233733900f']],
  ['the documentation of itsdangerous (pallets/itsdangerous docs)', ['secret key', 'secret-key', 'secret_key']],
  ['the FastAPI documentation (fastapi/fastapi docs_src)', ['09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7', 'coneofsilence']],
  ['the FastAPI project template (fastapi/full-stack-fastapi-template .env)', ['changethis']],
  ['the Tornado documentation and demos (tornadoweb/tornado docs/guide/security.rst, demos)', ['__TODO:_GENERATE_YOUR_OWN_RANDOM_VALUE_HERE__']],
  ['the Pyramid tutorial (Pylons/pyramid docs/quick_tutorial, docs/narr/sessions.rst)', ['itsaseekreet', 'seekrit', 'seekr1t', 'evilsecret']],
  ['the Bottle tutorial (bottlepy/bottle docs/tutorial.rst)', ['some-secret-key']],
  ['the README of express-session (expressjs/session README.md)', ['keyboard cat']],
  ['the tests of express-session (expressjs/session test/session.js)', ['awesome cat', 'nyan cat']],
  ['the README of cookie-session (expressjs/cookie-session README.md)', ['key1', 'key2']],
  ['the README of koa-session (koajs/session Readme.md)', ['some secret hurr']],
  ['the README of koa-jwt (koajs/jwt README.md)', ['shared-secret', 'old-shared-secret']],
  ['the README of Fastify session (fastify/session README.md, test/util.js)', ['a secret with minimum length of 32 characters', 'cNaoPYAwF60HZJzkcNaoPYAwF60HZJzk']],
  ['the README of Fastify secure-session (fastify/fastify-secure-session README.md)', ['averylogphrasebiggerthanthirtytwochars', 'another-secret-key']],
  ['the README of Fastify JWT (fastify/fastify-jwt README.md)', ['supersecret', 'foobar']],
  ['the README of jsonwebtoken (auth0/node-jsonwebtoken README.md)', ['shhhhh', 'shhhhhh']],
  ['the README of iron-session and its examples (vvo/iron-session)', ['complex_password_at_least_32_characters_long']],
  ['the Hono documentation (honojs/website docs)', ['it-is-very-secret', 'mySecretKey', 'hono-password']],
  ['the tests of h3 (h3js/h3 test/bench/session.ts)', ['some_not_random_password_that_is_also_long_enough']],
  ['the NestJS documentation (nestjs/docs.nestjs.com content/security/authentication.md)', ['DO NOT USE THIS VALUE. INSTEAD, CREATE A COMPLEX SECRET AND KEEP IT SAFE OUTSIDE OF THE SOURCE CODE.', 'my-secret']],
  ['the hackathon starter (sahat/hackathon-starter .env.example)', ['Your Session Secret goes here', 'test_session_secret']],
  ['the JWT debugger at jwt.io', ['your-256-bit-secret', 'your-384-bit-secret', 'your-512-bit-secret', 'a-string-secret-at-least-256-bits-long', 'secret']],
  ['the examples of golang-jwt (golang-jwt/jwt)', ['AllYourBase', 'my_secret_key']],
  ['the documentation of gorilla/sessions (gorilla/sessions doc.go)', ['something-very-secret']],
  ['the README of ruby-jwt (jwt/ruby-jwt README.md)', ['my$ecretK3y']],
  ['the documentation of Sinatra (sinatra/sinatra rack-protection)', ['CHANGEMEaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']],
  ['the documentation of Rack session (rack/rack-session README.md)', ['**unique secret key**']],
  ['the Symfony templates (symfony/demo .env, symfony/symfony)', ['not-a-secret--read-the-doc!', '$ecretf0rt3st', 'ThisTokenIsNotSoSecretChangeIt', '!ChangeMe!', '!NotSoSecretChangeMe!', '!ChangeThisMercureHubJWTSecretKey!']],
  ['the Laravel skeletons (laravel/laravel config/app.php, 5.x)', ['SomeRandomString', 'SomeRandomKey!!!']],
  ['the tests of Laravel (laravel/framework tests/Integration)', ['base64:IUHRqAQ99pZ0A1MPjbuv1D6ff3jxv0GIvS2qIW4JNU4=', 'base64:Ge+W23u+VZI2tbrp5QCGWrsUuxgcD65i7jtTRR2ZqfY=']],
  ['the bug report templates of Rails (rails/rails guides/bug_report_templates)', ['secret_key_base']],
  ['the guides of Rails (rails/rails guides/source/upgrading_ruby_on_rails.md, railties/lib/rails/application.rb)', ['new secret key base', 'old secret_key_base']],
  ['the tests of Rails (rails/rails railties/test, actionpack/test)', ['b3c631c314c0bbca50c1b2843150fe33', '3b7cd727ee24e8444053437c36cc66c3', 'c3b95688f35581fad38df788add315ff', 'iaminallyoursecretkeybase', 'credentials_secret']],
  ['the default of Better Auth (better-auth/better-auth packages/better-auth/src/utils/constants.ts)', ['better-auth-secret-12345678901234567890']],
  ['the tests of Better Auth (better-auth/better-auth packages/better-auth/src/test-utils)', ['better-auth-secret-that-is-long-enough-for-validation-test']],
  ['the documentation of h3 (h3js/h3 docs/4.examples/handle-session.md)', ['80d42cfb-1cd2-462c-8f17-e3237d9027e9']],
  ['the README of nuxt-auth-utils, for h3 (atinux/nuxt-auth-utils README.md)', ['password-with-at-least-32-characters']],
  ['the default of Apache Shiro before 1.2.5 (apache/shiro AbstractRememberMeManager.java)', ['kPH+bIxk5D2deZiIxcaaaA==']],
  ['a published list of Apache Shiro keys (blacklanternsecurity/badsecrets resources/shiro_keys.txt)', ['0AvVhmFLUs0KTA3Kprsdag==', '4AvVhmFLUs0KTA3Kprsdag==', '2AvVhdsgUs0FSA3SDFAdag==', '3AvVhmFLUs0KTA3Kprsdag==', 'Z3VucwAAAAAAAAAAAAAAAA==', 'fCq+/xW488hMTCD+cmJ3aQ==']],
  ['a published list of Rack and Rails keys (blacklanternsecurity/badsecrets resources)', ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', '4698bc5d99f3103ca76ab57f28a6b8f75f5f0768aab4f2e3f3743383594ad91f43e78c1b86138602f5859a811927698180ebfae7c490333f37b87521ca5a5f8c', '6f9c2bdad527137950bd62e9688c6cd6a3f3ccc1bbd2972c2d9dbdc4bccbfeb38c2832804cfc62fc662ed54b15f8731083cc090b352168b335569cc4375a4696']],
  ['a published list of Yii2 keys (blacklanternsecurity/badsecrets resources/yii2_cookieValidationKeys.txt)', ['-3ffDUN7EtLddlOgyHFznuS64pR0a78Q', '-3o4E8YUQjnojIBI0ZWMA30eI1bxh5IQ', '-ab05p9ooDOXSQG4VENCQvupiYwBMOII']],
  ['a published list of Symfony secrets (blacklanternsecurity/badsecrets resources/symfony_appsecret.txt)', ['IAmNotSecret', 'HeyIAmSecret', 'changeMeInDotEnvDotLocal', 'asecretkey', 'MY_APP_SECRET', 'EDITME']],
  ['the Ktor documentation (ktorio/ktor-documentation session-cookie-client)', ['6819b57a326945c1968f45236589', '00112233445566778899aabbccddeeff']],
  ['a published list of JWT secrets (wallarm/jwt-secrets jwt.secrets.list)', [
    'changeme', 'change me', 'CHANGEME', 'super secret key', 'super secret', 'supersecretkey', 'super_secret', 'super_secret_key', 'superSecret',
    'SuperSecret', 'super-secret-key', 'password', 'secretkey', 'SecretKey', 'secretKey', 'your-secret-key', 'your_secret_key', 'yoursecretkey',
    'your-secret', 'your_secret', 'YOUR_SECRET_KEY', 'mysecret', 'my_secret', 'my secret', 'my-secret-key', 'mysecretkey', 'this is a secret',
    'thisisasecret', 'thisismysecret', 'some-secret', 'mySuperSecretKey', 'test', 'testing', 'test-secret', 'testsecret', 'test_secret', 'testkey',
    'example_key', 'example', 'example-secret', 'secret123', 'secret1', 'qwerty', '123456', '12345678', 'abc123', 'admin', 'token', 'jwt',
    'jwt-secret', 'jwt_secret', 'jwtsecret', 'jwtSecret', 'JWT_SECRET', 'jwtPrivateKey', 'mysecretpassword', 'development', 'development_secret',
    'dev-secret', 'dev-key', 'devsecret', 'default', 'CHANGE_ME', 'change-this-secret', 'insecure', 'not so secret', 'foo', 'bar', 's3cr3t',
    'p@ssw0rd', 'hello', 'helloworld', 'session_secret', 'SECRET_KEY', 'SECRET', 'keyboardcat', 'Super Secret Key', 'topsecret', 'top-secret',
    'verysecret', 'very_secret', 'XXX', 'xxx', 'null', 'undefined', 'secretpassword', 'random', 'randomstring', 'your_secret_key_here',
    'your-jwt-secret', 'your_jwt_secret', 'enter-a-secret', 'secretsecret', 'sekrit', 'changeit', 'not-so-secret', 'monkey', 'banana', 'itsasecret',
    'its-a-secret', 'shh', 'shhh', 'shhhh', 'tokensecret', 'MYSECRET', 'somesecret', 'somekey', 'somethingsecret', 'something', 'blahblah',
  ]],
  ['the sources of many published applications and examples', [
    'change-me', 'SuperSecretKey', 'your secret key', 'your secret', 'YOUR-SECRET-KEY', 'my secret key', 'MySecretKey', 'this_is_a_secret',
    'something-secret', 'very-secret', 'very secret', 'some secret', 'some secret key', 'cat', 'hunter2', 'test-key', 'dev_secret', 'devkey',
    'dev_key', 'default_secret', 'defaultsecret', 'local', 'default-secret-key', 'replace-me', 'replaceme', 'REPLACE_ME', 'please-change-me',
    'please change me', 'ChangeMe', 'change-this', 'change_this', 'not secret', 'not-a-secret', 'notsecret', 'S3cr3t', 's3cret', 'hello world',
    'cookie_secret', 'cookieSecret', 'session-secret', 'session secret', 'sessionsecret', 'sessionSecret', 'SESSION_SECRET', 'SESSION_KEY',
    'app-secret', 'appsecret', 'app_secret', 'express', 'flask', 'django', 'node', 'ninja', 'SUPER SECRET', 'top secret', 'TOPSECRET', 'TopSecret',
    'mega secret', 'VerySecret', 'veryverysecret', 'xyz', 'none', 'private', 'private-key', 'private_key', 'privatekey', 'random string',
    'a random string', 'some random string', 'iamsosecret', 'i am so secret', 'secret-key-here', 'your-secret-key-here', 'your-secret-here',
    'secret secret', 'geheim', 'DizIzSecret', 'REPLACE THIS', 'unsafe', 'dog', 'A SECRET', 'It\'s a secret', 'Its a secret', 'it\'s a secret',
    'shhh, it\'s a secret', 'Shh, its a secret!', 'ssshhhhh', 'ssshhhh', 'cats', 'token_secret', 'accesstoken', 'mytoken', 'mykey', 'my-key',
    'my_key', 'mykey123', 'some-key', 'something secret', 'anything', 'whatever', 'blah',
  ]],
];

const byText = new Map(printed.flatMap(([source, texts]) => texts.map((text): [string, KnownSecret] => [text, { text, source }])));

export const knownSecrets: readonly KnownSecret[] = [...byText.values()];

/** Null for a key that is on no list. White space around it, as pasted keys have it, does not count. */
export function knownSecretOf(text: string): KnownSecret | null {
  return byText.get(text) ?? byText.get(text.trim()) ?? null;
}

/** The known secrets as keys, first those that are printed where this framework is spoken of; one with characters beyond ASCII is printed as bytes. */
export function knownKeys(framework: string): Secret[] {
  const words = framework.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word.length > 1 && !['on', 'js', 'net', 'core', 'session'].includes(word));
  const isOwn = ({ source }: KnownSecret): boolean => words.some((word) => source.toLowerCase().split(/[^a-z0-9]+/).includes(word));
  return [...knownSecrets.filter(isOwn), ...knownSecrets.filter((secret) => !isOwn(secret))].map(({ text, source }) => new Secret({ field: 'secret', value: text, encoding: /[\x80-\xff]/.test(text) ? 'latin1' : 'utf8', label: source }));
}
