/** The recorded visits: what is done in the page, and what a reader should conclude, from what the application does. */
import { frameworkScenarios } from './framework-scenarios';
import { loginWays, logoutWays } from './express-scenarios';
import { phoenixScenarios } from './phoenix-scenarios';
import { serverScenarios } from './server-scenarios';
import { springScenarios } from './spring-scenarios';
import { alice, express, get, post, sid, verdict, type Scenario } from './scenario';

const expressScenarios: Scenario[] = [
  {
    ...express, id: 'express-json-kept', description: 'A script logs in with JSON after a refused attempt; the id is kept. Logout by a script clears the cookie.', env: { LOGIN: 'keep' },
    async steps({ go, call }) {
      await go('/');
      await call('POST', '/api/login', { ...alice, password: 'wrong' });
      await call('POST', '/api/login', alice);
      await call('GET', '/api/me');
      await go('/profile');
      await call('POST', '/logout');
      await go('/');
    },
    logins: [{ request: post('/api/login'), detected: false, why: 'wrong password' }, { request: post('/api/login', 2), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', [sid, 'kept'], post('/api/login', 2), 'No regenerate().'), verdict('logout', [sid, 'cleared'], post('/logout'), 'clearCookie() with the path of the cookie.')],
  },
  {
    ...express, id: 'express-json-soft-failure', description: 'A refused JSON login is answered 200 with ok: false; the credentials are nested; the good login rotates.', env: { EXTRA: 'soft-failure', LOGOUT: 'destroy' },
    async steps({ go, call }) {
      await go('/');
      await call('POST', '/api/login', { credentials: { ...alice, password: 'wrong' } });
      await go('/');
      await call('POST', '/api/login', { credentials: alice });
      await go('/profile');
      await go('/logout');
      await go('/');
    },
    logins: [{ request: post('/api/login'), detected: false, why: 'ok: false' }, { request: post('/api/login', 2), detected: true }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [verdict('login', [sid, 'rotated'], post('/api/login', 2), 'regenerate().'), { ...verdict('logout', [sid, 'rotated'], get('/logout'), 'destroy() without clearCookie(); the next page knows the id no more and issues another.'), accept: ['survived-logout'] }],
  },
  {
    ...express, id: 'express-oauth-rotated', description: 'Login by an identity provider on another host; the callback regenerates. Logout clears the cookie at a path where it is not.', env: { LOGOUT: 'wrong-path' },
    async steps({ go }) {
      await go('/');
      await go('/oauth/start');
      await go('/profile');
      await go('/logout');
      await go('/');
    },
    logins: [{ request: get('/oauth/callback'), detected: true }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [verdict('login', [sid, 'rotated'], get('/oauth/callback'), 'regenerate() in the callback.'), verdict('logout', [sid, 'survived-logout'], get('/logout'), 'The cookie of / is not removed by a line for /account.')],
  },
  {
    ...express, id: 'express-oauth-kept', description: 'Login by an identity provider; the session that held the state goes on. Logout replaces the id.', env: { LOGIN: 'keep', LOGOUT: 'regenerate' },
    async steps({ go }) {
      await go('/');
      await go('/oauth/start');
      await go('/profile');
      await go('/logout');
      await go('/');
    },
    logins: [{ request: get('/oauth/callback'), detected: true }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [verdict('login', [sid, 'kept'], get('/oauth/callback'), 'No regenerate().'), verdict('logout', [sid, 'rotated'], get('/logout'), 'regenerate() at the logout: a new anonymous id.')],
  },
  {
    ...express, id: 'express-signup-logs-in', description: 'Signing up logs in and regenerates the session.', env: {},
    async steps({ go, post: send }) {
      await go('/');
      await go('/signup');
      await send('/signup', { username: 'carol', password: 'first-9-times', password_confirm: 'first-9-times' });
      await go('/');
    },
    logins: [{ request: post('/signup'), detected: true }],
    logouts: [],
    verdicts: [verdict('login', [sid, 'rotated'], post('/signup'), 'regenerate() at the sign-up.')],
  },
  {
    ...express, id: 'express-magic-link', description: 'A link out of a mail logs in; no session existed before it.', env: { EXTRA: 'issued' },
    async steps({ go, post: send, page }) {
      await go('/');
      await send('/magic', { email: 'alice@example.test' });
      await Promise.all([page.waitForNavigation(), page.click('#link')]);
      await go('/');
      await go('/logout');
      await go('/');
    },
    logins: [{ request: post('/magic'), detected: false, why: 'it only sends a mail' }, { request: get('/magic/'), detected: true }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [verdict('login', [sid, 'issued'], get('/magic/'), 'The first cookie.'), verdict('logout', [sid, 'cleared'], get('/logout'), 'clearCookie().')],
  },
  {
    ...express, id: 'express-passkey-kept', description: 'A passkey logs in by a script; the id is kept.', env: { LOGIN: 'keep', LOGOUT: 'keep' },
    async steps({ go, call }) {
      await go('/login');
      await call('POST', '/webauthn/options');
      await call('POST', '/webauthn/verify', { id: 'AQID', rawId: 'AQID', type: 'public-key', response: { clientDataJSON: 'e30', authenticatorData: 'AAEC', signature: 'MEUC' } });
      await go('/profile');
      await go('/logout');
      await go('/');
    },
    logins: [{ request: post('/webauthn/options'), detected: false, why: 'only asks for a challenge' }, { request: post('/webauthn/verify'), detected: true }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [verdict('login', [sid, 'kept'], post('/webauthn/verify'), 'No regenerate().'), verdict('logout', [sid, 'survived-logout'], get('/logout'), 'Only the key is deleted.')],
  },
  {
    ...express, id: 'express-second-factor', description: 'The password leads to a second step; the code logs in and regenerates.', env: { EXTRA: 'mfa' },
    async steps({ go, post: send }) {
      await go('/login');
      await send('/login', alice);
      await send('/login/mfa', { otp: '424242' });
      await go('/profile');
    },
    logins: [{ request: post('/login'), detected: 'either', why: 'half a login' }, { request: post('/login/mfa'), detected: true }],
    logouts: [],
    verdicts: [verdict('login', [sid, 'rotated'], post('/login/mfa'), 'regenerate() after the code.')],
  },
  {
    ...express, id: 'express-restless', description: 'The id is replaced on every answer, at the login too.', env: { EXTRA: 'restless', LOGIN: 'keep' },
    async steps({ go, post: send }) {
      for (const path of ['/', '/login', '/', '/login']) await go(path);
      await send('/login', alice);
      for (const path of ['/', '/profile', '/', '/logout', '/']) await go(path);
    },
    logins: [{ request: post('/login'), detected: true }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [verdict('login', [sid, 'rotated'], post('/login'), 'Every answer has a new id.'), { ...verdict('logout', [sid, 'cleared'], get('/logout'), 'clearCookie(); the next page makes another.'), accept: ['rotated'] }],
  },
  {
    ...express, id: 'express-user-switch', description: 'Another user logs in without a logout in between; the id is kept both times.', env: { LOGIN: 'keep' },
    async steps({ go, post: send }) {
      await go('/login');
      await send('/login', alice);
      await go('/login');
      await send('/login', { username: 'bob', password: 'builder-12' });
      await go('/');
    },
    logins: [{ request: post('/login'), detected: true }, { request: post('/login', 2), detected: true }],
    logouts: [],
    verdicts: [verdict('login', [sid, 'kept'], post('/login'), 'No regenerate().'), verdict('login', [sid, 'kept'], post('/login', 2), 'One session serves two users.')],
  },
  {
    ...express, id: 'express-bearer', description: 'A script gets a token and sends it in the Authorization header; the cookie is not what logs in.', env: { EXTRA: 'bearer' },
    async steps({ go, call }) {
      await go('/');
      const answer = (await call('POST', '/api/login', alice)) as { readonly access_token: string };
      await call('GET', '/api/me', undefined, { Authorization: `Bearer ${answer.access_token}` });
      await go('/');
    },
    logins: [{ request: post('/api/login'), detected: true }],
    logouts: [],
    verdicts: [],
  },
  {
    ...express, id: 'express-second-cookie', description: 'The session id is kept and a signed token appears beside it.', env: { LOGIN: 'keep', EXTRA: 'second-cookie', LOGOUT: 'destroy' },
    async steps({ go, post: send }) {
      await go('/login');
      await send('/login', alice);
      await go('/');
    },
    logins: [{ request: post('/login'), detected: true }],
    logouts: [],
    verdicts: [verdict('login', [sid, 'kept'], post('/login'), 'No regenerate().'), verdict('login', ['auth_token', 'issued'], post('/login'), 'The first token.')],
  },
  {
    ...express, id: 'express-parallel', description: 'Slow requests are under way while the login is answered; they set nothing.', env: {},
    async steps({ go, call, page, post: send }) {
      await go('/login');
      void page.evaluate(() => void Promise.all([fetch('/api/slow'), fetch('/api/slow')]));
      await call('POST', '/login', alice, { Accept: 'text/html' });
      await go('/profile');
      await send('/account/password', { current_password: 'wonderland-7', new_password: 'wonderland-8' });
    },
    logins: [{ request: post('/login'), detected: true }, { request: post('/account/password'), detected: false, why: 'a password change' }],
    logouts: [],
    verdicts: [verdict('login', [sid, 'rotated'], post('/login'), 'regenerate().'), verdict('privilege-change', [sid, 'kept'], post('/account/password'), 'The change does not regenerate.')],
  },
  {
    ...express, id: 'express-noise', description: 'A captcha, a newsletter named signup, a search and an analytics script; nobody logs in.', env: {},
    async steps({ go, call, post: send, page }) {
      await go('/');
      await page.addScriptTag({ url: '/collect.js' });
      await call('POST', '/captcha/verify', { token: 'f'.repeat(60), code: 'x' });
      await send('/newsletter/signup', { email: 'alice@example.test' });
      await go('/search?q=password');
      await go('/search?q=login');
    },
    logins: [post('/captcha/verify'), post('/newsletter/signup'), get('/search')].map((request) => ({ request, detected: false, why: 'no login' })),
    logouts: [],
    verdicts: [],
    noise: ['_ga', 'SERVERID', 'captcha_token'],
  },
];

const payloadScenarios: Scenario[] = [
  {
    id: 'cookie-session-passport', framework: 'cookie-session', version: '2.1.1', description: 'The session is a signed cookie; a refused attempt, a login by passport, a logout that deletes the user.', app: 'cookie-app.mjs', env: { KIND: 'cookie-session' },
    secrets: [{ value: 'cookie-session-dev-4711', encoding: 'utf8' }],
    async steps({ go, post: send }) {
      await go('/');
      await go('/login');
      await send('/login', { email: 'alice@example.test', password: 'wrong' });
      await go('/login');
      await send('/login', { email: 'alice@example.test', password: 'wonderland-7' });
      await go('/');
      await send('/logout', {});
      await go('/login');
    },
    logins: [{ request: post('/login'), detected: false, why: 'wrong password' }, { request: post('/login', 2), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['session', 'stateless'], post('/login', 2), 'The payload gains passport.'), verdict('logout', ['session', 'stateless'], post('/logout'), 'The payload loses passport, the cookie stays.')],
  },
  {
    id: 'iron-session-sealed', framework: 'iron-session', version: '8.0.4', description: 'The session is a sealed cookie; the login seals it anew with the user in it, the logout removes it.', app: 'cookie-app.mjs', env: { KIND: 'iron-session' },
    secrets: [{ value: 'iron-dev-password-4711-iron-dev-password', encoding: 'utf8' }],
    async steps({ go, post: send }) {
      await go('/');
      await go('/login');
      await send('/login', { email: 'alice@example.test', password: 'wonderland-7' });
      await go('/profile');
      await send('/logout', {});
      await go('/login');
    },
    logins: [{ request: post('/login'), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['shop', 'stateless'], post('/login'), 'The payload gains passport.'), verdict('logout', ['shop', 'cleared'], post('/logout'), 'destroy() removes the cookie.')],
    withoutSecrets: [verdict('login', ['shop', 'unclear-sealed'], post('/login'), 'Sealed anew.'), verdict('logout', ['shop', 'cleared'], post('/logout'), 'destroy() removes the cookie.')],
  },
  ...(['kept', 'rotated'] as const).map((way): Scenario => ({
    id: `flask-session-${way}`, framework: 'Flask-Session', version: '0.8.0', description: `The session is on the server, its id signed in the cookie; the login ${way === 'kept' ? 'keeps' : 'regenerates'} it. A wrong password first.`, app: 'flask_app.py', env: { KIND: `flask-session-${way}` },
    secrets: [{ value: 'flask-dev-secret-4711', encoding: 'utf8' }],
    async steps({ go, post: send }) {
      await go('/');
      await go('/login');
      await send('/login', { ...alice, password: 'wrong' });
      await send('/login', alice);
      await go('/');
      await send('/logout', {});
      await go('/login');
    },
    logins: [{ request: post('/login'), detected: false, why: 'wrong password, the form again' }, { request: post('/login', 2), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['session', way], post('/login', 2), way === 'kept' ? 'No regenerate().' : 'session_interface.regenerate().'), verdict('logout', ['session', 'cleared'], post('/logout'), 'An empty session is deleted.')],
  })),
  {
    id: 'flask-login-remembered', framework: 'Flask-Login', version: '0.6.3', description: 'Login with remember-me; the browser restarts and the remember-me cookie makes the session anew; then the logout.', app: 'flask_app.py', env: { KIND: 'flask-login' },
    secrets: [{ value: 'flask-dev-secret-4711', encoding: 'utf8' }],
    async steps({ go, post: send, forget }) {
      await go('/');
      await go('/login');
      await send('/login', alice);
      await forget('session');
      await go('/profile');
      await go('/');
      await send('/logout', {});
      await go('/login');
    },
    logins: [{ request: post('/login'), detected: true }, { request: get('/profile', 2), detected: 'either', why: 'made anew from the remember-me cookie' }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['session', 'stateless'], post('/login'), 'The payload gains _user_id.'), verdict('login', ['remember_token', 'issued'], post('/login'), 'remember=True.'), verdict('logout', ['session', 'stateless'], post('/logout'), 'The payload loses _user_id.'), verdict('logout', ['remember_token', 'cleared'], post('/logout'), 'logout_user() removes it.')],
  },
  {
    id: 'starlette-stateless', framework: 'Starlette', version: '0.4x', description: 'SessionMiddleware: the login adds the user to the signed cookie and keeps the anonymous cart; the logout takes the user out.', app: 'starlette_app.py', env: {},
    secrets: [{ value: 'starlette-dev-secret-4711', encoding: 'utf8' }],
    async steps({ go, post: send }) {
      await go('/');
      await go('/login');
      await send('/login', { ...alice, password: 'wrong' });
      await send('/login', alice);
      await go('/profile');
      await send('/logout', {});
      await go('/');
    },
    logins: [{ request: post('/login'), detected: false, why: 'wrong password' }, { request: post('/login', 2), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['session', 'stateless'], post('/login', 2), 'The payload gains user.'), verdict('logout', ['session', 'stateless'], post('/logout'), 'The payload loses user.')],
  },
];

export const scenarios: readonly Scenario[] = [...expressScenarios, ...payloadScenarios, ...loginWays, ...logoutWays, ...frameworkScenarios, ...springScenarios, ...serverScenarios, ...phoenixScenarios];
