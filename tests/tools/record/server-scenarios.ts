/** Visits to the shop on session libraries of Node, Go and Rust. */
import type { Visit } from './visit';
import { alice, post, verdict, type Scenario, type VerdictNote } from './scenario';

async function visitShop({ go, post: send }: Visit): Promise<void> {
  await go('/');
  await go('/login');
  await send('/login', { ...alice, password: 'wrong-pass' });
  await send('/login', alice);
  await go('/');
  await send('/logout', {});
  await go('/login');
}

interface Expected {
  readonly login: readonly [verdict: string, why: string];
  readonly logout: readonly [verdict: string, why: string, ...accept: string[]];
  /** What can be told without the key; absent: the same. */
  readonly sealed?: readonly [login: string, logout: string, ...accept: string[]];
}

type Shop = Pick<Scenario, 'id' | 'framework' | 'version' | 'description' | 'app' | 'env' | 'secrets'>;

function shop(about: Shop, cookie: string, { login, logout, sealed }: Expected): Scenario {
  const verdicts = (atLogin: string, [atLogout, ...accept]: readonly string[]): VerdictNote[] => [
    verdict('login', [cookie, atLogin], post('/login', 2), login[1]),
    { ...verdict('logout', [cookie, atLogout ?? ''], post('/logout'), logout[1]), accept },
  ];
  const [atLogout, , ...accept] = logout;
  return {
    ...about, steps: visitShop,
    logins: [{ request: post('/login'), detected: false, why: 'wrong password' }, { request: post('/login', 2), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: verdicts(login[0], [atLogout, ...accept]),
    ...(sealed === undefined ? {} : { withoutSecrets: verdicts(sealed[0], sealed.slice(1)) }),
  };
}

const text = { value: 'node-shop-dev-secret-4711-node-shop-dev-secret', encoding: 'utf8' } as const;
const node = { app: 'node_shop.cjs', secrets: [text] } as const;

const fastify = { ...node, framework: '@fastify/session', version: '11.1.3', env: { KIND: 'fastify-session' } } as const;
const koa = { ...node, framework: 'koa-session', version: '7.0.2' } as const;
const hono = { ...node, framework: 'hono-sessions', version: '0.8.1' } as const;

const nodeScenarios: Scenario[] = [
  shop({ ...fastify, id: 'fastify-session-regenerated', description: 'regenerate() at the login, destroy() at the logout.' }, 'sessionId', {
    login: ['rotated', 'regenerate().'], logout: ['rotated', 'destroy() leaves the cookie; the next page does not know the id and makes another.', 'survived-logout'],
  }),
  shop({ ...fastify, id: 'fastify-session-kept', env: { ...fastify.env, LOGIN: 'keep' }, description: 'The user put into the session that was there, destroy() at the logout.' }, 'sessionId', {
    login: ['kept', 'Nothing regenerates by itself.'], logout: ['rotated', 'destroy() leaves the cookie; the next page does not know the id and makes another.', 'survived-logout'],
  }),
  shop({ ...node, id: 'fastify-secure-session', framework: '@fastify/secure-session', version: '8.4.0', secrets: [{ value: '4711'.repeat(16), encoding: 'hex' }], env: { KIND: 'fastify-secure-session' }, description: 'The session encrypted in the cookie; regenerate() empties it at the login, delete() removes the cookie.' }, 'session', {
    login: ['stateless', 'The payload gains user.'], logout: ['cleared', 'delete(); the page after it makes another.'], sealed: ['unclear-sealed', 'cleared'],
  }),
  shop({ ...koa, id: 'koa-session-cookie', env: { KIND: 'koa' }, description: 'The session signed in the cookie; null at the logout.' }, 'koa.sess', {
    login: ['stateless', 'The payload gains user.'], logout: ['cleared', 'ctx.session = null removes the cookie; the page after it makes another.'],
  }),
  shop({ ...koa, id: 'koa-session-store-regenerated', env: { KIND: 'koa', STORE: 'memory' }, description: 'Sessions in a store; regenerate() at the login, null at the logout.' }, 'koa.sess', {
    login: ['rotated', 'regenerate().'], logout: ['cleared', 'ctx.session = null removes the cookie; the page after it makes another.'],
  }),
  shop({ ...koa, id: 'koa-session-store-kept', env: { KIND: 'koa', STORE: 'memory', LOGIN: 'keep' }, description: 'Sessions in a store; the id is kept at the login, null at the logout.' }, 'koa.sess', {
    login: ['kept', 'Nothing regenerates by itself.'], logout: ['cleared', 'ctx.session = null removes the cookie; the page after it makes another.'],
  }),
  shop({ ...hono, id: 'hono-sessions-cookie', env: { KIND: 'hono' }, description: 'The session sealed in the cookie, which every answer sets twice.' }, 'session', {
    login: ['stateless', 'The payload gains user.'], logout: ['stateless', 'CookieStore.deleteSession() seals an empty text into the cookie.', 'cleared'], sealed: ['unclear-sealed', 'unclear-sealed'],
  }),
  shop({ ...hono, id: 'hono-sessions-rotated', env: { KIND: 'hono', STORE: 'memory' }, description: 'Sessions in memory, their ids sealed in the cookie anew on every answer; session_key_rotation at the login.' }, 'session', {
    login: ['rotated', 'Another id inside.'], logout: ['rotated', 'The store forgets the id and the page after it has another.', 'survived-logout'], sealed: ['unclear-sealed', 'unclear-sealed'],
  }),
  shop({ ...hono, id: 'hono-sessions-kept', env: { KIND: 'hono', STORE: 'memory', LOGIN: 'keep' }, description: 'Sessions in memory, their ids sealed in the cookie anew on every answer; the login keeps the id.' }, 'session', {
    login: ['kept', 'The same id inside.'], logout: ['rotated', 'The store forgets the id and the page after it has another.', 'survived-logout'], sealed: ['unclear-sealed', 'unclear-sealed'],
  }),
  shop({ ...node, id: 'hapi-cookie', framework: '@hapi/cookie', version: '12.0.1', env: { KIND: 'hapi' }, description: 'The session sealed in a cookie that the login sets first and the logout removes.' }, 'sid', {
    login: ['issued', 'cookieAuth.set().'], logout: ['cleared', 'cookieAuth.clear().'],
  }),
  shop({ ...node, id: 'h3-session', framework: 'h3', version: '2.0.8', env: { KIND: 'h3' }, description: 'The session sealed in the cookie with an id that nothing looks up; clear() at the logout.' }, 'h3', {
    login: ['kept', 'The id inside stays until clear(); the data beside it gains user.'], logout: ['cleared', 'clear() removes the cookie; the page after it makes another.'], sealed: ['unclear-sealed', 'cleared'],
  }),
  {
    ...node, id: 'better-auth-email', framework: 'Better Auth', version: '1.7.25', env: { KIND: 'better-auth' }, description: 'A script signs in by mail address and password, first with a wrong one, and signs out.',
    async steps({ go, call }) {
      await go('/');
      await go('/profile');
      await call('POST', '/api/auth/sign-in/email', { email: 'alice@example.test', password: 'wrong-pass' });
      await call('POST', '/api/auth/sign-in/email', { email: 'alice@example.test', password: alice.password });
      await call('GET', '/api/auth/get-session');
      await go('/profile');
      await call('POST', '/api/auth/sign-out', {});
      await go('/profile');
    },
    logins: [{ request: post('/api/auth/sign-in/email'), detected: false, why: 'wrong password' }, { request: post('/api/auth/sign-in/email', 2), detected: true }],
    logouts: [{ request: post('/api/auth/sign-out'), detected: true }],
    verdicts: [verdict('login', ['better-auth.session_token', 'issued'], post('/api/auth/sign-in/email', 2), 'setSessionCookie().'), verdict('logout', ['better-auth.session_token', 'cleared'], post('/api/auth/sign-out'), 'deleteSessionCookie().')],
  },
  {
    ...node, id: 'authjs-credentials', framework: 'Auth.js', version: '@auth/express 0.12.3', env: { KIND: 'authjs' }, noise: ['authjs.csrf-token', 'authjs.callback-url'], description: "Login with credentials on the library's own pages, first with a wrong password; the session is an encrypted token. Logout on its own page.",
    async steps({ go, page }) {
      const pressed = (): Promise<unknown> => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('button[type=submit]')]);
      await go('/');
      await go('/profile');
      for (const password of ['wrong-pass', alice.password]) {
        await page.fill('[name=username]', alice.username);
        await page.fill('[name=password]', password);
        await pressed();
      }
      await go('/profile');
      await go('/auth/signout');
      await pressed();
      await go('/profile');
    },
    logins: [{ request: post('/auth/callback/credentials'), detected: false, why: 'wrong password' }, { request: post('/auth/callback/credentials', 2), detected: true }],
    logouts: [{ request: post('/auth/signout'), detected: true }],
    verdicts: [verdict('login', ['authjs.session-token', 'issued'], post('/auth/callback/credentials', 2), 'The first token.'), verdict('logout', ['authjs.session-token', 'cleared'], post('/auth/signout'), 'sessionStore.clean().')],
  },
];

