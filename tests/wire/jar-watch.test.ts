/** The recorder's own picture of the jar, out of listings and events that differ between the browsers. */
import { describe, expect, it } from 'vitest';
import { afterNews, domainsNeeded, nextExpiry, relisted, withoutExpired, type Jar } from '../../extension/devtools/jar-watch';
import { cookieKey, type Cookie } from '../../src/index';
import { cookieNamed } from '../panel/fake-tab';

const scope = { hosts: ['app.example.com', '127.0.0.1'], topUrl: 'https://app.example.com/' };
const now = 1_767_225_600_000;

function jarOf(...cookies: readonly Cookie[]): Jar {
  return new Map(cookies.map((cookie) => [cookieKey(cookie), cookie]));
}

const own = cookieNamed('sid', 'a', { domain: 'app.example.com' });
const parent = cookieNamed('wide', 'b', { domain: 'example.com', hostOnly: false });

describe('a listing', () => {
  it('keeps what the page and its frames can be sent, and nothing else', () => {
    const partitioned = cookieNamed('chips', 'c', { domain: '127.0.0.1', partition: { topLevelSite: 'https://example.com', hasCrossSiteAncestor: true } });
    const listed = [
      own, parent, partitioned,
      cookieNamed('hostonly-parent', 'd', { domain: 'example.com' }),
      cookieNamed('sibling', 'e', { domain: 'other.example.com' }),
      cookieNamed('strange', 'f', { domain: '127.0.0.1', partition: { topLevelSite: 'https://elsewhere.example', hasCrossSiteAncestor: true } }),
      cookieNamed('expired', 'g', { domain: 'app.example.com', expires: now - 1 }),
    ];
    const { jar } = relisted(new Map(), listed, scope, now);
    expect([...jar.values()].map(({ name }) => name)).toEqual(['sid', 'wide', 'chips']);
  });

  it('tells what changed since the last one, and keeps the identity of what did not', () => {
    const before = jarOf(own, parent);
    const { jar, changes } = relisted(before, [{ ...own, value: 'new' }, { ...parent }, cookieNamed('fresh', 'h', { domain: 'app.example.com' })], scope, now);
    expect(changes.map(({ before: was, after, cause }) => [was?.value ?? null, after?.value ?? null, cause])).toEqual([['a', 'new', 'set'], [null, 'h', 'set']]);
    expect(jar.get(cookieKey(parent))).toBe(parent);
    expect(relisted(before, [{ ...own }, { ...parent }], scope, now)).toEqual({ jar: before, changes: [] });
  });
});

describe('an event', () => {
  it('of an overwrite counts once, with the value that was there before (Firefox gives the new one as removed)', () => {
    const fresh = { ...own, value: 'new' };
    const first = afterNews(jarOf(own), { cookie: fresh, removed: true, cause: 'overwritten' }, scope, now);
    expect(first.changes).toEqual([]);
    const second = afterNews(first.jar, { cookie: fresh, removed: false, cause: 'set' }, scope, now);
    expect(second.changes).toEqual([{ at: now, key: cookieKey(own), before: own, after: fresh, cause: 'set' }]);
  });

  it('that changes nothing, or concerns another site, is none', () => {
    expect(afterNews(jarOf(own), { cookie: { ...own }, removed: false, cause: 'set' }, scope, now).changes).toEqual([]);
    expect(afterNews(jarOf(own), { cookie: cookieNamed('x', 'y', { domain: 'elsewhere.example' }), removed: false, cause: 'set' }, scope, now).changes).toEqual([]);
    expect(afterNews(jarOf(), { cookie: own, removed: true, cause: 'removed' }, scope, now).changes).toEqual([]);
  });

  it('of a deletion removes the cookie', () => {
    const { jar, changes } = afterNews(jarOf(own), { cookie: own, removed: true, cause: 'removed' }, scope, now);
    expect(jar.size).toBe(0);
    expect(changes).toMatchObject([{ before: own, after: null, cause: 'removed' }]);
  });
});

it('lets cookies expire by itself', () => {
  const short = { ...own, expires: now + 1000 };
  expect(nextExpiry(jarOf(short, parent))).toBe(now + 1000);
  expect(withoutExpired(jarOf(short, parent), now + 999).changes).toEqual([]);
  const { jar, changes } = withoutExpired(jarOf(short, parent), now + 1000);
  expect([...jar.values()]).toEqual([parent]);
  expect(changes).toMatchObject([{ at: now + 1000, before: short, after: null, cause: 'expired' }]);
});

it('needs the permission for every parent up to the registrable domain', () => {
  expect(domainsNeeded(['a.b.example.co.uk', 'localhost', '127.0.0.1'])).toEqual(['a.b.example.co.uk', 'b.example.co.uk', 'example.co.uk', 'localhost', '127.0.0.1']);
});
