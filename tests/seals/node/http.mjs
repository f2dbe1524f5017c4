/** What the middleware of Express and of Hono reads: real applications, asked over HTTP. */
import { createServer, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import cookieParser from 'cookie-parser';
import cookieSession from 'cookie-session';
import express from 'express';
import expressSession from 'express-session';
import { Hono } from 'hono';
import { getSignedCookie } from 'hono/cookie';

// The Keygrip that cookie-session itself signs with.
const Keygrip = createRequire(createRequire(import.meta.url).resolve('cookie-session'))('keygrip');

let handler;
const server = createServer((request, response) => handler(request, response));
const listening = new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

export function stopServer() {
  server.close();
}

export function cookieHeader({ cookies }) {
  return cookies.filter(({ value }) => value !== null).map(({ name, value }) => `${name}=${value}`).join('; ');
}

export function sealedCookie({ cookies }) {
  return cookies.find(({ value }) => value !== null);
}

function fetched(question) {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port: server.address().port, host: '127.0.0.1', headers: { cookie: cookieHeader(question) }, agent: false }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      if (response.statusCode === 200) resolve(JSON.parse(text).read);
      else reject(new Error(text));
    });
    sent.on('error', reject).end();
  });
}

/** An application of one middleware and one page, which answers with what `read` finds in the request. */
async function throughExpress(question, middleware, read) {
  await listening;
  const app = express();
  app.use(middleware);
  app.get('/', (request, response) => response.json({ read: read(request) ?? null }));
  handler = app;
  return fetched(question);
}

/** An id is read when it opens the session that is stored under it. */
async function sessionId(question, { value: secret }) {
  const store = new expressSession.MemoryStore();
  await new Promise((resolve) => store.set(question.storedId, { user: 'stored', cookie: { originalMaxAge: null } }, resolve));
  const middleware = expressSession({ secret, store, name: sealedCookie(question).name, resave: false, saveUninitialized: false });
  return throughExpress(question, middleware, (request) => (request.session.user === 'stored' ? { sid: request.sessionID } : null));
}

function signedCookie(question, { value: secret }) {
  return throughExpress(question, cookieParser(secret), (request) => {
    const read = request.signedCookies[sealedCookie(question).name];
    return read === false ? null : read;
  });
}

function sessionCookie(question, { value: secret }) {
  const name = question.cookies.find((cookie) => cookie.value !== null && !cookie.name.endsWith('.sig')).name;
  const signature = question.cookies.find((cookie) => cookie.value !== null && cookie.name.endsWith('.sig')).value;
  const digest = question.facts.digest.replace('-', '').toLowerCase();
  const encoding = /^(?:[0-9a-f]{2}){20,}$/.test(signature) && signature.length >= 40 ? 'hex' : 'base64';
  const middleware = cookieSession({ name, keys: new Keygrip([secret], digest, encoding) });
  return throughExpress(question, middleware, (request) => (request.session.isPopulated ? { ...request.session } : null));
}

async function honoCookie(question, { value: secret }) {
  const app = new Hono();
  const { name } = sealedCookie(question);
  const [, prefix = '', bare = name] = /^(?:__(Host|Secure)-)?(.*)$/.exec(name);
  app.get('/', async (context) => context.json({ read: (await getSignedCookie(context, secret, bare, prefix.toLowerCase() || undefined)) || null }));
  const response = await app.request('/', { headers: { cookie: cookieHeader(question) } });
  return (await response.json()).read;
}

export const readers = { 'express-session': sessionId, 'express-signed-cookie': signedCookie, 'cookie-session': sessionCookie, 'hono-signed-cookie': honoCookie };
