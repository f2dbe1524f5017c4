/** Visits to the shop on express-session: more ways to log in, and more ways to log out. */
import { alice, express, get, post, sid, verdict, type EventNote, type Scenario } from './scenario';

const loggedIn: readonly EventNote[] = [{ request: post('/login'), detected: true }];
const rotatedAtLogin = verdict('login', [sid, 'rotated'], post('/login'), 'regenerate().');

export const loginWays: Scenario[] = [
  {
    ...express, id: 'express-two-refusals', description: 'Two wrong passwords, then the right one.', env: {},
    async steps({ go, post: send }) {
      await go('/login');
      await send('/login', { ...alice, password: 'wrong-pass' });
      await send('/login', { ...alice, password: 'wrong-pass-2' });
      await send('/login', alice);
      await go('/');
    },
    logins: [{ request: post('/login'), detected: false, why: 'wrong password' }, { request: post('/login', 2), detected: false, why: 'wrong password' }, { request: post('/login', 3), detected: true }],
    logouts: [],
    verdicts: [verdict('login', [sid, 'rotated'], post('/login', 3), 'regenerate().')],
  },
  {
    ...express, id: 'express-json-silent', description: 'A script logs in with JSON and is answered 204 without a body; nothing but the pages after it tells.', env: { EXTRA: 'silent', LOGIN: 'keep' },
    async steps({ go, call }) {
      await go('/login');
      await call('POST', '/api/login', { ...alice, password: 'wrong' });
      await call('POST', '/api/login', alice);
      await go('/profile');
    },
    logins: [{ request: post('/api/login'), detected: false, why: 'wrong password' }, { request: post('/api/login', 2), detected: true }],
    logouts: [],
    verdicts: [verdict('login', [sid, 'kept'], post('/api/login', 2), 'No regenerate().')],
  },
  {
    ...express, id: 'express-redirect-chain', description: 'The login leads over three redirects to the first page.', env: { EXTRA: 'chain' },
    async steps({ go, post: send }) {
      await go('/login');
      await send('/login', alice);
      await go('/');
      await go('/logout');
    },
    logins: [...loggedIn, { request: get('/login/done'), detected: false, why: 'a step of the same login' }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [rotatedAtLogin, verdict('logout', [sid, 'cleared'], get('/logout'), 'clearCookie().')],
  },
  {
    ...express, id: 'express-login-answers-page', description: 'The login is answered 200 with the first page itself; the id is kept.', env: { EXTRA: 'page', LOGIN: 'keep' },
    async steps({ go, post: send }) {
      await go('/');
      await go('/login');
      await send('/login', alice);
      await go('/profile');
    },
    logins: loggedIn, logouts: [],
    verdicts: [verdict('login', [sid, 'kept'], post('/login'), 'No regenerate().')],
  },
  {
    ...express, id: 'express-login-in-frame', description: 'The login form stands in a frame; its answer is a script that loads the page around it again.', env: { EXTRA: 'popup' },
    async steps({ go, page }) {
      await go('/embedded');
      const frame = page.frame({ url: /\/login$/ });
      await frame?.fill('[name=username]', alice.username);
      await frame?.fill('[name=password]', alice.password);
      await frame?.click('button');
      await page.waitForTimeout(600);
      await go('/profile');
    },
    logins: loggedIn, logouts: [], verdicts: [rotatedAtLogin],
  },
  {
    ...express, id: 'express-login-in-popup', description: 'The login form stands in a window of its own, which closes itself; the id is kept.', env: { EXTRA: 'popup', LOGIN: 'keep' },
    async steps({ go, page }) {
      await go('/');
      const [popup] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => void open('/login', 'login', 'width=400,height=400'))]);
      await popup.fill('[name=username]', alice.username);
      await popup.fill('[name=password]', alice.password);
      await Promise.all([popup.waitForEvent('close'), popup.click('button')]);
      await go('/profile');
    },
    logins: loggedIn, logouts: [],
    verdicts: [verdict('login', [sid, 'kept'], post('/login'), 'No regenerate().')],
  },
  {
    ...express, id: 'express-signup-then-login', description: 'Signing up leads to the login page; the login rotates.', env: { EXTRA: 'then-login' },
    async steps({ go, post: send }) {
      await go('/signup');
      await send('/signup', { username: 'carol', password: 'first-9-times', password_confirm: 'first-9-times' });
      await send('/login', { username: 'carol', password: 'first-9-times' });
      await go('/');
    },
    logins: [{ request: post('/signup'), detected: false, why: 'signs nobody in' }, { request: post('/login'), detected: true }],
    logouts: [], verdicts: [rotatedAtLogin],
  },
  {
    ...express, id: 'express-jwt-cookie', description: 'The login sets a JWT as a cookie; the session beside it stays anonymous. The logout removes the token.', env: { EXTRA: 'jwt' },
    secrets: [...express.secrets, { value: 'jwt-dev-secret-4711', encoding: 'utf8' }],
    async steps({ go, post: send }) {
      await go('/login');
      await send('/login', alice);
      await go('/profile');
      await send('/logout', {});
      await go('/');
    },
    logins: loggedIn,
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['token', 'issued'], post('/login'), 'The first token.'), verdict('logout', ['token', 'cleared'], post('/logout'), 'clearCookie().')],
    optional: [{ event: 'login', cookie: sid }, { event: 'logout', cookie: sid }],
  },
  {
    ...express, id: 'express-forms-that-are-no-login', description: 'A contact form, a forgotten password, a reset by a link, an account deletion refused; nobody logs in.', env: {},
    async steps({ go, post: send }) {
      await go('/');
      await send('/contact', { name: 'Alice', email: 'alice@example.test', message: 'my password does not work' });
      await send('/forgot-password', { email: 'alice@example.test' });
      await send('/reset-password/0123456789abcdef0123456789abcdef', { password: 'wonderland-8', password_confirmation: 'wonderland-8' });
      await send('/account/delete', { password: 'wrong-pass' });
      await send('/newsletter/signup', { email: 'alice@example.test' });
    },
    logins: [post('/contact'), post('/forgot-password'), post('/reset-password/'), post('/account/delete'), post('/newsletter/signup')].map((request) => ({ request, detected: false, why: 'no login' })),
    logouts: [], verdicts: [],
  },
  {
    ...express, id: 'express-password-change-rotates', description: 'A signed-in user changes the password; the id is replaced. Before that a form that asks for the password and changes nothing.', env: { EXTRA: 'rotating-change' },
    async steps({ go, post: send }) {
      await go('/login');
      await send('/login', alice);
      await send('/account/delete', { password: alice.password });
      await send('/account/password', { current_password: 'wonderland-7', new_password: 'wonderland-8', new_password_confirmation: 'wonderland-8' });
      await go('/');
    },
    logins: [...loggedIn, { request: post('/account/delete'), detected: false, why: 'a confirmation' }, { request: post('/account/password'), detected: false, why: 'a password change' }],
    logouts: [],
    verdicts: [rotatedAtLogin, verdict('privilege-change', [sid, 'rotated'], post('/account/password'), 'regenerate().')],
    optional: [{ event: 'privilege-change', cookie: sid }],
  },
];

