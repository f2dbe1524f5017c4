/**
 * Vectors of Iron seals: `node iron-sessions.mjs`, in a folder with iron-session 9.0.1, next-iron-session 4.2.0, h3 2.0.8 as `h3v2`,
 * h3 1.15.11 as `h3v1`, @hapi/iron 7.0.1, hono-sessions 0.8.1 and iron-session 6.3.1 as `is6`. Prints a list a format.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(process.cwd(), 'x.js'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const now = Date.now();
const secret = 'dev-secret-please-change-me-0123456789abcdef';
const utf8 = (value) => ({ field: 'secret', value, encoding: 'utf8' });
const data = { user: { id: 42, name: 'Zoë Ωmega 東京 😀' }, cart: [1, 2.5, 1e21], admin: false, none: null };
const lists = {};

function add(format, vector) {
  (lists[format] ??= []).push({ format, now, secrets: [utf8(secret)], settings: {}, facts: {}, ...vector });
}

const nodeResponse = () => {
  const lines = [];
  return { lines, getHeader: () => lines, setHeader: (_name, value) => lines.splice(0, lines.length, ...[value].flat()), headersSent: false };
};
const cookieOf = (line) => {
  const pair = line.split(';')[0];
  return { name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) };
};

const ironSession6 = require('is6');
const seal6 = await ironSession6.sealData(data, { password: secret, ttl: 3600 });
add('iron-session', { id: 'iron-session-v6-basic', framework: 'iron-session', version: '6.3.1', cookies: [{ name: 'app', value: seal6 }], expect: { status: 'verified', payload: data, expiresAt: Number(seal6.split('*')[5]) } });

const nextIron = require('next-iron-session');
const request = { headers: {} };
const response = nodeResponse();
await nextIron.applySession(request, response, { cookieName: 'app', password: secret });
request.session.set('user', data.user);
await request.session.save();
const old = cookieOf(response.lines[0]);
add('iron-session', {
  id: 'next-iron-session-v4-persistent', framework: 'next-iron-session', version: '4.2.0', cookies: [old],
  expect: { status: 'verified', payload: { user: data.user }, expiresAt: Number(old.value.split('*')[5]) },
  note: 'No version mark; the session stands inside "persistent".',
});

const ironSession9 = await load('iron-session');
const big = { roles: Array.from({ length: 600 }, (_none, i) => `role-${i}-${(i * 7919).toString(36)}`) };
const written = [];
const jar = { read: () => undefined, names: () => [], write: (name, value) => written.push({ name, value }) };
const session = await ironSession9.getIronSession(jar, { cookieName: 'app', password: secret, chunk: true });
Object.assign(session, big);
await session.save();
add('iron-session', {
  id: 'iron-session-v9-chunk-in-the-middle-missing', framework: 'iron-session', version: '9.0.1', cookies: written.filter((_cookie, i) => i !== 1),
  expect: { status: 'rejected', reason: 'truncated' },
  note: `Written as ${written.length} chunks; the second is gone.`,
});

const iron = require('@hapi/iron');
const bytes = Buffer.from('00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef', 'hex');
add('iron', {
  id: 'iron-key-bytes', framework: 'hapi', version: 'iron 7.0.1', cookies: [{ name: 'sid', value: await iron.seal(data, bytes, iron.defaults) }],
  secrets: [{ field: 'secret', value: bytes.toString('hex'), encoding: 'hex' }],
  expect: { status: 'verified', payload: data },
  note: 'The password is 32 bytes: no salts, used as they are.',
});
add('iron', {
  id: 'iron-numbered-password', framework: 'hapi', version: 'iron 7.0.1', cookies: [{ name: 'sid', value: await iron.seal(data, { id: '2', secret }, iron.defaults) }],
  expect: { status: 'verified', payload: data },
  note: 'A numbered password of hapi\'s, not of iron-session\'s: neither its mark nor "persistent".',
});
add('iron', {
  id: 'iron-aes-128-ctr-ttl', framework: 'hapi', version: 'iron 7.0.1',
  cookies: [{ name: 'auth', value: await iron.seal(data, secret, { ...iron.defaults, ttl: 600_000, encryption: { ...iron.defaults.encryption, algorithm: 'aes-128-ctr' } }) }],
  expect: { status: 'verified', payload: data },
});
add('iron', {
  id: 'yar-id-and-store', framework: 'hapi', version: 'iron 7.0.1', cookies: [{ name: 'session', value: await iron.seal({ id: '0b7a3f0c-5a0e-4a0e-9b57-0d7a1a2b3c4d', _store: { user: 42 } }, secret, iron.defaults) }],
  expect: { status: 'verified', payload: { id: '0b7a3f0c-5a0e-4a0e-9b57-0d7a1a2b3c4d', _store: { user: 42 } } },
  note: 'The object that yar keeps, sealed as yar seals it.',
});

const honoData = { _data: { user_id: { value: 42, flash: false } }, _expire: null, _delete: false, _accessed: null };
add('iron', {
  id: 'hono-sessions-nested', framework: 'hono-sessions', version: 'iron 7.0.1', cookies: [{ name: 'session', value: await iron.seal(JSON.stringify(honoData), secret, iron.defaults) }],
  expect: { status: 'verified', payload: honoData },
  note: 'hono-sessions seals a JSON text: JSON within JSON.',
});

const h3v1 = await load('h3v1');
const h3v2 = await load('h3v2');
const created = now - 5000;
const h3Session = { id: 'b5c9a7a0-8f5e-4c0b-9a51-2f0f3d6f1c11', createdAt: created, data };
const sealed = (h3, config) => h3.sealSession({ context: { sessions: { [config.name ?? 'h3']: h3Session } }, req: {} }, config);
for (const [h3, version, iterations] of [[h3v1, '1.15.11', 1], [h3v2, '2.0.8', 8192]]) {
  const value = await sealed(h3, { password: secret, maxAge: 3600, name: 'app' });
  const expiresAt = Number(value.split('*')[5]);
  add('h3-session', {
    id: `h3-v${version[0]}-max-age`, framework: 'h3', version, cookies: [{ name: 'app', value }], settings: { maxAgeSeconds: 3600 }, facts: { iterations },
    expect: { status: 'verified', payload: h3Session, issuedAt: created, expiresAt },
    note: 'Under a name of the application\'s own.',
  });
}
const custom = { ...h3v2.defaults, encryption: { saltBits: 256, algorithm: 'aes-256-cbc', iterations: 100, minPasswordlength: 32 }, integrity: { saltBits: 256, algorithm: 'sha256', iterations: 100, minPasswordlength: 32 }, ttl: 0, timestampSkewSec: 60, localtimeOffsetMsec: 0 };
add('h3-session', {
  id: 'h3-v2-own-iterations', framework: 'h3', version: '2.0.8', cookies: [{ name: 'h3', value: await sealed(h3v2, { password: secret, seal: custom }) }], settings: { iterations: 100 },
  expect: { status: 'verified', payload: h3Session, issuedAt: created },
});
const long = await iron.seal({ ...h3Session, data: big }, secret, { ...iron.defaults, encryption: { ...iron.defaults.encryption, iterations: 8192 }, integrity: { ...iron.defaults.integrity, iterations: 8192 } });
const chunks = Array.from({ length: Math.ceil(long.length / 4000) }, (_none, i) => ({ name: `h3.${i + 1}`, value: long.slice(i * 4000, (i + 1) * 4000) }));
const head = { name: 'h3', value: `__chunked__${chunks.length}` };
add('h3-session', { id: 'h3-v2-last-chunk-missing', framework: 'h3', version: '2.0.8', cookies: [head, ...chunks.slice(0, -1)], expect: { status: 'rejected', reason: 'truncated' } });
add('h3-session', { id: 'h3-v2-first-chunk-missing', framework: 'h3', version: '2.0.8', cookies: [head, ...chunks.slice(1)], expect: { status: 'rejected', reason: 'truncated' } });
add('h3-session', { id: 'h3-v2-all-chunks-missing', framework: 'h3', version: '2.0.8', cookies: [head], expect: { status: 'rejected', reason: 'truncated' } });

process.stdout.write(JSON.stringify(lists));
