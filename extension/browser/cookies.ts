/** The cookies API in our normal form. Only the background has this API in every browser. */
import type { Cookie, JarChange, PartitionKey, SameSite } from '../../src/index';
import { browser, isFirefox, type Cookies } from './api';

const sameSiteFrom: Readonly<Record<string, SameSite>> = { strict: 'strict', lax: 'lax', no_restriction: 'none', unspecified: 'unset' };
const sameSiteTo = { strict: 'strict', lax: 'lax', none: 'no_restriction', unset: 'unspecified' } as const;

/** An IPv6 address as a URL writes it. */
function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

/** What the browsers say beyond the polyfill's types. */
type ApiCookie = Cookies.Cookie & { readonly partitionKey?: { readonly topLevelSite?: string; readonly hasCrossSiteAncestor?: boolean } | null };

function partitionFrom({ partitionKey }: ApiCookie): PartitionKey | null {
  const site = partitionKey?.topLevelSite;
  return site === undefined || site === '' ? null : { topLevelSite: site, hasCrossSiteAncestor: partitionKey?.hasCrossSiteAncestor ?? null };
}

export function cookieFrom(given: Cookies.Cookie): Cookie {
  const { name, value, domain, hostOnly, path, secure, httpOnly, sameSite, expirationDate, storeId } = given;
  return {
    name, value, hostOnly, path, secure, httpOnly,
    domain: bracketed(domain.replace(/^\./, '').toLowerCase()),
    sameSite: sameSiteFrom[sameSite] ?? 'unset',
    expires: expirationDate === undefined ? 'session' : Math.round(expirationDate * 1000),
    partition: partitionFrom(given),
    store: storeId,
  };
}

/** Firefox throws without it where first-party isolation is on; Chromium refuses the key. */
const everyFirstParty = isFirefox ? { firstPartyDomain: null } : {};

/** The cookie store of a tab: containers and private windows have their own. */
export async function storeOf(tabId: number): Promise<string | null> {
  if (isFirefox) return (await browser.tabs.get(tabId)).cookieStoreId ?? null;
  return (await browser.cookies.getAllCookieStores()).find(({ tabIds }) => tabIds.includes(tabId))?.id ?? null;
}

/** Every cookie of a store that the permissions show, partitioned ones included. */
export async function allCookies(store: string): Promise<Cookie[]> {
  // partitionKey {}: unpartitioned and partitioned ones; left out, the partitioned ones would be missing.
  const query = { storeId: store, partitionKey: {}, ...everyFirstParty } as Cookies.GetAllDetailsType;
  return (await browser.cookies.getAll(query)).map(cookieFrom);
}

/** The address under which the cookies API takes a cookie: https for Secure ones, because Firefox skips them under http. */
function urlOf({ secure, domain, path }: Cookie): string {
  return `${secure ? 'https' : 'http'}://${domain}${path}`;
}

function setDetails(cookie: Cookie, expires: Cookie['expires']): Cookies.SetDetailsType {
  const { name, value, path, secure, httpOnly, hostOnly, domain, sameSite, partition, store } = cookie;
  const details = {
    url: urlOf(cookie), name, value, path, secure, httpOnly, storeId: store, sameSite: sameSiteTo[sameSite],
    ...(hostOnly ? {} : { domain }),
    ...(expires === 'session' ? {} : { expirationDate: expires / 1000 }),
    ...(partition === null ? {} : { partitionKey: { topLevelSite: partition.topLevelSite, ...(partition.hasCrossSiteAncestor === null ? {} : { hasCrossSiteAncestor: partition.hasCrossSiteAncestor }) } }),
  };
  return details as Cookies.SetDetailsType;
}

/** Throws what the browser says where it refuses. The answer of the API does not tell whether the cookie is there: read it back. */
export async function setCookie(cookie: Cookie): Promise<void> {
  await browser.cookies.set(setDetails(cookie, cookie.expires));
}

/**
 * Removes exactly this cookie, by setting it into the past: the API's own `remove` takes every cookie of that name which the
 * address would send.
 */
export async function removeCookie(cookie: Cookie): Promise<void> {
  await browser.cookies.set(setDetails({ ...cookie, value: '' }, 1000));
}

export interface CookieEvent {
  readonly cookie: Cookie;
  readonly removed: boolean;
  readonly cause: JarChange['cause'] | 'overwritten';
}

const causes: Readonly<Record<string, CookieEvent['cause']>> = {
  explicit: 'removed', expired_overwrite: 'removed', expired: 'expired', evicted: 'evicted', overwrite: 'overwritten',
};

export function onCookieChanged(listener: (event: CookieEvent) => void): void {
  browser.cookies.onChanged.addListener(({ cookie, removed, cause }) =>
    listener({ cookie: cookieFrom(cookie), removed, cause: removed ? (causes[cause] ?? 'removed') : 'set' }),
  );
}
