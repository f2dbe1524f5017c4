/** Sessions made anew from a remember-me cookie, as after a restart of the browser. */
import { isRecord } from '../codec/value';
import { loginMoments, principalOf, type DescribedStep } from './described';
import type { CookieMoment } from './moment';
import type { RestoredSession } from './timeline';
import type { TrafficEntry } from './traffic';

/** The remember-me cookie that a request carried, or null. */
export function sentToken({ momentsBefore }: DescribedStep, { requestCookies }: TrafficEntry): CookieMoment | null {
  const isSent = ({ name, value }: CookieMoment): boolean => (requestCookies ?? []).some((sent) => sent.name === name && value.startsWith(sent.value));
  return [...momentsBefore.values()].find((moment) => moment.role === 'remember-me' && isSent(moment)) ?? null;
}

function freshness({ payload }: CookieMoment): boolean | null {
  const value = payload !== null && isRecord(payload.value) ? payload.value['_fresh'] : undefined;
  return typeof value === 'boolean' ? value : null;
}

/** The session cookie that the answer made: one that gained a user, or a first one where nothing can be read. */
function madeSession({ momentsBase, momentsAfter }: DescribedStep): CookieMoment | null {
  if (momentsBase === momentsAfter || principalOf(momentsBase) !== null) return null;
  const changed = loginMoments(momentsAfter).filter(({ name, role, value }) => role !== 'remember-me' && momentsBase.get(name)?.value !== value);
  return changed.find(({ principal }) => principal !== null) ?? changed.find(({ name, comparable }) => comparable !== 'payload' && !momentsBase.has(name)) ?? null;
}

/** Those of a recording; `eventSteps` are the indexes of its logins and logouts. */
export function restoredSessions(steps: readonly DescribedStep[], eventSteps: ReadonlySet<number>): RestoredSession[] {
  return steps.flatMap((step, index): RestoredSession[] => {
    const { entry, momentsAfter } = step;
    if (entry === null || entry.method !== 'GET' || entry.status >= 400 || eventSteps.has(index)) return [];
    const token = sentToken(step, entry);
    const session = token === null ? null : madeSession(step);
    if (token === null || session === null) return [];
    const next = momentsAfter.get(token.name);
    return next === undefined
      ? []
      : [{ entryId: entry.id, at: entry.startedMs, cookie: session.name, rememberedBy: token.name, isTokenReplaced: next.value !== token.value, isFresh: freshness(session) }];
  });
}
