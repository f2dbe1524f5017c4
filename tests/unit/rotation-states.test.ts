/** The states of a session around its events, one by one: what is said of each. */
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../src/rotation/timeline';
import { alice, loginPage, Visit } from './visit';

const a = 'sid=3f1c9b7a5e8d2460f1c9b7a5e8d24601';
const b = 'sid=c0ffee00aa11bb22cc33dd44ee55ff66';
const c = 'sid=0123456789abcdeffedcba9876543210';

function encoded(value: unknown): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
/** A Flask session, its signature made up. */
const flask = (payload: unknown): string => `session=${encoded(payload)}.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA`;
const jwt = (payload: unknown): string => `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(payload)}.p6160YgqeLS48WIbav0g8lzWowAp6160YgqeLS48WIb`;
/** AES-256-CBC as Laravel writes it; nobody has the key. */
const sealed = (seed: string): string => `laravel_session=${btoa(JSON.stringify({ iv: btoa(seed.repeat(16)), value: btoa(seed.repeat(96)), mac: seed.charCodeAt(0).toString(16).padStart(64, seed), tag: '' })).replaceAll('=', '%3D')}`;

function verdictOf({ verdicts }: Timeline, cookie: string): Timeline['verdicts'][number] {
  const found = verdicts.findLast((verdict) => verdict.cookie === cookie);
  if (found === undefined) throw new Error(`no verdict on ${cookie}`);
  return found;
}

