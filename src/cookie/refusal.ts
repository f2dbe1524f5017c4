/** Why a browser would not store a Set-Cookie line from an address (draft-ietf-httpbis-layered-cookies, "Store a Cookie"). */
import type { Cookie } from './cookie';
import { setCookieLine } from './copy-forms';
import { domainMatches, hostOf, isPublicSuffix, isTrustworthy } from './match';
import { brokenPrefix, prefixOf } from './prefix';
import { byteLength, maxCookieBytes, parseSetCookie, setCookiePieces, type SetCookie } from './set-cookie';

function lineProblem(line: string): string {
  const { name, value } = setCookiePieces(line);
  if (byteLength(name) + byteLength(value) > maxCookieBytes) return `name and value exceed ${maxCookieBytes} bytes`;
  return name === '' && value === '' ? 'it has neither name nor value' : 'it has a control character';
}

function domainProblem({ domain }: SetCookie, host: string): string | null {
  if (domain === null || domain === host) return null;
  if (isPublicSuffix(domain)) return `${domain} is a public suffix`;
  return domainMatches(host, domain) ? null : `${host} may not set a cookie for ${domain}`;
}

/** In one clause; null where nothing in the line or the address stands against it. Third-party blocking is not known here. */
export function refusalOf(line: string, url: string): string | null {
  const parsed = parseSetCookie(line);
  if (parsed === null) return lineProblem(line);
  if (parsed.name === '' && prefixOf(parsed.value) !== null) return 'it has no name and its value begins with a name prefix';
  const broken = brokenPrefix(parsed, url);
  if (broken !== null) return `a name with ${broken.prefix} ${broken.demand}`;
  if (parsed.sameSite === 'none' && !parsed.secure) return 'SameSite=None needs Secure';
  if (parsed.partitioned && !parsed.secure) return 'Partitioned needs Secure';
  if (parsed.secure && !isTrustworthy(url)) return 'Secure is not accepted over plain http from this host';
  return domainProblem(parsed, hostOf(url));
}

/**
 * Why a browser would not store this cookie as it stands, set by its own host; null where nothing stands against it. The partition is
 * left out: Firefox partitions third-party cookies that never asked for it.
 */
export function refusalOfCookie(cookie: Cookie): string | null {
  if (/[\u0000-\u0008\u000a-\u001f\u007f;]/.test(cookie.name + cookie.value)) return 'its name or value has a semicolon or a control character';
  return refusalOf(setCookieLine({ ...cookie, partition: null }), `${cookie.secure ? 'https' : 'http'}://${cookie.domain}${cookie.path}`);
}
