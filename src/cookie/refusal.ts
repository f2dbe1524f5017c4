/** Why a browser would not store a Set-Cookie line from an address (draft-ietf-httpbis-layered-cookies, "Store a Cookie"). */
import type { Cookie } from './cookie';
import { setCookieLine } from './copy-forms';
import { domainMatches, hostOf, isPublicSuffix, isTrustworthy } from './match';
import { brokenPrefix, prefixOf } from './prefix';
import { byteLength, maxCookieBytes, parseSetCookie, setCookiePieces, type SetCookie } from './set-cookie';

export interface Refusal {
  /** The audit rule that says more about it; null where there is none. */
  readonly rule: string | null;
  /** In one clause. */
  readonly text: string;
}

function lineProblem(line: string): Refusal {
  const { name, value } = setCookiePieces(line);
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(line)) return { rule: 'control-character', text: 'it has a control character' };
  if (byteLength(name) + byteLength(value) > maxCookieBytes) return { rule: 'oversized-cookie', text: `name and value exceed ${maxCookieBytes} bytes` };
  return { rule: null, text: 'it has neither name nor value' };
}

function domainProblem({ domain }: SetCookie, host: string): Refusal | null {
  if (domain === null || domain === host) return null;
  if (isPublicSuffix(domain)) return { rule: 'public-suffix-domain', text: `${domain} is a public suffix` };
  return domainMatches(host, domain) ? null : { rule: 'foreign-domain', text: `${host} may not set a cookie for ${domain}` };
}

/** Null where nothing in the line or the address stands against it. Third-party blocking is not known here. */
export function refusalCause(line: string, url: string): Refusal | null {
  const parsed = parseSetCookie(line);
  if (parsed === null) return lineProblem(line);
  if (parsed.name === '' && prefixOf(parsed.value) !== null) return { rule: 'nameless-prefix', text: 'it has no name and its value begins with a name prefix' };
  const broken = brokenPrefix(parsed, url);
  if (broken !== null) return { rule: 'broken-prefix', text: `a name with ${broken.prefix} ${broken.demand}` };
  if (parsed.sameSite === 'none' && !parsed.secure) return { rule: 'insecure-samesite-none', text: 'SameSite=None needs Secure' };
  if (parsed.partitioned && !parsed.secure) return { rule: 'insecure-partitioned', text: 'Partitioned needs Secure' };
  if (parsed.secure && !isTrustworthy(url)) return { rule: null, text: 'Secure is not accepted over plain http from this host' };
  return domainProblem(parsed, hostOf(url));
}

/** The clause alone. */
export function refusalOf(line: string, url: string): string | null {
  return refusalCause(line, url)?.text ?? null;
}

/**
 * Why a browser would not store this cookie as it stands, set by its own host; null where nothing stands against it. The partition is
 * left out: Firefox partitions third-party cookies that never asked for it.
 */
export function refusalOfCookie(cookie: Cookie): string | null {
  if (/[\u0000-\u0008\u000a-\u001f\u007f;]/.test(cookie.name + cookie.value)) return 'its name or value has a semicolon or a control character';
  return refusalOf(setCookieLine({ ...cookie, partition: null }), `${cookie.secure ? 'https' : 'http'}://${cookie.domain}${cookie.path}`);
}
