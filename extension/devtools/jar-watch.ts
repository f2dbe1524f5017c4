/**
 * The tab's part of the jar, kept as a snapshot of our own: the browsers' events differ in what they tell (Firefox gives the new value
 * where the old one is meant, and no event at all for an expiry), so each is only a reason to compare.
 */
import { cookieDomainsOf, cookieKey, isInScope, type Cookie, type CookieKey, type JarChange, type JarScope } from '../../src/index';

export interface CookieNews {
  readonly cookie: Cookie;
  readonly removed: boolean;
  readonly cause: JarChange['cause'] | 'overwritten';
}

/** Every domain whose permission is needed to see all cookies of these hosts. */
export function domainsNeeded(hosts: readonly string[]): string[] {
  return [...new Set(hosts.flatMap(cookieDomainsOf))];
}

function isExpired({ expires }: Cookie, nowMs: number): boolean {
  return expires !== 'session' && expires <= nowMs;
}

function sameCookie(a: Cookie, b: Cookie): boolean {
  return (Object.keys(a) as (keyof Cookie)[]).every((field) => a[field] === b[field] || (field === 'partition' && JSON.stringify(a.partition) === JSON.stringify(b.partition)));
}

/** Cookies by key. Immutable: a change makes a new map. */
export type Jar = ReadonlyMap<CookieKey, Cookie>;

export interface JarUpdate {
  readonly jar: Jar;
  readonly changes: readonly JarChange[];
}

/** The jar after a full listing, and what differs from the snapshot. Firefox keeps listing expired cookies: they are left out. */
export function relisted(jar: Jar, listed: readonly Cookie[], scope: JarScope, nowMs: number): JarUpdate {
  const next = new Map(listed.filter((cookie) => isInScope(cookie, scope) && !isExpired(cookie, nowMs)).map((cookie) => [cookieKey(cookie), cookie] as const));
  const changes: JarChange[] = [];
  for (const [key, before] of jar)
    if (!next.has(key)) changes.push({ at: nowMs, key, before, after: null, cause: isExpired(before, nowMs) ? 'expired' : 'removed' });
  for (const [key, after] of next) {
    const before = jar.get(key) ?? null;
    if (before === null || !sameCookie(before, after)) changes.push({ at: nowMs, key, before, after, cause: 'set' });
    else next.set(key, before);
  }
  return changes.length === 0 ? { jar, changes } : { jar: next, changes };
}

/** The jar after one event of the browser. */
export function afterNews(jar: Jar, { cookie, removed, cause }: CookieNews, scope: JarScope, nowMs: number): JarUpdate {
  const key = cookieKey(cookie);
  const before = jar.get(key) ?? null;
  // The new value follows in an event of its own.
  if (!isInScope(cookie, scope) || cause === 'overwritten') return { jar, changes: [] };
  const after = removed || isExpired(cookie, nowMs) ? null : cookie;
  if (after === null ? before === null : before !== null && sameCookie(before, after)) return { jar, changes: [] };
  const next = new Map(jar);
  if (after === null) next.delete(key);
  else next.set(key, after);
  return { jar: next, changes: [{ at: nowMs, key, before, after, cause: after === null ? (cause === 'set' ? 'expired' : cause) : 'set' }] };
}

/** The jar without what has expired by now. */
export function withoutExpired(jar: Jar, nowMs: number): JarUpdate {
  const expired = [...jar].filter(([, cookie]) => isExpired(cookie, nowMs));
  if (expired.length === 0) return { jar, changes: [] };
  const gone = new Set(expired.map(([key]) => key));
  const changes = expired.map(([key, before]): JarChange => ({ at: before.expires === 'session' ? nowMs : before.expires, key, before, after: null, cause: 'expired' }));
  return { jar: new Map([...jar].filter(([key]) => !gone.has(key))), changes };
}

/** The next instant at which a cookie of the jar expires; null where none does. */
export function nextExpiry(jar: Jar): number | null {
  const times = [...jar.values()].flatMap(({ expires }) => (expires === 'session' ? [] : [expires]));
  return times.length === 0 ? null : Math.min(...times);
}
