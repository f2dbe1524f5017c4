/** One cookie of a browser's jar, in one normal form for every browser. */

/** `unset` is a fact (no attribute was given), not a default. */
export type SameSite = 'strict' | 'lax' | 'none' | 'unset';

/** The partition a cookie lives in. `hasCrossSiteAncestor` is null where the browser does not tell. */
export interface PartitionKey {
  readonly topLevelSite: string;
  readonly hasCrossSiteAncestor: boolean | null;
}

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

export interface Cookie extends NameValue {
  /** Lower case, without a leading dot. */
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: SameSite;
  /** Epoch milliseconds, or `session` for a cookie that ends with the browser. */
  readonly expires: 'session' | number;
  readonly partition: PartitionKey | null;
  /** The cookie store: `0`, `firefox-default`, `firefox-container-1` … */
  readonly store: string;
}

declare const cookieKeyBrand: unique symbol;
/** Identifies one cookie of a browser: never its name alone. */
export type CookieKey = string & { readonly [cookieKeyBrand]: true };

/** The key of a cookie: store, partition, domain, path and name, unambiguously joined. */
export function cookieKey(cookie: Omit<Cookie, 'value'>): CookieKey {
  const partition = cookie.partition === null ? '' : `${cookie.partition.topLevelSite}^${cookie.partition.hasCrossSiteAncestor ?? '?'}`;
  const domain = cookie.hostOnly ? cookie.domain : `.${cookie.domain}`;
  return JSON.stringify([cookie.store, partition, domain, cookie.path, cookie.name]) as CookieKey;
}
