/** Keys out of configuration as applications really have it, framework by framework: exactly the session keys, and no other. */
import { describe, expect, it } from 'vitest';
import { secretsFromText } from '../../src/decode/pasted-keys';

function valuesIn(text: string): string[] {
  return secretsFromText(text).secrets.map(({ field, value, encoding }) => `${field === 'secret' ? '' : `${field}: `}${value}${encoding === 'utf8' ? '' : ` (${encoding})`}`);
}

const hex128 = '0f3a'.repeat(32);
const laravelKey = 'base64:9KQ6eT8mX0n0o2v1H0y7m0vTn0mJpZt7S0m9gq1u3Yw=';

type Row = readonly [what: string, text: string, values: readonly string[]];

const environment: readonly Row[] = [
  ['double quotes', 'SECRET_KEY="a b#c"', ['a b#c']],
  ['single quotes', "SESSION_SECRET='it is $HOME'", ['it is $HOME']],
  ['no quotes', 'SESSION_SECRET=keyboard-cat', ['keyboard-cat']],
  ['export', 'export SECRET_KEY=abc123', ['abc123']],
  ['a comment behind', 'SECRET_KEY=abc123 # change me', ['abc123']],
  ['a comment line before', '# SECRET_KEY=old\nSECRET_KEY=new', ['new']],
  ['spaces around =', 'SECRET_KEY = abc123', ['abc123']],
  ['Windows line ends', 'DEBUG=1\r\nSECRET_KEY=abc123\r\nPORT=3000\r\n', ['abc123']],
  ['base64 with padding', 'NEXTAUTH_SECRET=q83vEjRWeJASNFZ4kKvN7w==', ['q83vEjRWeJASNFZ4kKvN7w==']],
  ['other services', 'AWS_SECRET_ACCESS_KEY=x1\nSTRIPE_SECRET_KEY=sk_test_1\nDATABASE_URL=postgres://u:p@h/d\nGITHUB_CLIENT_SECRET=g1\nSMTP_PASSWORD=p1\nSENTRY_AUTH_TOKEN=t1\nOPENAI_API_KEY=o1\nSESSION_SECRET=mine', ['mine']],
  ['a database password', 'DB_PASSWORD=letmein\nPOSTGRES_PASSWORD=letmein2\nREDIS_PASSWORD=letmein3\nAPP_SECRET=mine', ['mine']],
  ['a PEM over lines', 'JWT_PRIVATE_KEY="-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\n-----END PRIVATE KEY-----"\nPORT=1', ['-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\n-----END PRIVATE KEY----- (pem)']],
  ['a PEM in one line', 'JWT_PUBLIC_KEY="-----BEGIN PUBLIC KEY-----\\nMCowBQYDK2Vw\\n-----END PUBLIC KEY-----"', ['-----BEGIN PUBLIC KEY-----\nMCowBQYDK2Vw\n-----END PUBLIC KEY----- (pem)']],
  ['an empty value', 'SECRET_KEY=\nAPP_KEY=""', []],
];

const python: readonly Row[] = [
  ['Flask: secret_key', "app.secret_key = b'_5#y2L'", ['_5#y2L']],
  ['Flask: config item', "app.config['SECRET_KEY'] = 'one'", ['one']],
  ['Flask: environment with a default', "app.config['SECRET_KEY'] = os.environ.get('SECRET_KEY', 'dev')", ['dev']],
  ['Flask: from_mapping', "app.config.from_mapping(\n    SECRET_KEY='dev',\n    DATABASE=os.path.join(app.instance_path, 'flaskr.sqlite'),\n)", ['dev']],
  ['Flask: update with a dictionary', "app.config.update({'SECRET_KEY': 'k1', 'DEBUG': True})", ['k1']],
  ['Flask: a class', "class Config:\n    SECRET_KEY = os.environ.get('SECRET_KEY') or 'you-will-never-guess'\n    SQLALCHEMY_DATABASE_URI = 'sqlite:///x'", ['you-will-never-guess']],
  ['Flask: fallbacks', "SECRET_KEY = 'new'\nSECRET_KEY_FALLBACKS = [\n    'old-1',\n    'old-2',\n]", ['new', 'old-1', 'old-2']],
  ['Flask-WTF', "WTF_CSRF_SECRET_KEY = 'form key'", ['form key']],
  ['Django: settings.py', "# SECURITY WARNING: keep the secret key used in production secret!\nSECRET_KEY = 'django-insecure-$x(y)#z'\n\nDEBUG = True\nAUTH_PASSWORD_VALIDATORS = []", ['django-insecure-$x(y)#z']],
  ['Django: environ', "SECRET_KEY = env('SECRET_KEY', default='from-env')", ['from-env']],
  ['Django: environ without a value', "SECRET_KEY = env('DJANGO_SECRET_KEY')", []],
  ['Django: decouple', "SECRET_KEY = config('SECRET_KEY', default='from-decouple')", ['from-decouple']],
  ['Starlette', 'app.add_middleware(SessionMiddleware, secret_key="starlette key", https_only=True)', ['starlette key']],
  ['Starlette: list', "middleware = [Middleware(SessionMiddleware, secret_key='a key')]", ['a key']],
  ['FastAPI: settings', 'class Settings(BaseSettings):\n    secret_key: str = "typed key"\n    algorithm: str = "HS256"', ['typed key']],
  ['Tornado', 'settings = {\n    "cookie_secret": "__TODO:_GENERATE__",\n    "login_url": "/login",\n}', ['__TODO:_GENERATE__']],
  ['Tornado: key versions', "tornado.web.Application(handlers, cookie_secret={1: 'one', 2: 'two'}, key_version=2)", ['one', 'two']],
  ['Litestar', 'CookieBackendConfig(secret=b"sixteen byte key")', ['sixteen byte key']],
  ['Pyramid', "SignedCookieSessionFactory('itsaseekreet')", ['itsaseekreet']],
  ['Beaker ini', 'beaker.session.key = app\nbeaker.session.secret = sign-me\nbeaker.session.validate_key = validate-me\nbeaker.session.encrypt_key = encrypt-me', ['sign-me', 'validateKey: validate-me', 'encryptKey: encrypt-me']],
  ['mod_auth_tkt', 'TKTAuthSecret "a ticket secret"', ['a ticket secret']],
];

