/** The cookies that a recording shows to be in the browser: filled by Set-Cookie lines, corrected by what later requests really sent. */
import type { NameValue } from '../cookie/cookie';
import { domainMatches, hostOf, isTrustworthy, pathMatches, requestPathOf } from '../cookie/match';
import { cookieFromLine, isDeletion } from '../cookie/received';
import { refusalOf } from '../cookie/refusal';
import type { TrafficEntry } from './traffic';

/** Cookies in the order in which a request would send them; the same object as long as nothing changes for the host. */
export type JarState = readonly NameValue[];

/** A request and a response this close to each other may have crossed on the way. */
const crossingMs = 100;

export interface HeldCookie extends NameValue {
  readonly domain: string;
  readonly hostOnly: boolean;
  /** Null: only a Cookie header told of it. */
  readonly path: string | null;
  readonly secure: boolean;
  readonly isStrict: boolean;
  readonly expires: 'session' | number;
  readonly setAtMs: number;
  /** The value before this one. */
  readonly former: string | null;
}

interface Ended {
  readonly value: string;
  readonly atMs: number;
}

function isVisible({ domain, hostOnly }: HeldCookie, host: string): boolean {
  return hostOnly ? domain === host : domainMatches(host, domain);
}

/** A cookie that only a header told of may be any cookie of its name; two that lines told of are compared by domain and path. */
function isSamePlace(held: HeldCookie, cookie: Pick<HeldCookie, 'name' | 'domain' | 'path'>, host: string): boolean {
  if (held.name !== cookie.name) return false;
  if (held.path === null || cookie.path === null) return isVisible(held, host);
  return held.domain === cookie.domain && held.path === cookie.path;
}

function isSentWith(held: HeldCookie, entry: TrafficEntry, host: string): boolean {
  return isVisible(held, host) && (held.path === null || pathMatches(requestPathOf(entry.url), held.path)) && (!held.secure || isTrustworthy(entry.url));
}

/** Only a page load surely sends everything that it may; a script can leave cookies out. */
function sendsAll(entry: TrafficEntry): boolean {
  return entry.requestCookies !== null && entry.kind === 'document' && entry.method === 'GET';
}

function isSent(entry: TrafficEntry, { name, value }: NameValue): boolean {
  return entry.requestCookies?.some((sent) => sent.name === name && sent.value === value) === true;
}

export class HeldCookies {
  #held: readonly HeldCookie[] = [];
  #views = new Map<string, JarState>();
  readonly #latest = new Map<string, JarState>();
  readonly #ended = new Map<string, Ended>();
  #nextExpiryMs = Number.POSITIVE_INFINITY;

  /** What the host can see; of cookies of one name those that go with the path come first. */
  view(host: string, path: string): JarState {
    const known = this.#views.get(host) ?? this.#views.get(`${host} ${path}`);
    if (known !== undefined) return known;
    const visible = this.#held.filter((cookie) => isVisible(cookie, host));
    const isUnique = new Set(visible.map(({ name }) => name)).size === visible.length;
    const key = isUnique ? host : `${host} ${path}`;
    const rank = (cookie: HeldCookie): number => (pathMatches(path, cookie.path ?? '/') ? 10_000 : 0) + (cookie.path ?? '/').length;
    const sorted = isUnique ? visible : [...visible].sort((a, b) => rank(b) - rank(a));
    const state = this.#interned(key, sorted.map(({ name, value }) => ({ name, value })));
    this.#views.set(key, state);
    return state;
  }

  /** Applies a Set-Cookie line as a browser does; gives the name that it removed, or null. */
  receive(line: string, url: string, atMs: number): string | null {
    const cookie = refusalOf(line, url) === null ? cookieFromLine(line, url, atMs) : null;
    if (cookie === null) return null;
    const host = hostOf(url);
    if (isDeletion(cookie, atMs)) return this.#remove(this.#held.filter((item) => isSamePlace(item, cookie, host)), atMs)[0] ?? null;
    const { name, value, domain, hostOnly, path, secure, sameSite, expires } = cookie;
    this.#set({ name, value, domain, hostOnly, path, secure, expires, isStrict: sameSite === 'strict', setAtMs: atMs, former: null }, host);
    return null;
  }

  /** Removes everything that the host can see (`Clear-Site-Data`); gives the names. */
  clear(host: string, atMs: number): readonly string[] {
    return this.#remove(this.#held.filter((cookie) => isVisible(cookie, host)), atMs);
  }

  /** Puts a cookie in its place, or removes the one that is there. */
  put(cookie: HeldCookie, isRemoved: boolean): void {
    if (isRemoved) this.#remove(this.#held.filter((item) => isSamePlace(item, cookie, cookie.domain)), cookie.setAtMs);
    else this.#set(cookie, cookie.domain);
  }

