/**
 * Vectors of Express, Koa, Fastify, Hono, Remix, React Router, hapi and Supabase, made by the packages themselves.
 * Run it in a folder that has: express@5.3.0 cookie-parser@1.4.7 express-session@1.19.0 cookie-session@2.1.1 koa@3 koa-session@7.0.2
 * keygrip@1.1.0 fastify@5 @fastify/cookie@11.1.5 @fastify/session@11.1.3 @fastify/secure-session@8.4.0 hono@4.13.19 @remix-run/node@2.17.5
 * react-router@7.18.5 @hapi/hapi@21.4.10 @supabase/ssr@0.12.7. Prints a list of vectors.
 */
import { createRequire } from 'node:module';
import { createServer, get } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const keys = { current: 'Current-key_for=signing+cookies/2026!', former: 'the former key, kept for a while: 0123456789', unicode: 'Schlüssel-鍵-🔑-0123456789-abcdefghijkl' };
const person = { userId: 9007199254740991, name: 'Zoë 東京 😀', roles: ['admin', 'ops'], ratio: 0.1, nested: { empty: {}, list: [], none: null }, quote: '"\\/\n' };

/** The Set-Cookie lines that a request listener answers with. */
async function linesFrom(listener, headers = {}) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const request = get({ port: server.address().port, host: '127.0.0.1', headers, agent: false });
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
  server.close();
  return response.headers['set-cookie'] ?? [];
}

function cookiesIn(lines) {
  return lines.map((line) => /^([^=]+)=([^;]*)/.exec(line)).map(([, name, value]) => ({ name, value }));
}

const vectors = [];
function add({ id, framework, version, format, secrets, lines, expect, settings = {}, note = '', facts = {}, now = null }) {
  const list = secrets.map((secret) => (typeof secret === 'string' ? { field: 'secret', value: secret, encoding: 'utf8' } : secret));
  vectors.push({ id, framework, version, format, now, cookies: cookiesIn(lines), secrets: list, settings, facts, expect, setCookie: lines, note });
}

async function expressSession(id, { options = {}, secrets, sid, name }) {
  const express = require('express');
  const session = require('express-session');
  const app = express();
  app.use(session({ secret: secrets, resave: false, saveUninitialized: true, ...options }));
  let seen;
  app.get('/', (request, response) => {
    seen = request.sessionID;
    response.end();
  });
  const lines = await linesFrom(app);
  add({ id, framework: 'express-session', version: '1.19.0', format: 'express-session', secrets: sid?.keys ?? secrets, lines, expect: { status: 'verified', payload: { sid: seen } }, facts: { name: name ?? 'connect.sid' } });
}

async function expressCookie(id, { value, secrets, payload = value }) {
  const express = require('express');
  const app = express();
  app.use(require('cookie-parser')(secrets));
  app.get('/', (_request, response) => response.cookie('prefs', value, { signed: true }).end());
  add({ id, framework: 'Express', version: '5.3.0', format: 'express-signed-cookie', secrets, lines: await linesFrom(app), expect: { status: 'verified', payload } });
}

async function cookieSession(id, { options, data, secrets = options.keys }) {
  const express = require('express');
  const app = express();
  app.use(require('cookie-session')(options));
  app.get('/', (request, response) => {
    request.session = data;
    response.end();
  });
  add({ id, framework: 'cookie-session', version: '2.1.1', format: 'cookie-session', secrets, lines: await linesFrom(app), expect: { status: 'verified', payload: data } });
}

async function koaSession(id, { options, data, appKeys, secrets = appKeys, payload }) {
  const { default: Koa } = await import(require.resolve('koa')).then((module) => (module.default.default ? module.default : module));
  const { createSession } = require('koa-session');
  const app = new Koa();
  app.keys = appKeys;
  app.use(createSession(options, app));
  app.use((context) => {
    Object.assign(context.session, data);
    context.body = 'ok';
  });
  const lines = await linesFrom(app.callback());
  const value = lines[0].slice(lines[0].indexOf('=') + 1).split(';')[0];
  add({ id, framework: 'koa-session', version: '7.0.2', format: 'koa-session', secrets, lines, expect: { status: 'verified', payload: payload ?? JSON.parse(Buffer.from(value, 'base64').toString()) } });
  if (payload?.sid === '') vectors.at(-1).expect.payload = { sid: value };
}

async function koaCookie(id, { name, value, appKeys, secrets }) {
  const { default: Koa } = await import(require.resolve('koa')).then((module) => (module.default.default ? module.default : module));
  const app = new Koa();
  app.keys = appKeys;
  app.use((context) => {
    context.cookies.set(name, value, { signed: true });
    context.body = 'ok';
  });
  add({ id, framework: 'Koa', version: '3', format: 'keygrip-cookie', secrets, lines: await linesFrom(app.callback()), expect: { status: 'verified', payload: value } });
}

