// The shop on further session libraries of Node. NODE_PATH names a node_modules folder with fastify 5, @fastify/session 11,
// @fastify/secure-session 8, @fastify/cookie 11, @fastify/formbody 8, koa 3, koa-session 7, koa-bodyparser 4, hono 4, @hono/node-server 2,
// hono-sessions 0.8, @hapi/hapi 21, @hapi/cookie 12, h3 2, better-auth 1.7, express 5 and @auth/express 0.12.
// KIND names the library; LOGIN=keep leaves out what the library offers against fixation.
const port = Number(process.env.PORT);
const keeps = process.env.LOGIN === 'keep';
const secret = 'node-shop-dev-secret-4711-node-shop-dev-secret';

const page = (text) => `<!doctype html><link rel=icon href=data:,><h1>Shop</h1>${text}`;
const form = page('<form method=post action="/login"><input name=username><input type=password name=password><button>Log in</button></form>');
const knows = (body) => body?.username === 'alice' && body.password === 'wonderland-7';

/** The pages of the shop over Fastify; `session` gets, sets and ends. */
async function fastifyShop(plugin, options, session) {
  const app = require('fastify')();
  await app.register(require('@fastify/cookie'));
  await app.register(require('@fastify/formbody'));
  await app.register(plugin, options);
  const html = (reply, text) => reply.type('text/html').send(text);
  app.get('/', (request, reply) => {
    session.put(request, 'visits', (session.get(request, 'visits') ?? 0) + 1);
    return html(reply, page('Hello'));
  });
  app.get('/login', (_request, reply) => html(reply, form));
  app.post('/login', async (request, reply) => {
    if (!knows(request.body)) return html(reply.code(401), form);
    if (!keeps) await session.renew(request);
    session.put(request, 'user', 'alice');
    return reply.redirect('/profile', 303);
  });
  app.get('/profile', (request, reply) => (session.get(request, 'user') ? html(reply, page('alice')) : reply.redirect('/login')));
  app.post('/logout', async (request, reply) => {
    await session.end(request);
    return reply.redirect('/', 303);
  });
  await app.listen({ port, host: '127.0.0.1' });
}

