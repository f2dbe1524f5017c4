/** Which cookies carry a login, found by leaving cookies out. */
import { describe, expect, it } from 'vitest';
import { findLoginCookies, type LoginCookieConclusion, type PageAnswer } from '../../src/index';

const mine: PageAnswer = { status: 200, url: 'http://localhost:5000/profile', body: 'Hello alice' };
const theirs: PageAnswer = { status: 200, url: 'http://localhost:5000/login', body: 'Please log in' };
const broken: PageAnswer = { status: 500, url: 'http://localhost:5000/profile', body: 'down' };

let requests = 0;

/** A server that lets in whoever `admits` says. */
function ask(names: readonly string[], admits: (has: (name: string) => boolean) => boolean | null): Promise<LoginCookieConclusion> {
  requests = 0;
  return findLoginCookies(names.map((name) => [name]), async (families) => {
    requests += 1;
    const isIn = admits((name) => families.some(([own]) => own === name));
    return isIn === null ? broken : isIn ? mine : theirs;
  });
}

const eight = ['theme', 'lang', 'sid', '_ga', 'csrf', 'consent', 'remember', 'proxy'];

describe('the login', () => {
  it('is found in one cookie, in few requests', async () => {
    const { sets, outcome, text } = await ask(eight, (has) => has('sid'));
    expect({ sets, outcome }).toEqual({ sets: [['sid']], outcome: 'confirmed' });
    expect(text).toBe('sid alone gets the logged-in page, and all the other cookies without it do not.');
    expect(requests).toBeLessThanOrEqual(4 + 3 + 3);
  });

  it('is found wherever the cookie stands', async () => {
    for (const name of eight) expect((await ask(eight, (has) => has(name))).sets).toEqual([[name]]);
    expect((await ask(['only'], (has) => has('only'))).sets).toEqual([['only']]);
    // As many as are announced for one cookie.
    expect(requests).toBe(6);
  });

  it('is found in several that are needed together', async () => {
    const { sets, text } = await ask(eight, (has) => has('sid') && has('proxy') && has('lang'));
    expect(sets.map((set) => set.toSorted())).toEqual([['lang', 'proxy', 'sid']]);
    expect(text).toContain('together get the logged-in page');
  });

  it('is found in two ways', async () => {
    const { sets, text } = await ask(eight, (has) => has('sid') || has('remember'));
    expect(sets).toEqual([['sid'], ['remember']]);
    expect(text).toBe('sid alone gets the logged-in page; remember alone does as well.');
  });
});

describe('nothing is settled', () => {
  it('where the page is the same for everybody', async () => {
    expect(await ask(eight, () => true)).toMatchObject({ outcome: 'inconclusive', sets: [] });
    expect(requests).toBe(4);
  });

  it('where the login ends during the test', async () => {
    let left = 4;
    expect(await ask(eight, (has) => has('sid') && (left -= 1) > 0)).toMatchObject({ outcome: 'inconclusive', sets: [] });
  });

  it('where some cookies make the page fail', async () => {
    expect(await ask(eight, (has) => (has('sid') ? has('lang') || null : false))).toMatchObject({ outcome: 'inconclusive', sets: [] });
  });
});
