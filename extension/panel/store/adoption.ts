/** The test of adoption as the panel keeps it: whether a cookie's id can be made up, what would be sent, and what came out. */
import {
  adoptionResultsOf, canBeMadeUp, isLoginRole, isRecord, madeUpLike, opaqueId, originOf, type AdoptionConclusion, type CookieKey, type NameValue, type TestResult,
} from '../../../src/index';
import type { Analysis } from '../analysis/analysis';
import type { PanelCookie } from '../analysis/panel-report';
import type { JarTestOutcome, PlantedId } from '../inspected-tab';

/** What came of one session cookie's test, kept under the cookie's key. */
export interface Adoption {
  readonly cookie: string;
  /** The origin whose server was asked. */
  readonly origin: string;
  readonly outcome: JarTestOutcome<AdoptionConclusion>;
}

/** What would be sent. Nothing has been yet. */
export interface AdoptionPlan {
  readonly key: CookieKey;
  readonly cookie: string;
  readonly first: PlantedId;
  readonly second: PlantedId;
  readonly withheld: readonly string[];
}

export function adoptionResults(adoptions: Readonly<Record<CookieKey, Adoption>>, page: string): TestResult[] {
  return Object.values(adoptions).flatMap(({ cookie, origin, outcome }) => (origin === originOf(page) && outcome.conclusion !== null ? adoptionResultsOf(outcome.conclusion, cookie) : []));
}

/** The id in the cookie: in what was decoded, or the value itself. */
function idIn({ decoded }: PanelCookie): string | null {
  if (decoded.meta === null) return opaqueId(decoded.value);
  const value = decoded.payload?.value;
  const id = value !== undefined && isRecord(value) ? (value['sid'] ?? value['token']) : value;
  return typeof id === 'string' ? id : null;
}

/** Longer than the name of a node behind the id: a signature. */
const longestRoute = 20;

/** The id that can be made up; else `why` not. Null where the cookie is no session that a server keeps under an id. */
export function madeUpFrom(cookie: PanelCookie): { readonly id: string } | { readonly why: string } | null {
  const { decoded, role } = cookie;
  if (cookie.key === null || !isLoginRole(role) || (decoded.meta !== null && decoded.meta.holds !== 'id')) return null;
  const id = idIn(cookie);
  if (id === null) return decoded.meta === null ? null : { why: 'its id cannot be read.' };
  if (!canBeMadeUp(id)) return { why: 'its id is so short that a made-up one could be somebody’s own.' };
  if (decoded.isProvable && !decoded.canReseal)
    return { why: `its id is signed, and the server looks at no id without the signature. Paste the key to test it${decoded.missingKeys.length === 0 ? '' : ` (${decoded.missingKeys.map(({ title }) => title).join(', ')})`}; an attacker without the key cannot make one up either.` };
  if (decoded.meta === null && decoded.value.length - id.length > longestRoute) return { why: 'its id seems to be signed in a way that is not known here.' };
  return { id };
}

/** The cookies that carry a made-up id; a text says why there are none. */
async function planted(cookie: PanelCookie, analysis: Analysis, nowMs: number): Promise<PlantedId | string> {
  const checked = madeUpFrom(cookie);
  if (checked === null || 'why' in checked) return checked?.why ?? 'it holds no id.';
  const { id: issued } = checked;
  const { decoded } = cookie;
  const name = cookie.cookie?.name ?? cookie.name;
  if (!decoded.isProvable) {
    const isWithin = decoded.value.includes(issued);
    const value = isWithin ? decoded.value.replace(issued, madeUpLike(issued)) : madeUpLike(decoded.value);
    return { id: value, cookies: [{ name, value }] };
  }
  const id = madeUpLike(issued);
  const sealed = await analysis.reseal(cookie.id, (decoded.payload?.text ?? '').replace(issued, id), nowMs);
  if (!sealed.ok) return sealed.problem;
  const cookies = sealed.cookies.flatMap(({ name: own, value }): NameValue[] => (value === null ? [] : [{ name: own, value }]));
  return { id, cookies };
}

/** Makes two ids up; a text says why it cannot be done. `all`: the cookies of the page. */
export async function planAdoption(cookie: PanelCookie, all: readonly PanelCookie[], { analysis, nowMs }: { readonly analysis: Analysis; readonly nowMs: number }): Promise<AdoptionPlan | string> {
  if (cookie.key === null) return 'it is not in the jar.';
  const first = await planted(cookie, analysis, nowMs);
  if (typeof first === 'string') return first;
  const second = await planted(cookie, analysis, nowMs);
  if (typeof second === 'string') return second;
  const own = new Set(first.cookies.map(({ name }) => name));
  const withheld = all.filter(({ role }) => isLoginRole(role)).flatMap(({ name, cookie: stored, companions }) => [stored?.name ?? name, ...companions]);
  return { key: cookie.key, cookie: cookie.name, first, second, withheld: [...new Set(withheld)].filter((name) => !own.has(name)) };
}