const javascript: readonly Row[] = [
  ['express-session', "app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: true }))", ['keyboard cat']],
  ['express-session: rotation', "app.use(session({ secret: ['new', 'old'] }))", ['new', 'old']],
  ['express-session: environment with a default', "secret: process.env.SESSION_SECRET || 'fallback'", ['fallback']],
  ['express-session: environment only', 'secret: process.env.SESSION_SECRET,', []],
  ['cookie-session', "app.use(cookieSession({\n  name: 'session',\n  keys: ['key1', 'key2'],\n  maxAge: 24 * 60 * 60 * 1000\n}))", ['key1', 'key2']],
  ['cookie-parser', "app.use(cookieParser('parser secret'))", ['parser secret']],
  ['Koa', "app.keys = ['im a newer secret', 'i like turtle'];", ['im a newer secret', 'i like turtle']],
  ['next-auth', "export default NextAuth({ secret: 'auth secret', providers: [GitHub({ clientId: 'x', clientSecret: 'y' })] })", ['auth secret']],
  ['iron-session', "const options = { password: 'complex_password_at_least_32_characters_long', cookieName: 'myapp' }", ['complex_password_at_least_32_characters_long']],
  ['iron-session: rotation', "password: {\n  2: 'new password of thirty-two characters',\n  1: 'old password of thirty-two characters',\n},", ['new password of thirty-two characters', 'old password of thirty-two characters']],
  ['Nuxt', "export default defineNuxtConfig({ runtimeConfig: { session: { password: 'a password of at least 32 characters' } } })", ['a password of at least 32 characters']],
  ['Nuxt: .env', 'NUXT_SESSION_PASSWORD=a-password-with-at-least-32-characters', ['a-password-with-at-least-32-characters']],
  ['Fastify: hexadecimal key', "fastify.register(secureSession, { key: Buffer.from('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex') })", ['00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff (hex)']],
  ['Remix', "createCookieSessionStorage({ cookie: { name: '__session', secrets: ['s3cret1'] } })", ['s3cret1']],
  ['better-auth', 'BETTER_AUTH_SECRET="better secret"', ['better secret']],
  ['template literal', 'secret: `ticked`', ['ticked']],
  ['TypeScript', "const JWT_SECRET: string = 'typed';", ['typed']],
];