async function fastifyLines(setup) {
  const fastify = require('fastify')();
  await setup(fastify);
  const response = await fastify.inject('/');
  await fastify.close();
  return [response.headers['set-cookie']].flat();
}

async function fastifySession(id, { options, secrets, format = 'fastify-session', formatAlso }) {
  let sid;
  const lines = await fastifyLines(async (fastify) => {
    await fastify.register(require('@fastify/cookie'));
    await fastify.register(require('@fastify/session'), { cookie: { secure: false }, ...options });
    fastify.get('/', (request, reply) => {
      request.session.user = 1;
      sid = request.session.sessionId;
      reply.send('ok');
    });
  });
  add({ id, framework: '@fastify/session', version: '11.1.3', format, secrets, lines, expect: { status: 'verified', payload: { sid }, ...(formatAlso ? { formatAlso } : {}) } });
}

async function fastifyCookie(id, { value, options, secrets }) {
  const lines = await fastifyLines(async (fastify) => {
    await fastify.register(require('@fastify/cookie'), options);
    fastify.get('/', (_request, reply) => reply.setCookie('theme', value, { signed: true }).send('ok'));
  });
  add({ id, framework: '@fastify/cookie', version: '11.1.5', format: 'fastify-signed-cookie', secrets, lines, expect: { status: 'verified', payload: value } });
}

async function secureSession(id, { options, data, secrets, settings, note }) {
  let ts;
  const lines = await fastifyLines(async (fastify) => {
    await fastify.register(require('@fastify/secure-session'), options);
    fastify.get('/', (request, reply) => {
      for (const [key, value] of Object.entries(data)) request.session.set(key, value);
      ts = request.session.data().__ts ?? null;
      reply.send('ok');
    });
  });
  add({ id, framework: '@fastify/secure-session', version: '8.4.0', format: 'fastify-secure-session', secrets, lines, settings, note, expect: { status: 'verified', payload: data, payloadIgnoreKeys: ['__ts'] }, facts: { ts } });
}

async function hono(id, { value, secret, name = 'user', options }) {
  const { Hono } = require('hono');
  const { setSignedCookie } = require('hono/cookie');
  const app = new Hono();
  app.get('/', async (context) => {
    await setSignedCookie(context, name, value, secret, options);
    return context.text('ok');
  });
  const response = await app.request('/');
  add({ id, framework: 'Hono', version: '4.13.19', format: 'hono-signed-cookie', secrets: [secret], lines: response.headers.getSetCookie(), expect: { status: 'verified', payload: value } });
}

async function remix(id, { library, cookie, secrets, data, given = secrets }) {
  const { createCookieSessionStorage } = require(library);
  const storage = createCookieSessionStorage({ cookie: { secrets, ...cookie } });
  const session = await storage.getSession();
  for (const [key, value] of Object.entries(data)) session.set(key, value);
  const version = library === 'react-router' ? '7.18.5' : '2.17.5';
  add({ id, framework: library, version, format: 'remix-session', secrets: given, lines: [await storage.commitSession(session)], expect: { status: 'verified', payload: data } });
}

async function hapi(id, { name, value, encoding, password, payload = value }) {
  const server = require('@hapi/hapi').server();
  server.state(name, { encoding, sign: { password }, isSecure: false });
  server.route({ method: 'GET', path: '/', handler: (_request, h) => h.response('ok').state(name, value) });
  const response = await server.inject('/');
  add({ id, framework: 'hapi', version: '21.4.10', format: 'hapi-signed-cookie', secrets: [password], lines: response.headers['set-cookie'], expect: { status: 'verified', payload } });
}