describe('states around a login', () => {
  it('1: no id before, one after: issued', async () => {
    const visit = new Visit().get('/login', loginPage).login({ set: [a] }).get('/profile');
    expect(await visit.words()).toEqual(['login /login, sid issued']);
  });

  it('2: another id: rotated, and the old one remains to be tested', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).login({ set: [b] }).get('/profile');
    expect(await visit.words()).toEqual(['login /login, sid rotated']);
    expect(verdictOf(await visit.timeline(), 'sid').settle).toContain('prove it by a replay');
  });

  it('3: rotated, and the browser holds the old id at another path: not called rotated', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).login({ set: [`${b}; Path=/profile`] });
    visit.entries.push(...new Visit().wait(1000).get('/profile', { headers: { Cookie: `${b}; ${a}` } }).entries);
    expect(await visit.words()).toEqual(['login /login, sid unclear']);
  });

  it('4: the same id: kept, to be proved by a replay', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).login().get('/profile');
    expect(await visit.words()).toEqual(['login /login, sid kept']);
    expect(verdictOf(await visit.timeline(), 'sid')).toMatchObject({ mood: 'risk', settle: 'Prove it by a replay of the id from before the login.' });
  });

  it('5: the same id and a second cookie: which of the two counts is named as the test', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).login({ set: [`auth_token=${jwt({ sub: 'alice' })}`] }).get('/profile');
    expect(await visit.words()).toEqual(['login /login, sid kept, auth_token issued']);
    expect(verdictOf(await visit.timeline(), 'sid').settle).toContain('auth_token appeared at the login');
  });

  it('6: the cookie is the payload: nothing to rotate, five checks instead', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [flask({ experiment: 'b7', csrf_token: 'x' })] }).login({ set: [flask({ experiment: 'b7', csrf_token: 'x', _user_id: '42' })] }).get('/profile');
    expect(await visit.words()).toEqual(['login /login, session stateless']);
    expect(verdictOf(await visit.timeline(), 'session').checks.map(({ id, state }) => `${id} ${state}`)).toEqual(['kept-anonymous-keys fail', 'csrf-rotated fail', 'logout-replay unknown', 'lifetime-inside unknown', 'cookie-tossing fail']);
  });

  it('7: the payload holds an id, and it stays: kept', async () => {
    const token = (more: object): string => `token=${jwt({ jti: '6f1e9a52c4d84b7f', ...more })}`;
    const visit = new Visit().get('/login', { ...loginPage, set: [token({})] }).login({ set: [token({ sub: 'alice' })] }).get('/profile');
    expect(await visit.words()).toEqual(['login /login, token kept']);
    const inFlask = new Visit().get('/login', { ...loginPage, set: [flask({ sid: 'f00dbabe12345678' })] }).login({ set: [flask({ sid: 'f00dbabe12345678', _user_id: '42' })] }).get('/profile');
    expect(await inFlask.words()).toEqual(['login /login, session kept']);
  });

  it('8: encrypted without a key: never called rotated, and the key is asked for', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [sealed('A')] }).login({ set: [sealed('B')] }).get('/profile', { set: [sealed('C')] });
    expect(await visit.words()).toEqual(['login /login, laravel_session unclear-sealed']);
    expect(verdictOf(await visit.timeline(), 'laravel_session').settle).toContain('Paste the key');
  });

  it('9: another id with the page after the redirect: rotated', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).login({ to: '/welcome' }).get('/welcome', { set: [b] }).get('/');
    expect(await visit.words()).toEqual(['login /login, sid rotated']);
  });

  it('9: another id long after the first page: kept, and what came later is told', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).login().get('/profile').wait(20_000).get('/settings', { set: [b] }).get('/');
    expect(await visit.words()).toEqual(['login /login, sid kept']);
    expect(verdictOf(await visit.timeline(), 'sid').why).toMatch(/replaced only 20 s after the first page, by GET \/settings/);
  });

  it('10: another id on every answer: rotated, and said to be so always', async () => {
    const ids = '1234567'.split('').map((digit) => `sid=${digit.repeat(32)}`);
    const visit = new Visit();
    for (const id of ids.slice(0, 4)) visit.get('/', { set: [id] });
    visit.login({ set: [ids[4] ?? ''] }).get('/profile', { set: [ids[5] ?? ''] }).get('/', { set: [ids[6] ?? ''] });
    expect(await visit.words()).toEqual(['login /login, sid rotated']);
    expect(verdictOf(await visit.timeline(), 'sid').why).toContain('on answer after answer');
  });

  it('11: another user in the same session: kept, and both users are spoken of', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).login().get('/profile').get('/login', loginPage).login({}, { username: 'bob', password: 'builder-12' }).get('/profile');
    expect(await visit.words()).toEqual(['login /login, sid kept', 'login /login, sid kept']);
    expect(verdictOf(await visit.timeline(), 'sid').why).toContain('one session serves both');
  });

  it('12: made anew from the remember-me cookie: no login, and told as what it is', async () => {
    const remembered = 'remember_token=alice|5f8a; Max-Age=31536000';
    const visit = new Visit().get('/login', loginPage).login({ set: [flask({ _user_id: 'alice', _fresh: true, _id: 'h' }), remembered] }).get('/profile');
    visit.forget('session').wait(5000).get('/profile', { set: [flask({ _user_id: 'alice', _fresh: false, _id: 'h' })] });
    const timeline = await visit.timeline();
    expect(timeline.events).toHaveLength(1);
    expect(timeline.restored).toMatchObject([{ cookie: 'session', rememberedBy: 'remember_token', isTokenReplaced: false, isFresh: false }]);
  });

  it('12: the remember-me cookie is replaced when it is used', async () => {
    const visit = new Visit().get('/login', loginPage).login({ set: [a, 'remember-me=Ym9iOjE3MDAwMDAwMDA6c2VyaWVz; Max-Age=31536000'] }).get('/profile');
    visit.forget('sid').wait(5000).get('/profile', { set: [b, 'remember-me=Ym9iOjE3MDAwMDAwMDA6c2VyaWV0; Max-Age=31536000'] });
    expect((await visit.timeline()).restored).toMatchObject([{ cookie: 'sid', rememberedBy: 'remember-me', isTokenReplaced: true, isFresh: null }]);
  });

  it('13: an answer of a request from before overtakes: which id holds is a matter of chance', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] });
    const slow = new Visit().wait(100).get('/api/slow', { json: {}, tookMs: 900, set: [c], headers: { Cookie: a } });
    visit.entries.push(...slow.entries);
    visit.login({ set: [b], tookMs: 60 }).wait(1500).get('/profile', { headers: {} });
    expect((await visit.words())[0]).toContain('sid unclear');
  });

  it('13: requests under way that set nothing change nothing', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] });
    visit.entries.push(...new Visit().wait(100).get('/api/slow', { json: {}, tookMs: 900, headers: { Cookie: a } }).entries);
    visit.login({ set: [b], tookMs: 60 }).get('/profile');
    expect(await visit.words()).toEqual(['login /login, sid rotated']);
  });

  it('14: a refused login has no verdict, whatever it sets', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).login({ ...loginPage, to: '/login', set: [b] }).get('/login', loginPage).get('/');
    const timeline = await visit.timeline();
    expect(timeline.events).toEqual([]);
    expect(timeline.verdicts).toEqual([]);
    expect(timeline.failed).toHaveLength(1);
  });

  it('14: a login whose first page sends back to the login page is a refused one', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).login({ to: '/', set: [b] }).get('/', { to: '/login' }).get('/login', loginPage);
    expect(await visit.words()).toEqual([]);
  });

  it('15: a token in the Authorization header: cookies are not judged', async () => {
    const token = jwt({ sub: 'alice', jti: 'x' });
    const visit = new Visit().get('/', { set: [a] }).post('/api/login', { sent: alice, json: { access_token: token } }).get('/api/me', { json: { name: 'alice' }, headers: { Authorization: `Bearer ${token}` } });
    expect(await visit.words()).toEqual(['login /api/login']);
  });

  it('16: the identity provider replaced its cookie and the application kept its own: judged each by itself', async () => {
    for (const provider of ['http://127.0.0.1:9000', 'http://localhost:9000']) {
      const visit = new Visit().get('/', { set: [a] }).get('/start', { to: `${provider}/authorize?client_id=shop&state=s1` });
      visit.get(`${provider}/authorize?client_id=shop&state=s1`, { to: `${provider}/login`, set: ['idp_session=11112222333344445555666677778888'] }).get(`${provider}/login`, loginPage);
      visit.post(`${provider}/login`, { form: alice, to: 'http://localhost:3000/callback?code=c1&state=s1', set: ['idp_session=99998888777766665555444433332222'] });
      visit.get('/callback?code=c1&state=s1', { to: '/profile' }).get('/profile');
      expect(await visit.words()).toEqual(['login /login, idp_session rotated', 'login /callback, sid kept']);
    }
  });
});

