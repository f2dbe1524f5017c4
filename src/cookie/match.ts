/** Which cookie belongs to which address: hosts, paths and origins, as browsers compare them. */
import { getDomain, getPublicSuffix } from 'tldts';
import { remembered } from '../remembered';

/** Host of an address in lower case, IPv6 in brackets; the empty string for no address. */
export const hostOf: (url: string) => string = remembered((url) => (URL.canParse(url) ? new URL(url).hostname.toLowerCase() : ''));

/** Scheme, host and port; the empty string for no address. */
export const originOf: (url: string) => string = remembered((url) => (URL.canParse(url) ? new URL(url).origin : ''));

/** The path that cookies are compared with; `/` for no address. */
export const requestPathOf: (url: string) => string = remembered((url) => (URL.canParse(url) ? new URL(url).pathname : '/'));

export function isIpAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.startsWith('[');
}

/** Domain-matching (RFC 6265, section 5.1.3): the host itself, or a name below the domain. */
export function domainMatches(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !isIpAddress(host));
}

/** Path-matching (RFC 6265, section 5.1.4). */
export function pathMatches(requestPath: string, cookiePath: string): boolean {
  if (requestPath === cookiePath) return true;
  return requestPath.startsWith(cookiePath) && (cookiePath.endsWith('/') || requestPath.charAt(cookiePath.length) === '/');
}

/** The path of a cookie without a Path attribute (RFC 6265, section 5.1.4). */
export function defaultPath(url: string): string {
  const path = requestPathOf(url);
  const end = path.lastIndexOf('/');
  return end <= 0 ? '/' : path.slice(0, end);
}

/** The hosts that browsers trust over plain http. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(host) || host === '[::1]';
}

/** Loopback, or one of the hosts that the person counts among the development hosts (`*.test` stands for all names below). */
export function isDevHost(host: string, devHosts: readonly string[]): boolean {
  return isLoopbackHost(host) || devHosts.some((pattern) => (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern));
}

/** True where browsers store and send Secure cookies: https and wss, and the loopback hosts over anything. */
export function isTrustworthy(url: string): boolean {
  return /^(?:https|wss):/i.test(url) || isLoopbackHost(hostOf(url));
}

const withPrivateSuffixes = { allowPrivateDomains: true };

/** True for `com`, `co.uk`, `github.io`: names under which anybody can register. From the Public Suffix List bundled with tldts. */
export function isPublicSuffix(domain: string): boolean {
  return domain.includes('.') || domain !== 'localhost' ? getPublicSuffix(domain, withPrivateSuffixes) === domain && !isIpAddress(domain) : false;
}

/** The registrable domain of a host, or the host itself where it has none (an address, `localhost`). */
export const siteOf: (host: string) => string = remembered((host) => getDomain(host, withPrivateSuffixes) ?? host);

/** The domains whose cookies a host may be sent: the host itself, and its parents up to the registrable domain. */
export function cookieDomainsOf(host: string): string[] {
  const site = siteOf(host);
  if (isIpAddress(host) || !domainMatches(host, site)) return [host];
  const labels = host.slice(0, host.length - site.length).split('.').filter((label) => label !== '');
  return [...labels.map((_label, i) => `${labels.slice(i).join('.')}.${site}`), site];
}
