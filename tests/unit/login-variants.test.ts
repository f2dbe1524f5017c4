/** Logins, logouts and what only looks like them, as applications of many frameworks answer them. */
import { describe, expect, it } from 'vitest';
import { alice, loginPage, Visit } from './visit';

const a = '3f1c9b7a5e8d2460f1c9b7a5e8d24601';
const b = 'c0ffee00aa11bb22cc33dd44ee55ff66';
const gone = 'Max-Age=0; Path=/';

function encoded(value: unknown): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
const signature = 'p6160YgqeLS48WIbav0g8lzWowA';
const flask = (payload: unknown): string => `session=${encoded(payload)}.aVWq8A.${signature}`;
const jwt = (payload: unknown): string => `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(payload)}.${signature}p6160YgqeLS48WIb`;
const start = (cookie: string): Visit => new Visit().get('/', { set: [cookie] }).get('/login', loginPage);

const logins: readonly (readonly [title: string, visit: Visit, expected: readonly string[]])[] = [
  ['Spring changes the id and keeps the cookie name', start(`JSESSIONID=${a.toUpperCase()}`).login({ set: [`JSESSIONID=${b.toUpperCase()}`], to: '/' }).get('/'), ['login /login, JSESSIONID rotated']],
  ['Spring redirects a refusal to ?error', start(`JSESSIONID=${a}`).login({ to: '/login?error' }).get('/login?error', loginPage).login({ to: '/?continue', set: [`JSESSIONID=${b}`] }).get('/?continue'), ['login /login, JSESSIONID rotated']],
  ['Symfony checks at /login_check and comes back to /login', start(`PHPSESSID=${a}`).post('/login_check', { form: { _username: 'a', _password: 'x' }, to: '/login' }).get('/login', loginPage).post('/login_check', { form: { _username: 'a', _password: 'y' }, to: '/', set: [`PHPSESSID=${b}`] }).get('/'), ['login /login_check, PHPSESSID rotated']],
  ['Devise signs in at /users/sign_in', start(`_shop_session=${a}`).post('/users/sign_in', { form: { 'user[email]': 'a@b.test', 'user[password]': 'x', 'user[remember_me]': '0' }, to: '/', status: 303, set: [`_shop_session=${b}`] }).get('/'), ['login /users/sign_in, _shop_session rotated']],
  ['WordPress sets its cookies at wp-login.php', new Visit().get('/wp-login.php', { html: '<form method=post><input name=log type=text><input name=pwd type=password></form>' }).post('/wp-login.php', { form: { log: 'ana', pwd: 'x', testcookie: '1' }, to: '/wp-admin/', set: ['wordpress_logged_in_0123456789abcdef0123456789abcdef=ana%7C1767225600%7CAbCdEfGhIjKlMnOpQrStUvWxYz%7C0123456789abcdef'] }).get('/wp-admin/'), ['login /wp-login.php, wordpress_logged_in_0123456789abcdef0123456789abcdef issued']],
  ['a GraphQL mutation carries the password in its variables', start(`connect.sid=s%3A${a}.${'q'.repeat(43)}`).post('/graphql', { sent: { query: 'mutation Login($username: String!, $password: String!) { login(username: $username, password: $password) { user { id } } }', variables: alice }, json: { data: { login: { user: { id: 1 } } } }, set: [`connect.sid=s%3A${b}.${'q'.repeat(43)}`] }).get('/'), ['login /graphql, connect.sid rotated']],
  ['a GraphQL mutation is refused with 200 and errors', start(`sid=${a}`).post('/graphql', { sent: { variables: alice }, json: { data: null, errors: [{ message: 'wrong' }] } }).get('/'), []],
  ['a script logs in and is answered 200 with an empty body', start(`sid=${a}`).post('/api/session', { sent: alice, json: {}, set: [`sid=${b}`] }).get('/api/me', { json: { name: 'alice' } }), ['login /api/session, sid rotated']],
  ['a script logs in and the user comes back', start(`sid=${a}`).post('/api/auth/login', { sent: { email: 'a@b.test', password: 'x' }, json: { user: { id: 1, email: 'a@b.test' } } }).get('/'), ['login /api/auth/login, sid kept']],
  ['a script logs in by PUT at /session', start(`sid=${a}`).ask('PUT', '/session', { sent: alice, json: { ok: true }, set: [`sid=${b}`] }).get('/'), ['login /session, sid rotated']],
  ['the login page itself sets the id, and the login keeps it', new Visit().get('/login', { ...loginPage, set: [`sid=${a}`] }).login().get('/profile'), ['login /login, sid kept']],
  ['a chain of redirects, the id replaced in its middle', start(`sid=${a}`).login({ to: '/auth/complete' }).get('/auth/complete', { to: '/dashboard', set: [`sid=${b}`] }).get('/dashboard'), ['login /login, sid rotated']],
  ['a chain of redirects over another host and back', start(`sid=${a}`).login({ to: 'http://127.0.0.1:4000/sync?n=1' }).get('http://127.0.0.1:4000/sync?n=1', { to: 'http://localhost:3000/dashboard' }).get('/dashboard', { set: [`sid=${b}`] }), ['login /login, sid rotated']],
  ['the login form posts to the page it stands on', new Visit().get('/', { ...loginPage, set: [`sid=${a}`] }).post('/', { form: alice, to: '/', set: [`sid=${b}`] }).get('/', { html: '<h1>Hello alice</h1>' }), ['login /, sid rotated']],
  ['the login form posts to the page it stands on, and is refused', new Visit().get('/', { ...loginPage, set: [`sid=${a}`] }).post('/', { form: alice, to: '/' }).get('/', loginPage), []],
  ['passport regenerates and saves, then flashes', start(`connect.sid=s%3A${a}.${'q'.repeat(43)}`).login({ to: '/', set: [`connect.sid=s%3A${b}.${'r'.repeat(43)}`] }).get('/'), ['login /login, connect.sid rotated']],
  ['the signature changes with the secret and the id stays', start(`connect.sid=s%3A${a}.${'q'.repeat(43)}`).login({ to: '/', set: [`connect.sid=s%3A${a}.${'r'.repeat(43)}`] }).get('/'), ['login /login, connect.sid kept']],
  ['SAML: the assertion is posted by the identity provider', new Visit().get('/', { set: [`sid=${a}`] }).post('/saml/acs', { form: { SAMLResponse: 'PHNhbWw+', RelayState: '/' }, to: '/', set: [`sid=${b}`] }).get('/'), ['login /saml/acs, sid rotated']],
  ['a token cookie beside nothing else', new Visit().get('/login', loginPage).login({ set: [`access_token=${jwt({ sub: '42' })}`, `refresh_token=${jwt({ sub: '42', jti: 'r1' })}`] }).get('/profile'), ['login /login, access_token issued, refresh_token issued']],
  ['a token cookie is renewed: no login', new Visit().get('/login', loginPage).login({ set: [`access_token=${jwt({ sub: '42', iat: 1 })}`] }).get('/profile').wait(9000).post('/auth/refresh', { json: {}, set: [`access_token=${jwt({ sub: '42', iat: 2 })}`] }).get('/profile'), ['login /login, access_token issued']],
  ['sign-up, then login', start(`sid=${a}`).post('/register', { form: { username: 'c', password: 'x', password_confirm: 'x' }, to: '/login' }).get('/login', loginPage).login({ set: [`sid=${b}`] }).get('/profile'), ['login /login, sid rotated']],
];

