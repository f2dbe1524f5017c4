/**
 * Vectors of NextAuth.js and Auth.js: `node authjs.mjs`, in a folder with next-auth 4.24.15, @auth/core 0.41.3 and @auth/core 0.18.5 as
 * `core018`. Prints a list a format.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(process.cwd(), 'x.js'));
const load = (name) => import(pathToFileURL(path.join(process.cwd(), 'node_modules', name)).href);
const now = Date.now();
const secret = 'dev-secret-please-change-me-0123456789abcdef';
const former = 'previous-secret-number-one-zyxwvutsrqponmlk';
const utf8 = (value) => ({ field: 'secret', value, encoding: 'utf8' });
const lists = {};
const claims = { name: 'Zoë Ωmega 東京 😀', sub: '42', big: 1e21, nested: { roles: ['a', 'b'] } };

function add(format, vector) {
  (lists[format] ??= []).push({ format, now, secrets: [utf8(secret)], settings: {}, facts: {}, ...vector });
}

const subset = (payload) => ({ status: 'verified', payload, payloadIsSubset: true });

const v4 = require('next-auth/jwt');
const nextAuth = { framework: 'NextAuth.js', version: '4.24.15' };
add('next-auth', { id: 'next-auth-v4-secure-prefix', ...nextAuth, cookies: [{ name: '__Secure-next-auth.session-token', value: await v4.encode({ token: claims, secret }) }], expect: subset(claims) });
add('next-auth', {
  id: 'next-auth-v4-state', ...nextAuth, cookies: [{ name: 'next-auth.state', value: await v4.encode({ token: { state: 'abc' }, secret, maxAge: 900, salt: 'next-auth.state' }) }],
  expect: subset({ state: 'abc' }), note: 'The key of a login\'s short-lived cookies has their name for a salt.',
});
add('next-auth', { id: 'next-auth-v4-own-name', ...nextAuth, cookies: [{ name: 'shop.session', value: await v4.encode({ token: claims, secret, maxAge: 60 }) }], expect: subset(claims) });
add('next-auth', { id: 'next-auth-v4-under-the-name-of-5', ...nextAuth, cookies: [{ name: 'authjs.session-token', value: await v4.encode({ token: claims, secret }) }], expect: subset(claims), note: 'An application before its migration, with the new name set by hand.' });
add('next-auth', { id: 'next-auth-v4-not-yet-valid', ...nextAuth, cookies: [{ name: 'next-auth.session-token', value: await v4.encode({ token: { ...claims, nbf: Math.floor(now / 1000) + 600 }, secret }) }], expect: { status: 'rejected', reason: 'not-yet-valid' } });

const v5 = await load('@auth/core/jwt.js');
const authjs = { framework: 'Auth.js', version: '0.41.3' };
const name = 'authjs.session-token';
const token = await v5.encode({ token: claims, secret, salt: name });
add('authjs', { id: 'authjs-v5-secure-prefix', ...authjs, cookies: [{ name: `__Secure-${name}`, value: await v5.encode({ token: claims, secret, salt: `__Secure-${name}` }) }], expect: subset(claims) });
add('authjs', { id: 'authjs-v5-moved-to-secure-prefix', ...authjs, cookies: [{ name: `__Secure-${name}`, value: token }], expect: { status: 'rejected', reason: 'wrong-name' }, note: 'Copied from development, where the name has no prefix.' });
add('authjs', { id: 'authjs-v5-former-secret', ...authjs, cookies: [{ name, value: await v5.encode({ token: claims, secret: former, salt: name }) }], secrets: [utf8(secret), utf8(former)], expect: subset(claims), note: 'AUTH_SECRET_1: kid names the former secret.' });
add('authjs', { id: 'authjs-v5-state', ...authjs, cookies: [{ name: 'authjs.state', value: await v5.encode({ token: { value: 'abc' }, secret, salt: 'authjs.state', maxAge: 900 }) }], expect: subset({ value: 'abc' }) });
const long = await v5.encode({ token: { ...claims, data: Array.from({ length: 900 }, (_none, i) => `role-${i}`) }, secret, salt: name });
const chunks = Array.from({ length: Math.ceil(long.length / 3936) }, (_none, i) => ({ name: `${name}.${i}`, value: long.slice(i * 3936, (i + 1) * 3936) }));
add('authjs', { id: 'authjs-v5-middle-chunk-missing', ...authjs, cookies: chunks.filter((_chunk, i) => i !== 1), facts: { chunks: chunks.length }, expect: { status: 'rejected', reason: 'truncated' } });
const old = await load('core018/jwt.js');
add('authjs', { id: 'authjs-core-0.18-gcm', framework: 'Auth.js', version: '0.18.5', cookies: [{ name, value: await old.encode({ token: claims, secret, salt: name }) }], expect: subset(claims), note: 'A256GCM and no kid, as NextAuth.js 4 has; the key is Auth.js 5\'s.' });

const csrfToken = '5b8a375e1f44738caa18a36ff13ce469d1b2f6be0fee50356b5d717a94f1130a';
const csrf = (text) => `${csrfToken}%7C${createHash('sha256').update(`${csrfToken}${text}`).digest('hex')}`;
add('next-auth-csrf', { id: 'authjs-v5-csrf-secret-array', ...authjs, cookies: [{ name: '__Host-authjs.csrf-token', value: csrf([secret, former]) }], secrets: [utf8(secret), utf8(former)], expect: { status: 'verified', payload: { csrfToken } }, note: 'Several secrets: a template text joins them with commas.' });

process.stdout.write(JSON.stringify(lists));
