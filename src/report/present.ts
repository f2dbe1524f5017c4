/** The cookies that a site has now, put together from the jar and from what the traffic showed. */
import { cookieKey, type Cookie, type NameValue } from '../cookie/cookie';
import { assemble } from '../cookie/assemble';
import { cookieFromLine, isDeletion } from '../cookie/received';
import type { WireCookie } from '../cookie/wire-cookie';
import type { SessionCookie, SiteInput } from './site';

/** A cookie with where it was seen; `cookie` is null where only its name and value are known. */
export interface PresentCookie extends NameValue {
  readonly cookie: Cookie | null;
  readonly origin: SessionCookie['origin'];
}

/** The same place for a cookie of a jar and one of a header: the store and the partition, which headers do not tell, left out. */
function place(cookie: Cookie): string {
  return cookieKey({ ...cookie, store: '', partition: null });
}

/** What the Set-Cookie lines leave behind, in their order. */
function fromHeaders(input: SiteInput): Map<string, Cookie> {
  const state = new Map<string, Cookie>();
  const lines = [
    ...input.traffic.flatMap((entry) => entry.setCookies.map((line) => ({ line, url: entry.url, atMs: entry.startedMs + entry.durationMs }))),
    ...input.setCookieLines.map((line) => ({ line, url: input.url, atMs: input.nowMs ?? 0 })),
  ];
  for (const { line, url, atMs } of lines) {
    const cookie = cookieFromLine(line, url, atMs);
    if (cookie === null) continue;
    if (isDeletion(cookie, atMs)) state.delete(place(cookie));
    else state.set(place(cookie), cookie);
  }
  return state;
}

function isHidden(cookie: Cookie, hosts: readonly string[]): boolean {
  return hosts.some((host) => host === cookie.domain || (!cookie.hostOnly && host.endsWith(`.${cookie.domain}`)));
}

/** The cookies of the latest request that has a Cookie header, where no line and no jar tells of them. */
function fromRequests(input: SiteInput, known: ReadonlySet<string>): NameValue[] {
  const latest = input.jar === null ? input.traffic.findLast((entry) => entry.requestCookies !== null)?.requestCookies : [];
  const deleted = deletedAfter(input);
  return [...(latest ?? []), ...input.bareCookies].filter(({ name }) => !known.has(name) && !deleted.has(name));
}

/** Names that a recorded line has deleted. */
function deletedAfter(input: SiteInput): Set<string> {
  const names = new Set<string>();
  for (const entry of input.traffic)
    for (const line of entry.setCookies) {
      const cookie = cookieFromLine(line, entry.url, entry.startedMs);
      if (cookie !== null && isDeletion(cookie, entry.startedMs)) names.add(cookie.name);
    }
  return names;
}

/** Every cookie that is present, each once. The jar decides what is there; where it is hidden or missing, the headers do. */
export function presentCookies(input: SiteInput): PresentCookie[] {
  const headers = fromHeaders(input);
  const jar = input.jar ?? [];
  const inJar = new Set(jar.map(place));
  const present: PresentCookie[] = jar.map((cookie) => ({
    name: cookie.name,
    value: cookie.value,
    cookie,
    origin: headers.get(place(cookie))?.value === cookie.value ? 'both' : 'jar',
  }));
  for (const [where, cookie] of headers)
    if (!inJar.has(where) && (input.jar === null || isHidden(cookie, input.hiddenHosts)))
      present.push({ name: cookie.name, value: cookie.value, cookie, origin: 'headers' });
  const known = new Set(present.map(({ name }) => name));
  const bare = fromRequests(input, known).map(({ name, value }): PresentCookie => ({ name, value, cookie: null, origin: 'headers' }));
  return [...present, ...bare];
}

/** A value as a format sees it, with the cookie that it begins with. */
export interface PresentWire {
  readonly wire: WireCookie;
  readonly first: PresentCookie;
}

/** Cookies belong together only within one store, partition, domain and path. */
function scope({ cookie }: PresentCookie): string {
  return cookie === null ? '' : cookieKey({ ...cookie, name: '' });
}

/** The values that the cookies make up, chunk families joined. */
export function presentWires(present: readonly PresentCookie[]): PresentWire[] {
  const scopes = new Map<string, PresentCookie[]>();
  for (const cookie of present) scopes.set(scope(cookie), [...(scopes.get(scope(cookie)) ?? []), cookie]);
  return [...scopes.values()].flatMap((cookies) =>
    assemble(cookies.map(({ name, value }) => ({ name, value }))).flatMap((wire) => {
      const first = cookies.find(({ name, value }) => name === wire.parts[0]?.name && value === wire.parts[0].value);
      return first === undefined ? [] : [{ wire, first }];
    }),
  );
}