const others: readonly Row[] = [
  ['Rails: rails secret', hex128, [hex128]],
  ['Rails: secrets.yml', `development:\n  secret_key_base: ${hex128}\n\nproduction:\n  secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>`, [hex128]],
  ['Rails: credentials', 'secret_key_base: abc\naws:\n  access_key_id: x\n  secret_access_key: y', ['abc']],
  ['Rails: initializer', "Rails.application.config.secret_key_base = ENV.fetch('SECRET_KEY_BASE', 'dev')", ['dev']],
  ['Rack', "use Rack::Session::Cookie, key: 'rack.session', secret: 'change_me', old_secret: 'before'", ['change_me', 'before']],
  ['Sinatra', "set :session_secret, 'a sinatra secret'", ['a sinatra secret']],
  ['Laravel', `APP_NAME=Laravel\nAPP_KEY=${laravelKey}\nAPP_DEBUG=true\nAPP_URL=http://localhost`, [laravelKey]],
  ['Laravel: quoted, with previous keys', `APP_KEY="${laravelKey}"\nAPP_PREVIOUS_KEYS="base64:AAAA,base64:BBBB"`, [laravelKey, 'base64:AAAA', 'base64:BBBB']],
  ['Symfony', 'APP_ENV=dev\nAPP_SECRET=2ca64f8d83b9e89f5f19d672841d6bb8', ['2ca64f8d83b9e89f5f19d672841d6bb8']],
  ['Symfony: YAML', 'framework:\n    secret: "%env(APP_SECRET)%"\nparameters:\n    kernel.secret: yaml-secret', ['yaml-secret']],
  ['WordPress', "define( 'DB_PASSWORD', 'nope' );\ndefine( 'LOGGED_IN_KEY',    'k;1 {x}' );\ndefine( 'LOGGED_IN_SALT',   's<2>|y' );", ['LOGGED_IN_KEY: k;1 {x}', 'LOGGED_IN_SALT: s<2>|y']],
  ['Yii', "'request' => [\n    'cookieValidationKey' => 'yii key',\n],", ['yii key']],
  ['CakePHP', "'Security' => [\n    'salt' => env('SECURITY_SALT', 'cake salt'),\n],", ['salt: cake salt']],
  ['Play', 'play.http.secret.key="changeme-play"\nplay.http.secret.key=${?APPLICATION_SECRET}', ['changeme-play']],
  ['Phoenix: config.exs', 'config :demo, DemoWeb.Endpoint,\n  url: [host: "localhost"],\n  secret_key_base: "phx base",\n  live_view: [signing_salt: "lvsalt"]', ['phx base']],
  ['Phoenix: runtime.exs', 'secret_key_base =\n  System.get_env("SECRET_KEY_BASE") ||\n    raise """\n    environment variable SECRET_KEY_BASE is missing.\n    """', []],
  ['ASP.NET Core', '{\n  "Logging": { "LogLevel": { "Default": "Information" } },\n  "Jwt": { "Key": "a jwt key", "Issuer": "https://x" },\n  "ConnectionStrings": { "Default": "Server=.;Password=p" }\n}', ['a jwt key']],
  ['Rocket.toml', '[default]\nsecret_key = "hPRYyVRiMyxpw5sBB1XeCMN1kFsDCqKvBi2QJxBVHQk="\n', ['hPRYyVRiMyxpw5sBB1XeCMN1kFsDCqKvBi2QJxBVHQk=']],
  ['actix', 'let key = Key::from(b"a key of sixty-four bytes");', ['a key of sixty-four bytes']],
  ['gorilla', 'var store = sessions.NewCookieStore([]byte("something-very-secret"))', ['something-very-secret']],
  ['gorilla: two keys', 'store := sessions.NewCookieStore([]byte("hash"), []byte("block"))', ['hash', 'block']],
  ['Mojolicious', "app->secrets(['new one', 'old one']);", ['new one', 'old one']],
  ['Shiro', 'securityManager.rememberMeManager.cipherKey = kPH+bIxk5D2deZiIxcaaaA==', ['kPH+bIxk5D2deZiIxcaaaA==']],
  ['Ktor', 'ktor { session { secretEncryptKey = "00112233445566778899aabbccddeeff", secretSignKey = "6819b57a326945c1968f45236589" } }', ['encryptKey: 00112233445566778899aabbccddeeff', 'signKey: 6819b57a326945c1968f45236589']],
];

const files: readonly Row[] = [
  ['Compose: a list', 'services:\n  web:\n    environment:\n      - SECRET_KEY=from-compose\n      - DATABASE_URL=postgres://x', ['from-compose']],
  ['Compose: a map', 'environment:\n  SESSION_SECRET: "from map"\n  POSTGRES_PASSWORD: no', ['from map']],
  ['Kubernetes: data in base64', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ndata:\n  SECRET_KEY: ZnJvbS1rdWJlcm5ldGVz\n  DB_PASSWORD: bm8=', ['from-kubernetes']],
  ['Kubernetes: stringData', 'apiVersion: v1\nkind: Secret\nstringData:\n  SECRET_KEY: plain', ['plain']],
  ['JSON', '{"session": {"secret": "json secret"}, "port": 3000}', ['json secret']],
  ['TOML', 'title = "x"\n[session]\nsecret = "toml secret"', ['toml secret']],
  ['ini', '[app]\ncookie_secret = ini-secret\n', ['ini-secret']],
];

describe.each([['.env', environment], ['Python', python], ['JavaScript', javascript], ['other languages', others], ['files', files]] as const)('%s', (_title, rows) => {
  it.each(rows)('%s', (_what, text, values) => {
    expect(valuesIn(text)).toEqual(values);
  });
});

describe('keys that are files of their own', () => {
  const ring = '<repository><key id="a" version="1"><descriptor><descriptor><masterKey><value>AAAA</value></masterKey></descriptor></descriptor></key><key id="b" version="1"></key></repository>';
  it.each([
    ['a key ring', ring, 'utf8'],
    ['JWKS', '{"keys":[{"kty":"oct","k":"AAAA"}]}', 'jwk'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'pem'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n', 'pem'],
  ])('%s stays whole', (_what, text, encoding) => {
    expect(secretsFromText(text).secrets).toEqual([expect.objectContaining({ value: text.trim(), encoding })]);
  });
});

describe('hostile text', () => {
  it.each(['SECRET_KEY=', 'SECRET_KEY="', "keys: ['", 'a=', 'a.', '"', '\\', '[', '(', 'secret: {', '-----BEGIN ', 'define(', ' ', '\n', 'password: {1:', '{"kty"'])('%j over and over is read to its end', (unit) => {
    // A quadratic reading would take hours.
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    expect(secretsFromText(text).secrets.length).toBeLessThan(500_000);
  }, 120_000);
});