const kinds = {
  'fastify-session': () =>
    fastifyShop(require('@fastify/session'), { secret, cookie: { secure: 'auto' } }, {
      get: ({ session }, key) => session[key],
      put: ({ session }, key, value) => void (session[key] = value),
      renew: ({ session }) => session.regenerate(),
      end: ({ session }) => session.destroy(),
    }),

  'fastify-secure-session': () =>
    fastifyShop(require('@fastify/secure-session'), { key: Buffer.from('4711'.repeat(16), 'hex'), cookie: { path: '/' } }, {
      get: ({ session }, key) => session.get(key),
      put: ({ session }, key, value) => session.set(key, value),
      renew: ({ session }) => session.regenerate(),
      end: ({ session }) => session.delete(),
    }),

  koa: () => {
    const Koa = require('koa');
    const app = new Koa();
    app.keys = [secret];
    const memory = new Map();
    const store = { get: async (key) => memory.get(key), set: async (key, value) => void memory.set(key, JSON.parse(JSON.stringify(value))), destroy: async (key) => void memory.delete(key) };
    const session = require('koa-session');
    app.use((session.default ?? session)(process.env.STORE === 'memory' ? { store } : {}, app));
    app.use(require('koa-bodyparser')());
    app.use(async (ctx) => {
      const route = `${ctx.method} ${ctx.path}`;
      if (route === 'GET /') {
        ctx.session.visits = (ctx.session.visits ?? 0) + 1;
        ctx.body = page('Hello');
      } else if (route === 'GET /login') ctx.body = form;
      else if (route === 'POST /login' && !knows(ctx.request.body)) {
        ctx.status = 401;
        ctx.body = form;
      } else if (route === 'POST /login') {
        ctx.session.user = 'alice';
        if (!keeps && process.env.STORE === 'memory') await new Promise((done) => ctx.session.regenerate(done));
        ctx.status = 303;
        ctx.redirect('/profile');
      } else if (route === 'GET /profile' && ctx.session.user) ctx.body = page('alice');
      else if (route === 'GET /profile') ctx.redirect('/login');
      else if (route === 'POST /logout') {
        ctx.session = null;
        ctx.redirect('/');
      } else ctx.body = '';
    });
    app.listen(port, '127.0.0.1');
  },

  hono: () => {
    const { Hono } = require('hono');
    const { serve } = require('@hono/node-server');
    const { sessionMiddleware, CookieStore, MemoryStore } = require('hono-sessions');
    const app = new Hono();
    const store = process.env.STORE === 'memory' ? new MemoryStore() : new CookieStore();
    app.use('*', sessionMiddleware({ store, encryptionKey: secret, expireAfterSeconds: 900, cookieOptions: { path: '/', httpOnly: true, sameSite: 'Lax' } }));
    app.get('/', (c) => c.html(page('Hello')));
    app.get('/login', (c) => c.html(form));
    app.post('/login', async (c) => {
      if (!knows(await c.req.parseBody())) return c.html(form, 401);
      c.get('session').set('user', 'alice');
      if (!keeps) c.set('session_key_rotation', true);
      return c.redirect('/profile', 303);
    });
    app.get('/profile', (c) => (c.get('session').get('user') ? c.html(page('alice')) : c.redirect('/login')));
    app.post('/logout', (c) => {
      c.get('session').deleteSession();
      return c.redirect('/', 303);
    });
    app.get('/collect.js', (c) => c.text(''));
    serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  },

  hapi: async () => {
    const server = require('@hapi/hapi').server({ port, host: '127.0.0.1' });
    await server.register(require('@hapi/cookie'));
    server.auth.strategy('session', 'cookie', { cookie: { password: secret, isSecure: false, path: '/' }, redirectTo: '/login', validate: (_request, { id }) => ({ isValid: id === 'alice', credentials: { id } }) });
    const open = { auth: { mode: 'try', strategy: 'session' }, plugins: { cookie: { redirectTo: false } } };
    server.route([
      { method: 'GET', path: '/', options: open, handler: () => page('Hello') },
      { method: 'GET', path: '/login', options: open, handler: () => form },
      {
        method: 'POST', path: '/login', options: open,
        handler(request, h) {
          if (!knows(request.payload)) return h.response(form).code(401);
          request.cookieAuth.set({ id: 'alice' });
          return h.redirect('/profile').code(303);
        },
      },
      { method: 'GET', path: '/profile', options: { auth: 'session' }, handler: () => page('alice') },
      {
        method: 'POST', path: '/logout', options: open,
        handler(request, h) {
          request.cookieAuth.clear();
          return h.redirect('/').code(303);
        },
      },
    ]);
    await server.start();
  },

  h3: () => {
    const { H3, serve, redirect, useSession } = require('h3');
    const app = new H3();
    const sessionOf = (event) => useSession(event, { password: secret, cookie: { secure: false } });
    const html = (event, text, status = 200) => {
      event.res.status = status;
      event.res.headers.set('content-type', 'text/html');
      return text;
    };
    app.get('/', async (event) => {
      const session = await sessionOf(event);
      await session.update({ visits: (session.data.visits ?? 0) + 1 });
      return html(event, page('Hello'));
    });
    app.get('/login', (event) => html(event, form));
    app.post('/login', async (event) => {
      if (!knows(Object.fromEntries(new URLSearchParams(await event.req.text())))) return html(event, form, 401);
      await (await sessionOf(event)).update({ user: 'alice' });
      return redirect('/profile', 303);
    });
    app.get('/profile', async (event) => ((await sessionOf(event)).data.user ? html(event, page('alice')) : redirect('/login')));
    app.post('/logout', async (event) => {
      await (await sessionOf(event)).clear();
      return redirect('/', 303);
    });
    serve(app, { port, hostname: '127.0.0.1', silent: true });
  },

  'better-auth': async () => {
    const { betterAuth } = require('better-auth');
    const { memoryAdapter } = require('better-auth/adapters/memory');
    const { toNodeHandler } = require('better-auth/node');
    const auth = betterAuth({ secret, baseURL: `http://localhost:${port}`, database: memoryAdapter({ user: [], session: [], account: [], verification: [] }), emailAndPassword: { enabled: true, autoSignIn: false }, rateLimit: { enabled: false } });
    await auth.api.signUpEmail({ body: { name: 'Alice', email: 'alice@example.test', password: 'wonderland-7' } });
    const app = require('express')();
    app.all('/api/auth/{*any}', toNodeHandler(auth));
    app.get('/', (_request, response) => response.send(page('Hello')));
    app.get('/login', (_request, response) => response.send(form));
    app.get('/profile', async (request, response) => {
      const session = await auth.api.getSession({ headers: new Headers({ cookie: request.headers.cookie ?? '' }) });
      if (session === null) response.redirect('/login');
      else response.send(page('alice'));
    });
    app.listen(port, '127.0.0.1');
  },

  authjs: () => {
    const { ExpressAuth, getSession } = require('@auth/express');
    const Credentials = require('@auth/express/providers/credentials').default;
    const config = { secret, trustHost: true, providers: [Credentials({ credentials: { username: {}, password: { type: 'password' } }, authorize: (given) => (knows(given) ? { id: '1', name: 'alice' } : null) })] };
    const app = require('express')();
    app.set('trust proxy', true);
    app.use('/auth', ExpressAuth(config));
    app.get('/', (_request, response) => response.send(page('Hello')));
    app.get('/profile', async (request, response) => {
      const session = await getSession(request, config);
      if (session === null) response.redirect('/auth/signin');
      else response.send(page('alice'));
    });
    app.listen(port, '127.0.0.1');
  },
};

void kinds[process.env.KIND]();
