/** Changes that no recorded request made: asked about, judged only where a person says what they were, and never where a cookie ended by itself. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/report/analyse';
import { inspectRequest } from '../../src/report/request';
import type { Mark, Timeline } from '../../src/rotation/timeline';
import { loginPage, Visit } from './visit';

const a = 'sid=3f1c9b7a5e8d2460f1c9b7a5e8d24601';
const b = 'sid=c0ffee00aa11bb22cc33dd44ee55ff66';

function encoded(value: unknown): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
/** A Flask session, its signature made up. */
const flask = (payload: unknown): string => `session=${encoded(payload)}.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA`;
const guest = flask({ csrf_token: 'x' });
const user = flask({ csrf_token: 'x', _user_id: '42' });

function questions({ possible }: Timeline): string[] {
  return possible.map(({ kind, url, why }) => `${kind}? ${url === null ? '' : `${url} `}${why}`);
}

async function judged(visit: Visit, more: { readonly marks?: readonly Mark[]; readonly gaps?: Timeline['gaps'] } = {}): Promise<Timeline> {
  const checked = inspectRequest({ url: 'http://localhost:3000/', har: { log: { entries: visit.entries } } }, 0);
  if (!checked.ok) throw new Error(checked.problem);
  return (await analyse({ ...checked.value.input, jarChanges: visit.jarChanges, ...more })).timeline;
}

/** The timeline where a person says yes to the latest question. */
async function confirmed(visit: Visit): Promise<string[]> {
  const { possible } = await judged(visit);
  const question = possible.at(-1);
  if (question === undefined) throw new Error('nothing was asked');
  const { events, verdicts, possible: left } = await judged(visit, { marks: [{ kind: question.kind, entryId: null, changeAt: question.at, at: question.at + 60_000 }] });
  expect(left).toEqual(possible.slice(0, -1));
  return events
    .filter(({ by }) => by === 'hand')
    .map(({ kind, at, entryId }) => [kind, ...verdicts.filter((verdict) => verdict.at === at && verdict.entryId === entryId).map(({ cookie, verdict }) => `${cookie} ${verdict}`)].join(', '));
}

describe('a logout of which only the jar tells', () => {
  const visit = (): Visit => new Visit().get('/login', loginPage).login({ set: [a] }).get('/profile').wait(30_000);

  it('is a question, no event and no verdict, with what is missing as its evidence', async () => {
    const timeline = await judged(visit().jar('sid').wait(3000).get('/'));
    expect(questions(timeline)).toEqual(['logout? Without a recorded request, sid vanished.']);
    expect(timeline.possible[0]).toMatchObject({ entryId: null, url: null, method: null, evidence: ['+3 sid vanished', 'no recorded request'] });
    expect(timeline.events.map(({ kind }) => kind)).toEqual(['login']);
    expect(timeline.verdicts.map(({ event }) => event)).toEqual(['login']);
  });

  it('is judged like any other once a person says so', async () => {
    expect(await confirmed(visit().jar('sid').wait(3000).get('/'))).toEqual(['logout, sid cleared']);
  });

  it('is asked about once, although several cookies went', async () => {
    const several = new Visit().get('/login', loginPage).login({ set: [a, `auth_token=${'0a'.repeat(16)}`] }).get('/profile').wait(30_000).jar('sid').jar('auth_token').wait(40).jar('theme').wait(3000).get('/');
    expect(questions(await judged(several))).toEqual(['logout? Without a recorded request, sid, auth_token vanished.']);
    expect(await confirmed(several)).toEqual(['logout, sid cleared, auth_token cleared']);
  });

  it('is no question where the cookie ended by itself, nobody was signed in, or the answer of the logout came without its lines', async () => {
    for (const cause of ['expired', 'evicted'] as const) expect(questions(await judged(visit().jar('sid', cause).wait(3000).get('/')))).toEqual([]);
    expect(questions(await judged(new Visit().get('/').get('/', { set: [a] }).wait(30_000).jar('sid').get('/')))).toEqual([]);
    expect(questions(await judged(visit().get('/logout', { to: '/' }).jar('sid').wait(3000).get('/')))).toEqual([]);
  });

  it('is not asked about again where the person says that it was none', async () => {
    const silent = visit().jar('sid').wait(3000).get('/');
    const at = silent.jarChanges[0]?.at ?? 0;
    const timeline = await judged(silent, { marks: [{ kind: 'none', entryId: null, changeAt: at, at: at + 60_000 }] });
    expect([timeline.possible, timeline.events.map(({ kind }) => kind)]).toEqual([[], ['login']]);
  });

  it('is not asked about in a gap of the recording', async () => {
    const silent = visit().jar('sid').wait(3000).get('/');
    const at = silent.jarChanges[0]?.at ?? 0;
    expect(questions(await judged(silent, { gaps: [{ fromMs: at - 1, toMs: at + 1, why: 'recording was paused' }] }))).toEqual([]);
  });

  it('is told of a cookie that no request has shown', async () => {
    const before = new Visit().get('/login', { set: [user] }).jar('session').wait(3000).get('/');
    before.entries.shift();
    expect(questions(await judged(before))).toEqual(['logout? Without a recorded request, session vanished.']);
    expect(await confirmed(before)).toEqual(['logout, session cleared']);
  });

  it('is seen where the payload alone loses the user', async () => {
    const stateless = new Visit().get('/login', { ...loginPage, set: [guest] }).login({ set: [user] }).get('/profile').wait(30_000).jar(guest).wait(3000).get('/');
    expect(questions(await judged(stateless))).toEqual(['logout? Without a recorded request, session lost its user.']);
    expect(await confirmed(stateless)).toEqual(['logout, session stateless']);
  });
});

