/** What the table shows at once and what it folds, and by what a cookie is told from its namesakes. */
import type { Role } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';

const prominent: ReadonlySet<Role> = new Set(['session', 'auth-token', 'remember-me', 'csrf']);

export interface CookieGroups {
  readonly shown: readonly PanelCookie[];
  /** Behind one row; empty where folding would hide everything, or spare no row. */
  readonly folded: readonly PanelCookie[];
}

export function cookieGroups(cookies: readonly PanelCookie[]): CookieGroups {
  const shown = cookies.filter(({ role }) => prominent.has(role));
  const folded = cookies.filter(({ role }) => !prominent.has(role));
  return shown.length === 0 || folded.length < 2 ? { shown: [...shown, ...folded], folded: [] } : { shown, folded };
}

function placeOf({ cookie }: PanelCookie): readonly [domain: string, path: string, partition: string] {
  if (cookie === null) return ['headers only', '', ''];
  return [cookie.hostOnly ? cookie.domain : `.${cookie.domain}`, cookie.path, cookie.partition === null ? '' : `in ${cookie.partition.topLevelSite}`];
}

/** Of domain, path and partition those that differ among the cookies of its name; empty where it has no namesake. */
export function distinction(cookie: PanelCookie, all: readonly PanelCookie[]): string {
  const own = placeOf(cookie);
  const namesakes = all.filter((other) => other.name === cookie.name && other !== cookie).map(placeOf);
  return own.filter((part, i) => part !== '' && namesakes.some((other) => other[i] !== part)).join(' ');
}
