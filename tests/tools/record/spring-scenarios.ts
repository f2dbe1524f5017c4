/** Visits to the shop on Spring Boot and Spring Security, with Tomcat's own sessions and with Spring Session. */
import type { Visit } from './visit';
import { alice, get, post, verdict, type Scenario, type VerdictNote } from './scenario';

const spring = { framework: 'Spring Security', version: '6.5.6 on Spring Boot 3.5.7', app: 'spring/SpringApp.java', secrets: [] } as const;
const tomcat = 'JSESSIONID';
const refused = { request: post('/login'), detected: false, why: 'wrong password' } as const;
const loggedOut = { request: post('/logout'), detected: true } as const;

async function pressed({ page }: Visit): Promise<void> {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('button[type=submit]')]);
}

/** Fills the login page that Spring Security generates, with its hidden token. */
async function signIn(visit: Visit, password: string, remember = false): Promise<void> {
  await visit.page.fill('[name=username]', alice.username);
  await visit.page.fill('[name=password]', password);
  if (remember) await visit.page.check('[name=remember-me]');
  await pressed(visit);
}

/** By the page that Spring Security generates for it. */
async function signOut(visit: Visit): Promise<void> {
  await visit.go('/logout');
  await pressed(visit);
}

async function visitWithCart(visit: Visit): Promise<void> {
  await visit.go('/');
  await visit.go('/set');
  await visit.go('/profile');
  await signIn(visit, 'wrong-pass');
  await signIn(visit, alice.password);
  await visit.go('/');
  await signOut(visit);
  await visit.go('/');
}

function atLogout(cookie: string): VerdictNote {
  if (cookie === 'SESSION') return verdict('logout', [cookie, 'cleared'], post('/logout'), 'SessionRepositoryFilter expires the cookie of an invalidated session; the login page after it makes another.');
  return { ...verdict('logout', [cookie, 'rotated'], post('/logout'), 'SecurityContextLogoutHandler invalidates the session; the login page after it makes another for its token.'), accept: ['survived-logout'] };
}

const strategies = [
  ['', 'rotated', 'ChangeSessionIdAuthenticationStrategy, the default.'],
  ['migrateSession', 'rotated', 'SessionFixationProtectionStrategy: a new session with the old attributes.'],
  ['newSession', 'rotated', 'SessionFixationProtectionStrategy: a new session without the old attributes.'],
  ['none', 'kept', 'NullAuthenticatedSessionStrategy.'],
] as const;

const stores = [['tomcat', tomcat], ['map', 'SESSION'], ['jdbc', 'SESSION']] as const;

const fixation: Scenario[] = stores.flatMap(([store, cookie]) =>
  strategies.filter(([strategy]) => store === 'tomcat' || ['', 'none'].includes(strategy)).map(([strategy, expected, why]): Scenario => ({
    ...spring, id: `spring-${store}-${strategy === '' ? 'default' : strategy}`, env: { STORE: store, FIXATION: strategy },
    description: `Sessions in ${{ tomcat: 'Tomcat', map: 'Spring Session', jdbc: "Spring Session's database" }[store]}; session fixation: ${strategy === '' ? 'the default' : strategy}. A cart, a refused login, a login, a logout.`,
    steps: visitWithCart,
    logins: [refused, { request: post('/login', 2), detected: true }], logouts: [loggedOut],
    verdicts: [verdict('login', [cookie, expected], post('/login', 2), why), atLogout(cookie)],
  })),
);

const remembering: Scenario[] = (['sha256', 'md5', 'persistent'] as const).map((kind) => ({
  ...spring, id: `spring-remembered-${kind}`, env: { REMEMBER: kind },
  description: `Login with remember-me (${kind}), the session forgotten by the browser and made anew from the remember-me cookie, logout.`,
  async steps(visit) {
    await visit.go('/profile');
    await signIn(visit, alice.password, true);
    await visit.go('/');
    await visit.forget(tomcat);
    await visit.go('/profile');
    await visit.go('/');
    await signOut(visit);
    await visit.go('/');
  },
  logins: [{ request: post('/login'), detected: true }, { request: get('/profile', 3), detected: 'either', why: 'made anew from the remember-me cookie' }],
  logouts: [loggedOut],
  verdicts: [
    verdict('login', [tomcat, 'rotated'], post('/login'), 'ChangeSessionIdAuthenticationStrategy; the page before had a session for its token.'),
    verdict('login', ['remember-me', 'issued'], post('/login'), 'AbstractRememberMeServices.setCookie().'),
    atLogout(tomcat),
    verdict('logout', ['remember-me', 'cleared'], post('/logout'), 'AbstractRememberMeServices.logout() calls cancelCookie().'),
  ],
}));