export const logoutWays: Scenario[] = [
  {
    ...express, id: 'express-logout-destroyed', description: 'destroy() without clearCookie(), saveUninitialized: the next page knows the id no more and issues another.', env: { LOGOUT: 'destroy' },
    async steps({ go, post: send }) {
      await go('/login');
      await send('/login', alice);
      await go('/');
      await send('/logout', {});
      await go('/');
    },
    logins: loggedIn,
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [rotatedAtLogin, { ...verdict('logout', [sid, 'rotated'], post('/logout'), 'The page after the logout issues another id.'), accept: ['survived-logout'] }],
  },
  {
    ...express, id: 'express-logout-destroyed-silently', description: 'destroy() without clearCookie() and without saveUninitialized: the browser goes on sending the id.', env: { LOGOUT: 'destroy', EXTRA: 'issued', LOGIN: 'keep' },
    async steps({ go, post: send }) {
      await go('/login');
      await send('/login', alice);
      await go('/');
      await send('/logout', {});
      await go('/');
      await go('/profile');
    },
    logins: loggedIn,
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', [sid, 'issued'], post('/login'), 'The first cookie.'), verdict('logout', [sid, 'survived-logout'], post('/logout'), 'Nothing removes the cookie.')],
  },
  {
    ...express, id: 'express-logout-everywhere', description: 'A logout of all devices by a script, answered 204; the cookie is removed. Login again as the same user.', env: {},
    async steps({ go, call, post: send }) {
      await go('/login');
      await send('/login', alice);
      await call('POST', '/logout-all', {});
      await go('/login');
      await send('/login', alice);
      await go('/');
    },
    logins: [...loggedIn, { request: post('/login', 2), detected: true }],
    logouts: [{ request: post('/logout-all'), detected: true }],
    verdicts: [rotatedAtLogin, verdict('logout', [sid, 'cleared'], post('/logout-all'), 'clearCookie().'), verdict('login', [sid, 'rotated'], post('/login', 2), 'regenerate().')],
  },
  {
    ...express, id: 'express-session-expires', description: 'The session ends by itself; the page that needs it leads to the login page. No logout. Login again.', env: { EXTRA: 'expiring' },
    async steps({ go, page, post: send }) {
      await go('/login');
      await send('/login', alice);
      await page.waitForTimeout(2500);
      await go('/profile');
      await send('/login', alice);
      await go('/');
    },
    logins: [...loggedIn, { request: post('/login', 2), detected: true }],
    logouts: [{ request: get('/profile', 2), detected: false, why: 'it ended by itself' }],
    verdicts: [rotatedAtLogin, verdict('login', [sid, 'rotated'], post('/login', 2), 'regenerate().')],
  },
];
