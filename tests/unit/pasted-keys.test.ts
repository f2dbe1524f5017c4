import { describe, expect, it } from 'vitest';
import { secretsFromText } from '../../src/decode/pasted-keys';

function keysIn(text: string): string[] {
  return secretsFromText(text).secrets.map(({ label, value, encoding }) => `${label}=${value}${encoding === 'utf8' ? '' : ` (${encoding})`}`);
}

describe('keys in pasted text', () => {
  it.each<[what: string, text: string, keys: string[]]>([
    ['a bare key, to the letter', '  s3cret \n', ['pasted key=  s3cret \n']],
    ['a bare base64 key', 'q83vEjRWeJA=', ['pasted key=q83vEjRWeJA=']],
    ['a .env', 'DEBUG=1\nexport SECRET_KEY="a b#c" # comment\nDATABASE_URL=postgres://x', ['SECRET_KEY=a b#c']],
    ['an unquoted .env value', 'SECRET_KEY=abc#1 # dev only', ['SECRET_KEY=abc#1']],
    ['several keys of a .env', 'AUTH_SECRET=x1\nSESSION_SECRET=x2', ['AUTH_SECRET=x1', 'SESSION_SECRET=x2']],
    ['settings.py', "DEBUG = True\nSECRET_KEY = 'django-insecure-$x(y)'\nALLOWED_HOSTS = []", ['SECRET_KEY=django-insecure-$x(y)']],
    ['Flask assignments', 'app.secret_key = "one"\napp.config["SECRET_KEY"] = "two"', ['secret_key=one', 'SECRET_KEY=two']],
    ['config.update', 'app.config.update(SESSION_COOKIE_SECURE=True, SECRET_KEY="k", DEBUG=False)', ['SECRET_KEY=k']],
    ['fallbacks come last', 'SECRET_KEY_FALLBACKS = ["old1", "old2"]\nSECRET_KEY = "new"', ['SECRET_KEY=new', 'SECRET_KEY_FALLBACKS 1=old1', 'SECRET_KEY_FALLBACKS 2=old2']],
    ['a default beside a variable', 'SECRET_KEY = os.environ.get("SECRET_KEY", "dev")', ['SECRET_KEY=dev']],
    ['a default behind or', 'SECRET_KEY = os.environ.get("SECRET_KEY") or "dev"', ['SECRET_KEY=dev']],
    ['bytes', "SECRET_KEY = b'_5#y2L\"F4Q8z\\n\\xec]/'", ['SECRET_KEY=5f352379324c22463451387a0aec5d2f (hex)']],
    ['ASCII bytes', "SECRET_KEY = b'abc'", ['SECRET_KEY=abc']],
    ['express-session', "app.use(session({ secret: 'keyboard cat', resave: false }))", ['secret=keyboard cat']],
    ['a list of keys', "cookieSession({ name: 'session', keys: ['key1', 'key2'] })", ['keys 1=key1', 'keys 2=key2']],
    ['a list over lines', "keys: [\n  'key1',\n  'key2',\n]", ['keys 1=key1', 'keys 2=key2']],
    ['secrets.yml', 'development:\n  secret_key_base: 0f3a\n', ['secret_key_base=0f3a']],
    ['appsettings.json', '{ "Jwt": { "Key": "abc", "Issuer": "me" } }', ['Key=abc']],
    ['Laravel with previous keys', 'APP_KEY=base64:AAA=\nAPP_PREVIOUS_KEYS=base64:BBB=,base64:CCC=', ['APP_KEY=base64:AAA=', 'APP_PREVIOUS_KEYS 1=base64:BBB=', 'APP_PREVIOUS_KEYS 2=base64:CCC=']],
    ['Elixir', 'config :demo, DemoWeb.Endpoint,\n  secret_key_base: "xyz"', ['secret_key_base=xyz']],
    ['the same key twice', 'SECRET_KEY=a\nSECRET_KEY=a', ['SECRET_KEY=a']],
    ['a name that speaks for itself', 'MY_SESSION_SECRET=abc\nAWS_SECRET_ACCESS_KEY=no', ['MY_SESSION_SECRET=abc']],
    ['nothing', ' \n', []],
  ])('%s', (_what, text, keys) => {
    expect(keysIn(text)).toEqual(keys);
  });

  it('takes PEM and JWK as they stand', () => {
    expect(secretsFromText('-----BEGIN PUBLIC KEY-----\nMCo=\n-----END PUBLIC KEY-----\n').secrets[0]?.encoding).toBe('pem');
    expect(secretsFromText('{"kty":"oct","k":"AAAA"}').secrets[0]?.encoding).toBe('jwk');
  });

  it('finds the salts of a Phoenix endpoint', () => {
    const pasted = secretsFromText('plug Plug.Session, store: :cookie, key: "_demo_key", signing_salt: "cBpBPFmB", encryption_salt: "vH2kR0aQ"');
    expect(pasted.settings).toEqual({ signingSalt: 'cBpBPFmB', encryptionSalt: 'vH2kR0aQ' });
    expect(pasted.secrets).toEqual([]);
  });

  it('says what has no value', () => {
    const pasted = secretsFromText('SECRET_KEY = os.environ["SECRET_KEY"]');
    expect(pasted.secrets).toEqual([]);
    expect(pasted.notices).toEqual(['SECRET_KEY has no value here: it is read from elsewhere or made at start-up. Paste the value itself.']);
  });
});