const noEvents: readonly (readonly [title: string, visit: Visit])[] = [
  ['a newsletter', start(`sid=${a}`).post('/newsletter', { form: { email: 'a@b.test' }, to: '/' }).get('/')],
  ['a search for a word of logins', start(`sid=${a}`).get('/search?q=login').post('/search', { form: { q: 'password reset token' } })],
  ['a contact form with name and e-mail address', start(`sid=${a}`).post('/contact', { form: { name: 'A', email: 'a@b.test', message: 'hello' }, to: '/thanks' }).get('/thanks')],
  ['a comment with name, e-mail address and a pass phrase field of a captcha', start(`sid=${a}`).post('/captcha/verify', { form: { token: 'x'.repeat(40) }, set: ['captcha_token=0123456789abcdef0123456789abcdef'] }).get('/')],
  ['a forgotten password', start(`sid=${a}`).post('/forgot-password', { form: { email: 'a@b.test' }, to: '/login' }).get('/login', loginPage)],
  ['a new password by a link', start(`sid=${a}`).post('/reset-password', { form: { token: 'x'.repeat(40), email: 'a@b.test', password: 'x', password_confirmation: 'x' }, to: '/login' }).get('/login', loginPage)],
  ['a language chosen', start(`sid=${a}`).post('/locale', { form: { lang: 'de' }, to: '/', set: ['locale=de'] }).get('/')],
  ['consent', start(`sid=${a}`).post('/consent', { sent: { analytics: true }, json: { ok: true }, set: ['CookieConsent=yes'] }).get('/')],
  ['a basket', start(`sid=${a}`).post('/cart', { form: { item: '5' }, to: '/cart', set: ['cart_id=0123456789abcdef0123456789abcdef'] }).get('/cart')],
  ['a session that ends by itself', start(`sid=${a}; Max-Age=2`).wait(5000).forget('sid').get('/profile', { to: '/login' }).get('/login', loginPage)],
  ['a CSRF token refetched', start(`sid=${a}`).get('/csrf-token', { json: { token: 'x'.repeat(40) }, set: ['csrf_token=0123456789abcdef0123456789abcdef'] })],
  ['a wrong password thrice', start(`sid=${a}`).login({ ...loginPage, status: 200, to: undefined as never }).login({ status: 401, to: undefined as never, ...loginPage }).login({ to: '/login?failed=1' }).get('/login?failed=1', loginPage)],
  ['a locked account', start(`sid=${a}`).login({ status: 429, to: undefined as never }).get('/')],
];

