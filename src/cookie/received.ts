/** The cookie that a Set-Cookie line makes when it arrives from an address. */
import type { Cookie } from './cookie';
import { defaultPath, hostOf } from './match';
import { expiryOf, parseSetCookie } from './set-cookie';

/**
 * What a line received at `atMs` (epoch milliseconds) makes; null where a browser ignores the line. Store and partition are not
 * known from a header. A deletion comes back as a cookie whose expiry has passed: see `isDeletion`.
 */
export function cookieFromLine(line: string, url: string, atMs: number): Cookie | null {
  const parsed = parseSetCookie(line);
  if (parsed === null) return null;
  const { name, value, domain, path, secure, httpOnly, sameSite } = parsed;
  return {
    name,
    value,
    secure,
    httpOnly,
    sameSite,
    domain: domain ?? hostOf(url),
    hostOnly: domain === null,
    path: path ?? defaultPath(url),
    expires: expiryOf(parsed, atMs),
    partition: null,
    store: '',
  };
}

/** True where the cookie has ended at `atMs`: a line that makes such a cookie removes the one that is there. */
export function isDeletion(cookie: Cookie, atMs: number): boolean {
  return cookie.expires !== 'session' && cookie.expires <= atMs;
}
