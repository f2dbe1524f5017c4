/**
 * Vectors of AdonisJS: `node adonis.mjs`, in a folder with @adonisjs/encryption 6.0.2 and @boringnode/encryption 1.0.1. The prefixes are
 * those of @adonisjs/http-server 9.3.1. Prints a list a format.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const load = (file) => import(pathToFileURL(path.join(process.cwd(), 'node_modules', file)).href);
const now = Date.now();
const secret = 'dev-secret-please-change-me-0123456789abcdef';
const former = 'previous-secret-number-one-zyxwvutsrqponmlk';
const utf8 = (value) => ({ field: 'secret', value, encoding: 'utf8' });
const data = { auth_web: 42, name: 'Zoë Ωmega 東京 😀', floats: [1.5, 1e21] };
const lists = {};

function add(format, vector) {
  (lists[format] ??= []).push({ format, framework: 'AdonisJS', now, secrets: [utf8(secret)], settings: {}, facts: {}, ...vector });
}

const cookie = (name, text) => [{ name, value: encodeURIComponent(text) }];
const { Encryption: Encryption6 } = await load('@adonisjs/encryption/build/index.js');
const six = new Encryption6({ secret });
const v6 = { version: '6.0.2 / http-server 7.8.1' };
add('adonis-signed', { id: 'adonis6-signed-object', ...v6, cookies: cookie('cart', `s:${six.verifier.sign(data, undefined, 'cart')}`), expect: { status: 'verified', payload: data } });
add('adonis-signed', { id: 'adonis6-signed-moved', ...v6, cookies: cookie('basket', `s:${six.verifier.sign(data, undefined, 'cart')}`), expect: { status: 'rejected', reason: 'wrong-name' } });
add('adonis-signed', { id: 'adonis6-signed-ended', ...v6, now: now + 7_200_000, cookies: cookie('cart', `s:${six.verifier.sign(data, '1h', 'cart')}`), expect: { status: 'rejected', reason: 'expired', payload: data } });
add('adonis-signed', { id: 'adonis6-signed-unescaped', ...v6, cookies: [{ name: 'adonis-session', value: `s:${six.verifier.sign('sess-id-abc', undefined, 'adonis-session')}` }], expect: { status: 'verified', payload: 'sess-id-abc' } });
add('adonis-encrypted', { id: 'adonis6-encrypted-moved', ...v6, cookies: cookie('other', `e:${six.encrypt(data, undefined, 'sess-id-abc')}`), expect: { status: 'rejected', reason: 'wrong-name' } });
add('adonis-encrypted', { id: 'adonis6-encrypted-ended', ...v6, now: now + 7_200_000, cookies: cookie('sess-id-abc', `e:${six.encrypt(data, '1h', 'sess-id-abc')}`), expect: { status: 'rejected', reason: 'expired', payload: data } });

const drivers = { gcm: ['aes_256_gcm', 'aes256gcm'], cbc: ['aes_256_cbc', 'aes256cbc'], chacha: ['chacha20_poly1305', 'chacha20poly1305'], siv: ['aes_siv', 'aessiv'] };
const { Encryption: Encryption7 } = await load('@boringnode/encryption/build/index.js');
const v7 = { version: '1.0.1 / http-server 9.3.1' };
for (const [id, [file, name]] of Object.entries(drivers)) {
  const module = await load(`@boringnode/encryption/build/src/drivers/${file}.js`);
  const keysFrom = (key) => new Encryption7(module[name]({ id: `app-${id}`, keys: [key], key }));
  const seven = keysFrom(secret);
  const facts = { driver: file };
  add('adonis-encrypted', { id: `adonis7-${id}-own-id`, ...v7, facts, cookies: cookie('sess-id-abc', `e:${seven.encrypt(data, { purpose: 'sess-id-abc' })}`), expect: { status: 'verified', payload: data } });
  add('adonis-encrypted', { id: `adonis7-${id}-former-key`, ...v7, facts, secrets: [utf8(secret), utf8(former)], cookies: cookie('sess-id-abc', `e:${keysFrom(former).encrypt(data, { purpose: 'sess-id-abc' })}`), expect: { status: 'verified', payload: data } });
  add('adonis-encrypted', { id: `adonis7-${id}-moved`, ...v7, facts, cookies: cookie('other', `e:${seven.encrypt(data, { purpose: 'sess-id-abc' })}`), expect: { status: 'rejected', reason: 'wrong-name' } });
}

process.stdout.write(JSON.stringify(lists));