function signedIn(): Visit {
  return start(`sid=${a}`).login({ set: [`sid=${b}`] }).get('/profile').wait(3000);
}

const inside = 'login /login, sid rotated';
const logouts: readonly (readonly [title: string, visit: Visit, expected: readonly string[]])[] = [
  ['by GET, the cookie removed', signedIn().get('/logout', { to: '/', set: [`sid=; ${gone}`] }).get('/'), [inside, 'logout /logout, sid cleared']],
  ['by DELETE of the session', signedIn().ask('DELETE', '/api/session', { status: 204, json: {}, set: [`sid=; ${gone}`] }).get('/'), [inside, 'logout /api/session, sid cleared']],
  ['by a form with _method', signedIn().post('/users/sign_out', { form: { _method: 'delete' }, to: '/', set: [`sid=${a.split('').toReversed().join('')}`] }).get('/'), [inside, 'logout /users/sign_out, sid rotated']],
  ['of all devices', signedIn().post('/account/logout-all', { form: {}, to: '/login', set: [`sid=; ${gone}`] }).get('/login', loginPage), [inside, 'logout /account/logout-all, sid cleared']],
  ['removed at another path: it survives', signedIn().post('/logout', { to: '/' }).get('/'), [inside, 'logout /logout, sid survived-logout']],
  ['with the value emptied and no end', signedIn().post('/logout', { to: '/', set: ['sid='] }).get('/'), [inside, 'logout /logout, sid cleared']],
  ['with a word in the place of a token', new Visit().get('/login', loginPage).login({ set: [`jwt=${jwt({ sub: '42' })}`] }).get('/profile').wait(3000).get('/logout', { to: '/', set: ['jwt=loggedout'] }).get('/'), ['login /login, jwt issued', 'logout /logout, jwt cleared']],
  ['Clear-Site-Data', signedIn().post('/logout', { to: '/', set: [`sid=deleted; ${gone}`] }).get('/'), [inside, 'logout /logout, sid cleared']],
  ['a GraphQL mutation named logout', signedIn().post('/graphql', { sent: { operationName: 'Logout', query: 'mutation Logout { logout }' }, json: { data: { logout: true } }, set: [`sid=; ${gone}`] }).get('/'), [inside, 'logout /graphql, sid cleared']],
  ['removed and set anew in one answer', signedIn().post('/logout', { to: '/', set: [`sid=; ${gone}`, 'sid=99998888777766665555444433332222'] }).get('/'), [inside, 'logout /logout, sid rotated']],
];

const rights: readonly (readonly [title: string, visit: Visit, expected: readonly string[]])[] = [
  ['a password change keeps the id', signedIn().post('/account/password', { form: { current_password: 'x', new_password: 'y' }, to: '/profile' }).get('/profile'), [inside, 'privilege-change /account/password, sid kept']],
  ['a password change replaces the id', signedIn().post('/account/password', { form: { current_password: 'x', new_password: 'y' }, to: '/profile', set: ['sid=99998888777766665555444433332222'] }).get('/profile'), [inside, 'privilege-change /account/password, sid rotated']],
  ['a password change that is refused', signedIn().post('/account/password', { form: { current_password: 'x', new_password: 'y' }, status: 422 }).get('/profile'), [inside]],
  ['sudo', signedIn().post('/sudo', { form: { password: 'x' }, to: '/admin' }).get('/admin'), [inside, 'privilege-change /sudo, sid kept']],
];

describe.each([['a login', logins], ['a logout', logouts], ['a change of rights', rights]] as const)('%s', (_kind, rows) => {
  it.each(rows)('%s', async (_title, visit, expected) => {
    expect(await visit.words()).toEqual(expected);
  });
});

describe('no event at all', () => {
  it.each(noEvents)('%s', async (_title, visit) => {
    expect(await visit.words()).toEqual([]);
  });
});

describe('a login again', () => {
  const session = (user: string): string => flask({ _user_id: user, _fresh: true, _id: 'h' });

  it('of another user into the same payload is told as that', async () => {
    const visit = new Visit().get('/login', loginPage).login({ set: [session('1')] }).get('/profile').login({ set: [session('2')] }).get('/profile');
    expect(await visit.words()).toEqual(['login /login, session issued', 'login /login, session stateless']);
  });
});