await expressSession('express-session-second-of-two-keys', { secrets: [keys.former], sid: { keys: [keys.current, keys.former] } });
await expressSession('express-session-unicode-key', { secrets: [keys.unicode] });
await expressSession('express-session-uuid', { secrets: [keys.current], options: { name: 'app.sid', genid: () => '5b0f7e6a-3c1d-4e2f-8a9b-0c1d2e3f4a5b' }, name: 'app.sid' });
await expressSession('express-session-dotted-id', { secrets: [keys.current], options: { name: 'my_session', genid: () => 'node1.eu.4711' }, name: 'my_session' });
await expressSession('express-session-sails', { secrets: ['extremely-secure-keyboard-cat'], options: { name: 'sails.sid' }, name: 'sails.sid' });
await expressCookie('express-cookie-text', { value: 'käse & brot; "x"', secrets: [keys.current] });
await expressCookie('express-cookie-object', { value: person, secrets: [keys.current] });
await expressCookie('express-cookie-list', { value: [1, 'two', null], secrets: [keys.unicode] });
await expressCookie('express-cookie-dots', { value: 'a.b.c', secrets: [keys.current] });
await cookieSession('cookie-session-two-keys', { options: { keys: [keys.former] }, data: person, secrets: [keys.current, keys.former] });
const Keygrip = require('keygrip');
await cookieSession('cookie-session-sha256', { options: { keys: new Keygrip([keys.current], 'sha256') }, data: person, secrets: [keys.current] });
await cookieSession('cookie-session-sha512-hex', { options: { name: 'app', keys: new Keygrip([keys.current], 'sha512', 'hex') }, data: { user: 1 }, secrets: [keys.current] });
await cookieSession('cookie-session-sha384', { options: { name: 'app', keys: new Keygrip([keys.current], 'sha384') }, data: { user: 1 }, secrets: [keys.current] });
await cookieSession('cookie-session-name-with-prefix', { options: { name: '__Host-session', keys: [keys.unicode] }, data: { passport: { user: 'u-1' } } });
await koaSession('koa-session-own-name', { options: { key: 'app.sess', maxAge: 3_600_000 }, data: person, appKeys: [keys.current] });
await koaSession('koa-session-sha256-hex', { options: {}, data: { user: 7 }, appKeys: new Keygrip([keys.current], 'sha256', 'hex'), secrets: [keys.current] });
const store = { get: async () => null, set: async () => {}, destroy: async () => {} };
await koaSession('koa-session-store-own-name', { options: { key: 'app_session', store }, data: { user: 7 }, appKeys: [keys.current], payload: { sid: '' } });
await koaSession('koa-session-store-genid', { options: { store, genid: () => 'k-V1StGXR8_Z5jdHi6B-myT' }, data: { user: 7 }, appKeys: [keys.former], secrets: [keys.current, keys.former], payload: { sid: '' } });
await koaCookie('koa-cookie-text', { name: 'lastVisit', value: '2026-01-01T00:00:00.000Z', appKeys: [keys.current], secrets: [keys.current] });
await koaCookie('koa-cookie-json', { name: 'view', value: '{"a":[1,2]}', appKeys: [keys.former], secrets: [keys.current, keys.former] });
await fastifySession('fastify-session-unicode-key', { options: { secret: keys.unicode }, secrets: [keys.unicode] });
await fastifySession('fastify-session-former-key', { options: { secret: keys.former }, secrets: [keys.current, keys.former] });
await fastifySession('fastify-session-own-name', { options: { secret: keys.current, cookieName: 'app', algorithm: 'sha384' }, secrets: [keys.current] });
await fastifySession('fastify-session-express-prefix', { options: { secret: keys.current, cookiePrefix: 's:' }, secrets: [keys.current], format: 'fastify-session', formatAlso: ['express-session'] });
await fastifyCookie('fastify-cookie-sha512', { value: 'größe=42; x', options: { secret: keys.current, algorithm: 'sha512' }, secrets: [keys.current] });
await fastifyCookie('fastify-cookie-sha1', { value: 'a.b', options: { secret: keys.current, algorithm: 'sha1' }, secrets: [keys.current] });
const boxKey = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');
const other = Buffer.alloc(32, 7);
await secureSession('fastify-secure-key-base64', { options: { key: boxKey.toString('base64') }, data: person, secrets: [boxKey.toString('base64')], note: 'The key as the application has it: base64 text.' });
await secureSession('fastify-secure-key-list', {
  options: { key: [boxKey, other], cookieName: 'app' },
  data: { user: 1 },
  secrets: [{ field: 'secret', value: other.toString('hex'), encoding: 'hex' }, { field: 'secret', value: boxKey.toString('hex'), encoding: 'hex' }],
});
await secureSession('fastify-secure-secret-and-salt', { options: { secret: keys.current, salt: 'sixteen-byte-sal' }, data: { user: 1 }, secrets: [keys.current], settings: { salt: 'sixteen-byte-sal' } });
await hono('hono-dots-and-spaces', { value: 'a.b c=d; é', secret: keys.current });
await hono('hono-host-prefix', { value: '{"theme":"dark"}', secret: keys.current, options: { prefix: 'host', secure: true, path: '/' } });
await remix('remix2-rich', { library: '@remix-run/node', secrets: [keys.unicode], data: person });
await remix('remix2-own-name-former-key', { library: '@remix-run/node', cookie: { name: 'app_session' }, secrets: [keys.former], given: [keys.current, keys.former], data: { userId: 1 } });
await remix('rr7-rich', { library: 'react-router', cookie: { name: 'en_session', httpOnly: true }, secrets: [keys.current], data: person });
await hapi('hapi-signed-text', { name: 'lang', value: 'en', encoding: 'none', password: keys.current });
await hapi('hapi-signed-latin1', { name: 'prefs', value: { city: 'Zürich', n: [1, 2.5] }, encoding: 'base64json', password: keys.unicode });
await hapi('hapi-signed-form', { name: 'prefs', value: { a: '1', b: 'x y' }, encoding: 'form', password: keys.current, payload: 'a=1&b=x%20y' });

console.log(JSON.stringify(vectors, null, 1));
