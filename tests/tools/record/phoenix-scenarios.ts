/** Visits to the shop on Plug that logs in and out as the module that phx.gen.auth generates. */
import type { Visit } from './visit';
import { get, post, verdict, type Scenario } from './scenario';

const phoenix = { framework: 'Plug / Phoenix', version: 'plug 1.20-dev, plug_crypto 2.1.1, phx.gen.auth of Phoenix 1.8', app: 'phoenix_shop.exs', secrets: [] } as const;
const session = '_shop_key';
const remember = '_shop_web_user_remember_me';

async function pressed({ page }: Visit, button: string): Promise<void> {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click(button)]);
}

async function signIn(visit: Visit, password: string, remembered = false): Promise<void> {
  await visit.page.fill('[name="user[email]"]', 'alice@example.test');
  await visit.page.fill('[name="user[password]"]', password);
  if (remembered) await visit.page.check('[name="user[remember_me]"]');
  await pressed(visit, 'form:not(#out) button');
}

async function visitSettings(visit: Visit): Promise<void> {
  await visit.go('/');
  await visit.go('/users/settings');
  await signIn(visit, 'wrong-pass');
  await signIn(visit, 'wonderland-7');
  await visit.go('/');
  await pressed(visit, '#out button');
  await visit.go('/users/settings');
}

const events = {
  logins: [{ request: post('/users/log-in'), detected: false, why: 'wrong password' }, { request: post('/users/log-in', 2), detected: true }],
  logouts: [{ request: post('/users/log-out'), detected: true }],
} as const;
const atLogin = 'The session gains user_token; no id is in it.';
const atLogout = 'clear_session(): the session loses user_token.';

export const phoenixScenarios: readonly Scenario[] = [
  {
    ...phoenix, ...events, id: 'phoenix-gen-auth', env: {}, description: 'The session signed in the cookie; login and logout clear and renew it. The login page is asked for by a page that needs one.', steps: visitSettings,
    verdicts: [verdict('login', [session, 'stateless'], post('/users/log-in', 2), atLogin), verdict('logout', [session, 'stateless'], post('/users/log-out'), atLogout)],
  },
  {
    ...phoenix, ...events, id: 'phoenix-encrypted', env: { SEAL: 'encrypted' }, description: 'The same with an encryption salt: nothing of the session can be read without the key.', steps: visitSettings,
    verdicts: [verdict('login', [session, 'unclear-sealed'], post('/users/log-in', 2), 'Encrypted.'), verdict('logout', [session, 'unclear-sealed'], post('/users/log-out'), 'Encrypted.')],
  },
  {
    ...phoenix, id: 'phoenix-remembered', env: {}, description: 'Login with remember-me, the session forgotten by the browser and made anew from the signed remember-me cookie, logout.',
    async steps(visit) {
      await visit.go('/users/settings');
      await signIn(visit, 'wonderland-7', true);
      await visit.go('/');
      await visit.forget(session);
      await visit.go('/users/settings');
      await pressed(visit, '#out button');
      await visit.go('/users/settings');
    },
    logins: [{ request: post('/users/log-in'), detected: true }, { request: get('/users/settings', 3), detected: 'either', why: 'made anew from the remember-me cookie' }],
    logouts: events.logouts,
    verdicts: [
      verdict('login', [session, 'stateless'], post('/users/log-in'), atLogin), verdict('login', [remember, 'issued'], post('/users/log-in'), 'write_remember_me_cookie().'),
      verdict('logout', [session, 'stateless'], post('/users/log-out'), atLogout), verdict('logout', [remember, 'cleared'], post('/users/log-out'), 'delete_resp_cookie().'),
    ],
  },
];
