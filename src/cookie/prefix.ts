/** Name prefixes and what they demand (draft-ietf-httpbis-rfc6265bis 4.1.3 and 5.7, draft-ietf-httpbis-layered-cookies). */
import { isTrustworthy } from './match';
import type { SetCookie } from './set-cookie';

export type Prefix = '__Host-Http-' | '__Host-' | '__Secure-' | '__Http-';

/** The longer one first: `__Host-Http-` also begins with `__Host-`. */
const prefixes: readonly Prefix[] = ['__Host-Http-', '__Host-', '__Secure-', '__Http-'];

/** The prefix of a name, compared without regard to case as browsers do; null for none. */
export function prefixOf(name: string): Prefix | null {
  return prefixes.find((prefix) => name.toLowerCase().startsWith(prefix.toLowerCase())) ?? null;
}

export interface BrokenPrefix {
  readonly prefix: Prefix;
  /** What is not kept: "needs Secure". */
  readonly demand: string;
}

/** The first demand of its prefix that a line fails; null where it has no prefix or keeps them all. */
export function brokenPrefix(line: SetCookie, url: string): BrokenPrefix | null {
  const prefix = prefixOf(line.name);
  if (prefix === null) return null;
  const demand = failedDemand(prefix, line, url);
  return demand === null ? null : { prefix, demand };
}

function failedDemand(prefix: Prefix, line: SetCookie, url: string): string | null {
  if (!line.secure) return 'needs Secure';
  if (!isTrustworthy(url)) return 'is not accepted over plain http from this host';
  if (prefix.endsWith('Http-') && !line.httpOnly) return 'needs HttpOnly';
  if (!prefix.startsWith('__Host-')) return null;
  if (line.domain !== null) return 'must not have a Domain';
  return line.path === '/' ? null : 'needs an explicit Path=/';
}