describe('a login of which only the jar tells', () => {
  const visit = (): Visit => new Visit().get('/').get('/login', { ...loginPage, set: [guest] }).wait(30_000);

  it('is a question, and judged once a person says so', async () => {
    const silent = visit().jar(user).wait(3000).get('/profile');
    expect(questions(await judged(silent))).toEqual(['login? Without a recorded request, session gained its user.']);
    expect((await judged(silent)).verdicts).toEqual([]);
    expect(await confirmed(silent)).toEqual(['login, session stateless']);
  });

  it('is asked about where a token appears', async () => {
    const silent = visit().jar(`auth_token=${'0a'.repeat(16)}`).wait(3000).get('/profile');
    expect(questions(await judged(silent))).toEqual(['login? Without a recorded request, auth_token appeared.']);
    expect(await confirmed(silent)).toContain('login, auth_token issued');
  });

  it('is no question where the login was recorded and its lines were not', async () => {
    expect(questions(await judged(visit().login({}).jar(user).wait(3000).get('/profile')))).toEqual([]);
  });

  it('is no question where the first request shows who is signed in: that was so before', async () => {
    expect(questions(await judged(new Visit().get('/profile', { headers: { Cookie: user } })))).toEqual([]);
  });

  it('is followed by the question for its end', async () => {
    const both = visit().jar(user).wait(3000).get('/profile').wait(30_000).jar('session').wait(3000).get('/');
    expect(questions(await judged(both)).map((text) => text.slice(0, 7))).toEqual(['login? ', 'logout?']);
  });

  it('keeps the verdict on an id that another id replaced', async () => {
    const silent = new Visit().get('/login', { ...loginPage, set: [a] }).wait(30_000).jar(b).wait(3000).get('/profile');
    const at = silent.jarChanges[0]?.at ?? 0;
    const { events, verdicts } = await judged(silent, { marks: [{ kind: 'login', entryId: null, changeAt: at, at }] });
    expect(events.map(({ kind, by, evidence }) => [kind, by, evidence])).toEqual([['login', 'hand', ['no recorded request']]]);
    expect(verdicts.map(({ cookie, verdict }) => `${cookie} ${verdict}`)).toEqual(['sid rotated']);
  });
});