  /** The cookie of this name at this place. */
  at(place: Pick<HeldCookie, 'name' | 'domain' | 'path'>): HeldCookie | null {
    return this.#held.find((item) => isSamePlace(item, place, place.domain)) ?? null;
  }

  /** True where this very cookie was there and went. */
  hasEnded({ name, domain, value }: Pick<HeldCookie, 'name' | 'domain' | 'value'>): boolean {
    return this.#ended.get(`${domain} ${name}`)?.value === value;
  }

  /** Names that the request's header and the held cookies disagree about. */
  differences(entry: TrafficEntry): readonly string[] {
    const host = hostOf(entry.url);
    return [...this.#news(entry, host), ...this.#missing(entry, host)].map(({ name }) => name);
  }

  /** Takes over what a request sent where it differs from what is held. */
  correct(entry: TrafficEntry): void {
    const host = hostOf(entry.url);
    const fresh = this.#news(entry, host);
    const gone = this.#missing(entry, host).filter((cookie) => !fresh.some(({ name }) => name === cookie.name));
    for (const { name, value } of fresh) {
      const known = this.#held.filter((cookie) => cookie.name === name && isSentWith(cookie, entry, host));
      const isSecond = known.some((cookie) => isSent(entry, cookie));
      const place = known.length === 1 && !isSecond ? known[0] : undefined;
      // A second cookie of one name has a place of its own that nothing told of: the empty path stands for it.
      const base = place ?? { domain: host, hostOnly: true, path: isSecond ? '' : null, secure: false, isStrict: false, expires: 'session' as const };
      this.#set({ ...base, name, value, setAtMs: entry.startedMs, former: null }, host);
    }
    this.#remove(gone, entry.startedMs);
  }

  /** Removes what has ended at this instant; gives the names. */
  expire(atMs: number): readonly string[] {
    if (atMs < this.#nextExpiryMs) return [];
    const names = this.#remove(this.#held.filter(({ expires }) => expires !== 'session' && expires <= atMs), atMs);
    this.#nextExpiryMs = this.#held.reduce((least, { expires }) => (expires === 'session' ? least : Math.min(least, expires)), Number.POSITIVE_INFINITY);
    return names;
  }

  #changed(next: readonly HeldCookie[]): void {
    this.#held = next;
    this.#views = new Map();
  }

  #remove(gone: readonly HeldCookie[], atMs: number): readonly string[] {
    if (gone.length === 0) return [];
    for (const { name, value, domain } of gone) this.#ended.set(`${domain} ${name}`, { value, atMs });
    this.#changed(this.#held.filter((cookie) => !gone.includes(cookie)));
    return gone.map(({ name }) => name);
  }

  #set(cookie: HeldCookie, host: string): void {
    const index = this.#held.findIndex((item) => isSamePlace(item, cookie, host));
    const former = this.#held[index];
    if (cookie.expires !== 'session') this.#nextExpiryMs = Math.min(this.#nextExpiryMs, cookie.expires);
    const next = { ...cookie, former: former === undefined || former.value === cookie.value ? (former?.former ?? null) : former.value };
    this.#changed(index < 0 ? [...this.#held, next] : this.#held.map((item, i) => (i === index ? next : item)));
  }

  /** An equal list is given back as the object that it was before, so that nothing is described twice. */
  #interned(key: string, state: JarState): JarState {
    const before = this.#latest.get(key);
    if (before?.length === state.length && before.every(({ name, value }, i) => name === state[i]?.name && value === state[i].value)) return before;
    this.#latest.set(key, state);
    return state;
  }

  /** True where the sent pair is what was there a moment ago: request and response crossed on the way. */
  #hasCrossed(sent: NameValue, host: string, entry: TrafficEntry): boolean {
    const gone = this.#ended.get(`${host} ${sent.name}`);
    if (gone?.value === sent.value && entry.startedMs - gone.atMs < crossingMs) return true;
    return this.#held.some((cookie) => cookie.name === sent.name && isVisible(cookie, host) && cookie.former === sent.value && entry.startedMs - cookie.setAtMs < crossingMs);
  }

  #news(entry: TrafficEntry, host: string): readonly NameValue[] {
    const isKnown = (sent: NameValue): boolean => this.#held.some((cookie) => cookie.name === sent.name && cookie.value === sent.value && isVisible(cookie, host));
    return (entry.requestCookies ?? []).filter((sent) => !isKnown(sent) && !this.#hasCrossed(sent, host, entry));
  }

  #missing(entry: TrafficEntry, host: string): readonly HeldCookie[] {
    if (!sendsAll(entry)) return [];
    // A page of another site leaves Strict cookies out.
    return this.#held.filter((cookie) => !cookie.isStrict && isSentWith(cookie, entry, host) && entry.startedMs - cookie.setAtMs >= crossingMs && !isSent(entry, cookie));
  }
}