const others: Scenario[] = [
  {
    ...spring, id: 'spring-csrf-cookie', env: { CSRF: 'cookie' }, noise: ['XSRF-TOKEN'], description: 'The CSRF token in a cookie, replaced at the login; no session before the login but for the saved request.',
    steps: visitWithCart,
    logins: [refused, { request: post('/login', 2), detected: true }], logouts: [loggedOut],
    verdicts: [verdict('login', [tomcat, 'rotated'], post('/login', 2), 'ChangeSessionIdAuthenticationStrategy.'), { ...verdict('logout', [tomcat, 'survived-logout'], post('/logout'), 'Invalidated on the server; nothing removes the cookie and no page makes another.'), accept: ['rotated'] }],
  },
  {
    ...spring, id: 'spring-manual-kept', env: { LOGIN: 'manual', CSRF: 'off' }, description: 'A controller authenticates and saves the context itself, as the reference shows: the id is kept. First refused with 401.',
    async steps({ go, call }) {
      await go('/set');
      await call('POST', '/api/login', { ...alice, password: 'wrong-pass' });
      await call('POST', '/api/login', alice);
      await go('/profile');
      await call('POST', '/logout');
      await go('/');
    },
    logins: [{ request: post('/api/login'), detected: false, why: 'wrong password' }, { request: post('/api/login', 2), detected: true }], logouts: [loggedOut],
    verdicts: [
      verdict('login', [tomcat, 'kept'], post('/api/login', 2), 'Nothing calls a SessionAuthenticationStrategy.'),
      { ...verdict('logout', [tomcat, 'survived-logout'], post('/logout'), 'Invalidated on the server; nothing removes the cookie and no page makes another.'), accept: ['rotated'] },
    ],
  },
  {
    ...spring, id: 'spring-oauth2', env: { LOGIN: 'oauth2' }, description: "Login by Spring Authorization Server on another host, with a login at its own page; the client's callback changes the id.",
    async steps(visit) {
      await visit.go('/set');
      await visit.go('/profile');
      await signIn(visit, alice.password);
      await visit.page.waitForURL(/profile/);
      await visit.go('/');
      await signOut(visit);
      await visit.go('/');
    },
    logins: [{ request: post('/login'), detected: true, why: 'at the provider' }, { request: get('/login/oauth2/code/idp'), detected: true }], logouts: [loggedOut],
    verdicts: [
      verdict('login', [tomcat, 'rotated'], post('/login'), "ChangeSessionIdAuthenticationStrategy at the provider."),
      verdict('login', [tomcat, 'rotated'], get('/login/oauth2/code/idp'), 'ChangeSessionIdAuthenticationStrategy in OAuth2LoginAuthenticationFilter.'),
      { ...verdict('logout', [tomcat, 'survived-logout'], post('/logout'), 'Invalidated on the server; nothing removes the cookie and no page makes another.'), accept: ['rotated'] },
    ],
  },
  {
    ...spring, id: 'spring-parallel', env: {}, description: "Requests with the old id are under way while a script logs in by the form's address; they answer after it.",
    async steps(visit) {
      await visit.go('/set');
      await visit.go('/login');
      await visit.page.evaluate(async (password) => {
        const form = document.querySelector('form');
        const fields = new URLSearchParams();
        for (const { name, value } of form?.querySelectorAll('input') ?? []) fields.set(name, value);
        fields.set('username', 'alice');
        fields.set('password', password);
        const early = [fetch('/set?slow=1'), fetch('/set?slow=2')];
        await new Promise((done) => setTimeout(done, 100));
        await fetch('/login', { method: 'POST', body: fields });
        await Promise.all(early);
      }, alice.password);
      await visit.go('/profile');
      await signOut(visit);
    },
    logins: [{ request: post('/login'), detected: true }], logouts: [loggedOut],
    verdicts: [verdict('login', [tomcat, 'rotated'], post('/login'), 'ChangeSessionIdAuthenticationStrategy.'), atLogout(tomcat)],
  },
];

export const springScenarios: readonly Scenario[] = [...fixation, ...remembering, ...others];