const goText = { value: 'go-shop-dev-secret-4711-go-shop!', encoding: 'utf8' } as const;
const goShop = { app: 'go/shop.go', secrets: [] } as const;
const scs = { ...goShop, framework: 'scs', version: '2.9.0' } as const;
const fiber = { ...goShop, framework: 'Fiber', version: '2.52.15' } as const;

const goScenarios: Scenario[] = [
  shop({ ...goShop, id: 'gorilla-sessions-cookie', framework: 'gorilla/sessions', version: '1.4.0', secrets: [goText], env: { KIND: 'gorilla' }, description: 'The session signed in the cookie as gob; MaxAge -1 at the logout.' }, 'session-name', {
    login: ['stateless', 'The values gain user.'], logout: ['cleared', 'MaxAge -1; the page after it makes another.'],
  }),
  shop({ ...goShop, id: 'gin-sessions-cookie', framework: 'gin-contrib/sessions', version: '1.0.4', secrets: [goText], env: { KIND: 'gin' }, description: 'The session signed in the cookie as gob; Clear() empties it at the logout and the cookie stays.' }, 'mysession', {
    login: ['stateless', 'The values gain user.'], logout: ['stateless', 'The values lose user.'],
  }),
  shop({ ...scs, id: 'scs-renewed', env: { KIND: 'scs' }, description: 'RenewToken() at the login, Destroy() at the logout.' }, 'session', {
    login: ['rotated', 'RenewToken().'], logout: ['cleared', 'Destroy() removes the cookie; the page after it makes another.'],
  }),
  shop({ ...scs, id: 'scs-kept', env: { KIND: 'scs', LOGIN: 'keep' }, description: 'The user put into the session that was there, Destroy() at the logout.' }, 'session', {
    login: ['kept', 'Nothing renews by itself.'], logout: ['cleared', 'Destroy() removes the cookie; the page after it makes another.'],
  }),
  shop({ ...fiber, id: 'fiber-regenerated', env: { KIND: 'fiber' }, description: 'Regenerate() at the login, Destroy() at the logout.' }, 'session_id', {
    login: ['rotated', 'Regenerate().'], logout: ['cleared', 'Destroy() removes the cookie; the page after it makes another.'],
  }),
  shop({ ...fiber, id: 'fiber-kept', env: { KIND: 'fiber', LOGIN: 'keep' }, description: 'The user put into the session that was there, Destroy() at the logout.' }, 'session_id', {
    login: ['kept', 'Nothing regenerates by itself.'], logout: ['cleared', 'Destroy() removes the cookie; the page after it makes another.'],
  }),
];

const rust = { app: 'rust/src/main.rs', secrets: [] } as const;

const rustScenarios: Scenario[] = [
  shop({ ...rust, id: 'axum-login', framework: 'axum-login', version: '0.18.0 with tower-sessions 0.14', env: { KIND: 'axum-login' }, description: 'Sessions in memory; login() cycles the id, logout() flushes the session.' }, 'id', {
    login: ['rotated', 'AuthSession::login calls cycle_id().'], logout: ['cleared', 'flush() removes the cookie; the page after it makes another.'],
  }),
  shop({ ...rust, id: 'actix-session-cookie', framework: 'actix-session', version: '0.11.0', secrets: [{ value: '47'.repeat(64), encoding: 'hex' }], env: { KIND: 'actix' }, description: 'The session encrypted in the cookie; renew() at the login, purge() at the logout.' }, 'id', {
    login: ['stateless', 'The state gains user_id; there is no id in it to renew.'], logout: ['cleared', 'purge() removes the cookie; the page after it makes another.'], sealed: ['unclear-sealed', 'cleared'],
  }),
];

export const serverScenarios: readonly Scenario[] = [...nodeScenarios, ...goScenarios, ...rustScenarios];
