/** Which cookies of a jar belong to a page and its frames. */
import type { Cookie } from './cookie';
import { domainMatches, hostOf, siteOf } from './match';

export interface JarScope {
  /** Hosts of the page and its frames. */
  readonly hosts: readonly string[];
  /** Address of the page: partitioned cookies belong to its site. */
  readonly topUrl: string;
}

/** Whether the page or one of its frames can be sent the cookie, whatever the path. */
export function isInScope(cookie: Cookie, { hosts, topUrl }: JarScope): boolean {
  const reached = hosts.some((host) => (cookie.hostOnly ? host === cookie.domain : domainMatches(host, cookie.domain)));
  if (!reached || cookie.partition === null) return reached;
  return siteOf(hostOf(cookie.partition.topLevelSite)) === siteOf(hostOf(topUrl));
}
