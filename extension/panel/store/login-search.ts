/** "Which cookie is my login?" as the panel keeps it: which cookies come and go together, and what came out. */
import { isLoginRole, type CookieFamily, type LoginCookieConclusion } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import type { JarTestOutcome } from '../inspected-tab';

export interface LoginSearch {
  /** The origin whose server was asked. */
  readonly origin: string;
  readonly outcome: JarTestOutcome<LoginCookieConclusion>;
}

/** The cookies of the jar, each with its chunks and its signature; those that are taken for a login first. */
export function familiesOf(cookies: readonly PanelCookie[]): CookieFamily[] {
  const stored = cookies.flatMap(({ cookie, companions, role }) => (cookie === null ? [] : [{ family: [cookie.name, ...companions], isLogin: isLoginRole(role) }]));
  // Two cookies of one name at two paths are sent together.
  const byName = new Map(stored.toReversed().map((each) => [each.family[0], each]));
  return [...byName.values()].toReversed().toSorted((a, b) => Number(b.isLogin) - Number(a.isLogin)).map(({ family }) => family);
}

/** Every cookie that a finished search found to carry the login, alone or with others, by its name in the jar. */
export function loginNames(search: LoginSearch | null, origin: string): ReadonlySet<string> {
  return new Set(search?.origin === origin ? (search.outcome.conclusion?.sets.flat() ?? []) : []);
}
