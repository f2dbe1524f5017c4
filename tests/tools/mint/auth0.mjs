/**
 * Vectors of Auth0's SDKs: `node auth0.mjs`, in a folder with @auth0/nextjs-auth0 3.8.0 as `nextauth0v3`, express-openid-connect 2.19.2,
 * and the unpacked package of @auth0/nextjs-auth0 4.30.0 as `a0v4/package`. Prints a list a format.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(process.cwd(), 'x.js'));
const now = Date.now();
const seconds = Math.floor(now / 1000);
const secret = 'dev-secret-please-change-me-0123456789abcdef';
const utf8 = (value) => ({ field: 'secret', value, encoding: 'utf8' });
const list = [];

function add(vector) {
  list.push({ format: 'auth0', framework: 'Auth0', now, secrets: [utf8(secret)], settings: {}, facts: {}, ...vector });
}

const inPackage = (name, file) => require(path.join(process.cwd(), 'node_modules', name, file));
const { StatelessSession } = inPackage('nextauth0v3', 'dist/auth0-session/session/stateless-session.js');
const session = { user: { sub: 'auth0|42', name: 'Zoë Ωmega 東京 😀' }, accessToken: 'at', idToken: 'it' };
const config = { secret, session: { name: 'appSession', rolling: true, rollingDuration: 86_400, absoluteDuration: 604_800, cookie: { httpOnly: true, sameSite: 'lax', path: '/' } } };

async function written(data) {
  const cookies = [];
  const request = { getCookies: () => ({}) };
  await new StatelessSession(config).save(request, { setCookie: (name, value) => cookies.push({ name, value }), clearCookie: () => {} }, data);
  return cookies;
}
const v3 = { version: '3.8.0' };
const expiresAt = (seconds + 86_400) * 1000;
add({ id: 'auth0-v3-basic', ...v3, cookies: await written(session), expect: { status: 'verified', payload: session } });
const long = { ...session, roles: Array.from({ length: 700 }, (_none, i) => `role-${i}`) };
const chunks = await written(long);
add({ id: 'auth0-v3-chunked', ...v3, cookies: chunks, facts: { chunks: chunks.length }, expect: { status: 'verified', payload: long } });
add({ id: 'auth0-v3-first-chunk-only', ...v3, cookies: chunks.slice(0, 1), expect: { status: 'rejected', reason: 'truncated' } });
add({ id: 'auth0-v3-expired', ...v3, now: expiresAt + 60_000, cookies: await written(session), expect: { status: 'rejected', reason: 'expired', payload: session } });

const { generateCookieValue } = inPackage('nextauth0v3', 'dist/auth0-session/utils/signed-cookies.js');
const { signing } = inPackage('nextauth0v3', 'dist/auth0-session/utils/hkdf.js');
const id = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
const signed = await generateCookieValue('appSession', id, await signing(secret));
add({ id: 'auth0-v3-signed-id', ...v3, cookies: [{ name: 'appSession', value: signed }], expect: { status: 'verified', payload: id } });
add({ id: 'auth0-v3-signed-id-moved', ...v3, cookies: [{ name: '__session', value: signed }], expect: { status: 'rejected', reason: 'wrong-name' } });
const { signCookie, getKeyStore } = inPackage('express-openid-connect', 'lib/crypto.js');
add({ id: 'auth0-express-signed-id', framework: 'express-openid-connect', version: '2.19.2', cookies: [{ name: 'appSession', value: signCookie('appSession', id, getKeyStore(secret)[0]) }], expect: { status: 'verified', payload: id } });
const { JWE } = require(require.resolve('jose', { paths: [path.join(process.cwd(), 'node_modules/express-openid-connect')] }));
const header = { alg: 'dir', enc: 'A256GCM', uat: seconds, iat: seconds, exp: seconds + 86_400 };
add({
  id: 'auth0-express-session', framework: 'express-openid-connect', version: '2.19.2', cookies: [{ name: 'appSession', value: JWE.encrypt(JSON.stringify(session), getKeyStore(secret, true)[0], header) }],
  expect: { status: 'verified', payload: session, issuedAt: seconds * 1000, expiresAt },
});

const { encrypt } = await import(pathToFileURL(path.join(process.cwd(), 'a0v4/package/dist/server/cookies.js')).href);
const v4 = { version: '4.30.0' };
add({ id: 'auth0-v4-stateful-id', ...v4, cookies: [{ name: '__session', value: await encrypt({ id }, secret, seconds + 600) }], expect: { status: 'verified', payload: { id, exp: seconds + 600 }, expiresAt: (seconds + 600) * 1000 } });
add({ id: 'auth0-v4-transaction', ...v4, cookies: [{ name: '__txn_GkX1c', value: await encrypt({ state: 'GkX1c', nonce: 'n' }, secret, seconds + 600) }], expect: { status: 'verified', payload: { state: 'GkX1c', nonce: 'n', exp: seconds + 600 } } });
const v4Long = await encrypt(long, secret, seconds + 600);
const v4Chunks = Array.from({ length: Math.ceil(v4Long.length / 3500) }, (_none, i) => ({ name: `__session__${i}`, value: v4Long.slice(i * 3500, (i + 1) * 3500) }));
add({ id: 'auth0-v4-middle-chunk-missing', ...v4, cookies: v4Chunks.filter((_chunk, i) => i !== 1), facts: { chunks: v4Chunks.length }, expect: { status: 'rejected', reason: 'truncated' } });

process.stdout.write(JSON.stringify({ auth0: list }));