describe('what the browser did not tell with a request', () => {
  /** A request whose cookies Chromium did not know yet when the recording lost sight of it. */
  function withoutCookies(visit: Visit): Visit {
    const entry = visit.entries.at(-1) as { _initiator?: object; request: { headers: { name: string }[] }; response: { headers: { name: string }[] } };
    entry._initiator = {};
    entry.request.headers = entry.request.headers.filter(({ name }) => name !== 'Cookie');
    entry.response.headers = entry.response.headers.filter(({ name }) => name !== 'Set-Cookie');
    return visit;
  }
  const gone = 'sid=; Max-Age=0';
  const loggedIn = (): Visit => new Visit().get('/login', loginPage).login({ set: [a] }).jar(a);

  it('a logout whose answer came without its lines, soon after the login: the jar tells that the cookie went', async () => {
    const visit = withoutCookies(loggedIn().get('/logout', { to: '/', set: [gone] })).jar('sid');
    expect(await withoutCookies(visit.get('/')).words()).toEqual(['login /login, sid issued', 'logout /logout, sid cleared']);
  });

  it('a login whose answer came without its lines: the jar tells of the new id', async () => {
    const visit = new Visit().get('/login', { ...loginPage, set: [a] }).jar(a);
    const after = withoutCookies(visit.login({ set: [b] })).jar(b);
    expect(await withoutCookies(after.get('/profile')).words()).toEqual(['login /login, sid rotated']);
  });

  it('a page whose own cookies were not told does not show that none were sent', async () => {
    const visit = withoutCookies(loggedIn().get('/profile').get('/logout', { to: '/' }).get('/'));
    expect(await visit.words()).toEqual(['login /login, sid issued', 'logout /logout, sid survived-logout']);
    expect(verdictOf(await visit.timeline(), 'sid').why).toContain('The browser still holds the same session in sid');
  });

  it('a cookie that is sent after the logout is said to be sent', async () => {
    const visit = loggedIn().get('/profile').get('/logout', { to: '/' }).get('/');
    expect(verdictOf(await visit.timeline(), 'sid').why).toContain('The browser still holds and sends the same session in sid');
  });
});
