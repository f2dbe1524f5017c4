/** Visits to the shop on Django, Flask, PHP, Sinatra's Rack and Rails' Action Pack. */
import type { Visit } from './visit';
import { alice, get, post, verdict, type Scenario } from './scenario';

const django = {
  framework: 'Django', version: '5.2', app: 'django_app.py', secrets: [{ value: 'django-insecure-dev-4711-abcdefghijklmnopqrstuvwxyz', encoding: 'utf8' }],
} as const;

const djangoScenarios: Scenario[] = [
  {
    ...django, id: 'django-same-user-again', description: 'A user who is logged in logs in again: Django keeps the key. Then another user: it is flushed.', env: {},
    async steps({ go, post: send }) {
      await go('/');
      await send('/login', alice);
      await send('/login', alice);
      await go('/');
      await send('/login', { username: 'bob', password: 'builder-12' });
      await go('/');
    },
    logins: [1, 2, 3].map((nth) => ({ request: post('/login', nth), detected: true })),
    logouts: [],
    verdicts: [
      verdict('login', ['sessionid', 'rotated'], post('/login'), 'cycle_key().'),
      verdict('login', ['sessionid', 'kept'], post('/login', 2), 'login() keeps the key of a session that belongs to the same user.'),
      verdict('login', ['sessionid', 'rotated'], post('/login', 3), 'flush() for another user.'),
    ],
  },
  {
    ...django, id: 'django-signed-cookies', description: 'Sessions in a signed cookie; the login adds the user, the logout removes the cookie.', env: { ENGINE: 'signed_cookies' },
    async steps({ go, post: send }) {
      await go('/');
      await go('/profile');
      await send('/login', { ...alice, password: 'wrong-pass' });
      await send('/login?next=/profile', alice);
      await go('/');
      await send('/logout', {});
    },
    logins: [{ request: post('/login'), detected: false, why: 'wrong password' }, { request: post('/login', 2), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['sessionid', 'stateless'], post('/login', 2), 'The payload gains _auth_user_id.'), verdict('logout', ['sessionid', 'cleared'], post('/logout'), 'An empty session is deleted; the page after it makes another.')],
  },
  {
    ...django, id: 'django-signed-cookies-refreshed', description: 'Sessions in a signed cookie, saved on every request: its timestamp moves on every answer.', env: { ENGINE: 'signed_cookies', EVERY: '1', LOGIN: 'manual' },
    async steps({ go, post: send }) {
      await go('/');
      await go('/');
      await send('/login', alice);
      await go('/');
      await send('/logout', {});
      await go('/');
    },
    logins: [{ request: post('/login'), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['sessionid', 'stateless'], post('/login'), 'The payload gains user_id.'), verdict('logout', ['sessionid', 'stateless'], post('/logout'), 'The payload loses user_id.')],
  },
  {
    ...django, id: 'django-manual-login-kept', description: 'A login that only puts the user into the session; the key is kept, and the logout takes the user out.', env: { LOGIN: 'manual' },
    async steps({ go, post: send }) {
      await go('/');
      await go('/profile');
      await send('/login', alice);
      await go('/');
      await go('/logout');
      await go('/profile');
    },
    logins: [{ request: post('/login'), detected: true }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [verdict('login', ['sessionid', 'kept'], post('/login'), 'No cycle_key().'), verdict('logout', ['sessionid', 'survived-logout'], get('/logout'), 'The key stays.')],
  },
  {
    ...django, id: 'django-json-login', description: 'A script logs in with JSON; refused with 400, then answered 204.', env: {},
    async steps({ go, call }) {
      await go('/');
      await call('GET', '/api/me');
      await call('POST', '/api/login', { ...alice, password: 'wrong-pass' });
      await call('POST', '/api/login', alice);
      await call('GET', '/api/me');
      await call('POST', '/logout', {});
      await call('GET', '/api/me');
    },
    logins: [{ request: post('/api/login'), detected: false, why: 'wrong password' }, { request: post('/api/login', 2), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['sessionid', 'rotated'], post('/api/login', 2), 'cycle_key().'), { ...verdict('logout', ['sessionid', 'cleared'], post('/logout'), 'flush(); the page after it makes another.'), accept: ['rotated'] }],
  },
  {
    ...django, id: 'django-password-change', description: 'Sign-up, login, password change: update_session_auth_hash() cycles the key.', env: {},
    async steps({ go, post: send }) {
      await go('/signup');
      await send('/signup', { username: 'carol', password1: 'first-9-times', password2: 'first-9-times' });
      await send('/login', { username: 'carol', password: 'first-9-times' });
      await go('/password_change');
      await send('/password_change', { old_password: 'first-9-times', new_password1: 'wonderland-8', new_password2: 'wonderland-8' });
      await go('/');
      await send('/password_reset', { email: 'carol@example.test' });
      await send('/account/delete', { password: 'wrong-pass' });
    },
    logins: [
      { request: post('/signup'), detected: false, why: 'signs nobody in' }, { request: post('/login'), detected: true }, { request: post('/password_change'), detected: false, why: 'a password change' },
      { request: post('/password_reset'), detected: false, why: 'only asks for a mail' }, { request: post('/account/delete'), detected: false, why: 'a confirmation' },
    ],
    logouts: [],
    verdicts: [verdict('login', ['sessionid', 'issued'], post('/login'), 'The first cookie.'), verdict('privilege-change', ['sessionid', 'rotated'], post('/password_change'), 'cycle_key().')],
    optional: [{ event: 'privilege-change', cookie: 'sessionid' }],
  },
];

const credentials = { email: 'alice@example.test', password: 'wonderland-7' };

async function visitPhp({ go, post: send }: Visit): Promise<void> {
  await go('/');
  await go('/login');
  await send('/login', { ...credentials, password: 'wrong-pass' });
  await send('/login', credentials);
  await go('/');
  await send('/account/delete', { password: credentials.password });
  await go('/logout');
  await go('/');
}

function phpScenario(login: 'true' | 'false' | 'none', logout: 'clear' | 'destroy' | 'unset', expected: readonly [login: string, logout: string]): Scenario {
  const id = 'PHPSESSID';
  return {
    id: `php-${{ true: 'regenerates', false: 'regenerates-keeping', none: 'kept' }[login]}`, framework: 'PHP', version: '8.2', app: 'php_app.php', secrets: [], env: { LOGIN: login, LOGOUT: logout },
    description: `session_regenerate_id: ${login}; logout: ${logout}.`,
    steps: visitPhp,
    logins: [{ request: post('/login'), detected: false, why: 'wrong password' }, { request: post('/login', 2), detected: true }, { request: post('/account/delete'), detected: false, why: 'a confirmation' }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [verdict('login', [id, expected[0]], post('/login', 2), 'What session_regenerate_id() does.'), verdict('logout', [id, expected[1]], get('/logout'), 'What the logout does to the cookie.')],
    optional: [{ event: 'privilege-change', cookie: id }],
  };
}

const phpScenarios: Scenario[] = [
  phpScenario('true', 'clear', ['rotated', 'cleared']),
  phpScenario('false', 'destroy', ['rotated', 'survived-logout']),
  phpScenario('none', 'unset', ['kept', 'survived-logout']),
];

const nested = { 'user[email]': 'alice@example.test', 'user[password]': 'wonderland-7' };

async function visitRack({ go, post: send }: Visit): Promise<void> {
  await go('/');
  await go('/login');
  await send('/login', { ...nested, 'user[password]': 'wrong-pass' });
  await send('/login', nested);
  await go('/');
  await send('/logout', {});
  await go('/profile');
}

const rackSecret = { value: '4711'.repeat(32), encoding: 'utf8' } as const;
const rackEvents = {
  logins: [{ request: post('/login'), detected: false, why: 'wrong password' }, { request: post('/login', 2), detected: true }],
  logouts: [{ request: post('/logout'), detected: true }],
} as const;

const rackScenarios: Scenario[] = [
  {
    ...rackEvents, id: 'rack-pool-renewed', framework: 'Rack', version: '2.2', app: 'rack_app.rb', secrets: [], env: { KIND: 'pool' }, description: 'Sessions in memory; the login renews the id, the logout drops it.', steps: visitRack,
    verdicts: [verdict('login', ['rack.session', 'rotated'], post('/login', 2), 'renew: true.'), { ...verdict('logout', ['rack.session', 'rotated'], post('/logout'), 'drop: true, and the next page has another id.'), accept: ['survived-logout', 'cleared'] }],
  },
  {
    ...rackEvents, id: 'rack-pool-kept', framework: 'Rack', version: '2.2', app: 'rack_app.rb', secrets: [], env: { KIND: 'pool', LOGIN: 'keep' }, description: 'Sessions in memory; the login keeps the id, the logout drops it.', steps: visitRack,
    verdicts: [verdict('login', ['rack.session', 'kept'], post('/login', 2), 'Nothing renews it.'), { ...verdict('logout', ['rack.session', 'rotated'], post('/logout'), 'drop: true, and the next page has another id.'), accept: ['survived-logout', 'cleared'] }],
  },
  ...(['renewed', 'kept'] as const).map((way): Scenario => ({
    ...rackEvents, id: `rack-cookie-${way}`, framework: 'Rack', version: '2.2', app: 'rack_app.rb', secrets: [rackSecret], env: { KIND: 'cookie', LOGIN: way === 'kept' ? 'keep' : 'renew' },
    description: `The whole session in the signed cookie, with an id in it; the login ${way === 'kept' ? 'keeps' : 'renews'} the id.`, steps: visitRack,
    verdicts: [
      { ...verdict('login', ['rack.session', way === 'kept' ? 'kept' : 'rotated'], post('/login', 2), 'The session_id inside.'), accept: ['stateless'] },
      { ...verdict('logout', ['rack.session', 'stateless'], post('/logout'), 'The payload loses the user.'), accept: ['survived-logout'] },
    ],
  })),
  ...(['reset', 'kept'] as const).map((way): Scenario => ({
    ...rackEvents, id: `rails-cookie-${way}`, framework: 'Rails', version: '6.1', app: 'rack_app.rb', secrets: [rackSecret], env: { KIND: 'rails', LOGIN: way === 'kept' ? 'keep' : 'renew' },
    description: `Action Pack's encrypted cookie with a session_id in it; the login ${way === 'kept' ? 'keeps it' : 'calls reset_session'}, the logout calls reset_session.`, steps: visitRack,
    verdicts: [
      { ...verdict('login', ['_shop_session', way === 'kept' ? 'kept' : 'rotated'], post('/login', 2), 'The session_id inside.'), accept: way === 'kept' ? ['stateless'] : [] },
      { ...verdict('logout', ['_shop_session', 'rotated'], post('/logout'), 'reset_session.'), accept: ['stateless', 'cleared'] },
    ],
    withoutSecrets: [verdict('login', ['_shop_session', 'unclear-sealed'], post('/login', 2), 'Encrypted.'), { ...verdict('logout', ['_shop_session', 'unclear-sealed'], post('/logout'), 'Encrypted.'), accept: ['cleared'] }],
  })),
];

const laravel = {
  framework: 'Laravel, its cookies only', version: '12', app: 'sealed_app.php', secrets: [{ value: 'base64:7765H0O5dESY/XcU62ddtLU10nrW+xnYGvOZn204Kpg=', encoding: 'utf8' }], noise: ['XSRF-TOKEN'],
} as const;
const laravelId = 'laravel_session';
const rememberWeb = 'remember_web_59ba36addc2b2f9401580f014c7f58ea4e30989d';
const laravelCredentials = { _token: 't', email: 'alice@example.test', password: 'wonderland-7' };

const laravelScenarios: Scenario[] = [
  {
    ...laravel, id: 'laravel-remembered', env: {}, description: 'Login with remember-me, a password confirmed, the session forgotten by the browser and made anew from the remember-me cookie, logout.',
    async steps({ go, post: send, forget }) {
      await go('/');
      await go('/login');
      await send('/login', { ...laravelCredentials, remember: 'on' });
      await send('/confirm-password', { _token: 't', password: 'wonderland-7' });
      await forget(laravelId);
      await go('/profile');
      await send('/logout', { _token: 't' });
      await go('/');
    },
    logins: [{ request: post('/login'), detected: true }, { request: post('/confirm-password'), detected: false, why: 'a confirmation' }, { request: get('/profile', 3), detected: 'either', why: 'made anew from the remember-me cookie' }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [
      verdict('login', [laravelId, 'rotated'], post('/login'), 'Another id inside.'), verdict('login', [rememberWeb, 'issued'], post('/login'), 'remember.'),
      verdict('privilege-change', [laravelId, 'kept'], post('/confirm-password'), 'The same id inside.'),
      { ...verdict('logout', [laravelId, 'rotated'], post('/logout'), 'Another id inside.'), accept: ['cleared'] }, verdict('logout', [rememberWeb, 'cleared'], post('/logout'), 'Removed.'),
    ],
    withoutSecrets: [
      verdict('login', [laravelId, 'unclear-sealed'], post('/login'), 'Encrypted.'), verdict('login', [rememberWeb, 'issued'], post('/login'), 'remember.'),
      verdict('privilege-change', [laravelId, 'unclear-sealed'], post('/confirm-password'), 'Encrypted.'),
      verdict('logout', [laravelId, 'unclear-sealed'], post('/logout'), 'Encrypted.'), verdict('logout', [rememberWeb, 'cleared'], post('/logout'), 'Removed.'),
    ],
    optional: [{ event: 'privilege-change', cookie: rememberWeb }],
  },
  {
    ...laravel, id: 'laravel-kept', env: { LOGIN: 'keep', LOGOUT: 'forget' }, description: 'A login by hand that keeps the id, after a refused one; the logout takes the user out and keeps the id.',
    async steps({ go, post: send }) {
      await go('/');
      await send('/login', { ...laravelCredentials, password: 'wrong-pass' });
      await send('/login', laravelCredentials);
      await go('/');
      await go('/logout');
      await go('/profile');
    },
    logins: [{ request: post('/login'), detected: false, why: 'wrong password' }, { request: post('/login', 2), detected: true }],
    logouts: [{ request: get('/logout'), detected: true }],
    verdicts: [verdict('login', [laravelId, 'kept'], post('/login', 2), 'The same id inside.'), verdict('logout', [laravelId, 'survived-logout'], get('/logout'), 'The same id inside.')],
    withoutSecrets: [verdict('login', [laravelId, 'unclear-sealed'], post('/login', 2), 'Encrypted.'), verdict('logout', [laravelId, 'unclear-sealed'], get('/logout'), 'Encrypted.')],
  },
];

const flask = { framework: 'Flask', version: '3.1.3', app: 'flask_app.py', secrets: [{ value: 'flask-dev-secret-4711', encoding: 'utf8' }] } as const;

const flaskScenarios: Scenario[] = [
  ...([['kept', '0', 'pop', 'stateless'], ['cleared', '1', 'clear', 'stateless']] as const).map(([way, clear, logout, atLogout]): Scenario => ({
    ...flask, id: `flask-csrf-${way}`, env: { KIND: 'flask-csrf', CLEAR: clear, LOGOUT: logout }, description: `Flask's own session with a csrf_token in it; the login ${way === 'kept' ? 'keeps' : 'clears'} what was there.`,
    async steps({ go, post: send }) {
      await go('/');
      await go('/login');
      await send('/login', { ...alice, password: 'wrong-pass' });
      await send('/login', alice);
      await go('/profile');
      await send('/logout', {});
      await go('/login');
    },
    logins: [{ request: post('/login'), detected: false, why: 'wrong password' }, { request: post('/login', 2), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['session', 'stateless'], post('/login', 2), 'The payload gains user.'), { ...verdict('logout', ['session', atLogout], post('/logout'), 'The payload loses user.'), accept: ['cleared'] }],
  })),
  {
    ...flask, id: 'flask-login-plain', framework: 'Flask-Login', version: '0.6.3', env: { KIND: 'flask-login', REMEMBER: '0' }, description: 'Login without remember-me: _id is the same hash in every session. Logout, and the same user again.',
    async steps({ go, post: send }) {
      await go('/');
      await send('/login', alice);
      await go('/');
      await send('/logout', {});
      await send('/login', alice);
      await go('/');
    },
    logins: [{ request: post('/login'), detected: true }, { request: post('/login', 2), detected: true }],
    logouts: [{ request: post('/logout'), detected: true }],
    verdicts: [verdict('login', ['session', 'stateless'], post('/login'), 'The payload gains _user_id.'), verdict('logout', ['session', 'stateless'], post('/logout'), 'The payload loses _user_id.'), verdict('login', ['session', 'stateless'], post('/login', 2), 'The payload gains _user_id.')],
  },
];

export const frameworkScenarios: readonly Scenario[] = [...djangoScenarios, ...phpScenarios, ...rackScenarios, ...laravelScenarios, ...flaskScenarios];
