/** A change of the jar that the browser reported: who did it is not known until it is matched with a response. */
import type { Cookie, CookieKey } from '../cookie/cookie';
import { cookieFromLine, isDeletion } from '../cookie/received';
import type { TrafficEntry } from './traffic';

export interface JarChange {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly key: CookieKey;
  /** Null: there was none. */
  readonly before: Cookie | null;
  /** Null: there is none any more. */
  readonly after: Cookie | null;
  readonly cause: 'set' | 'removed' | 'expired' | 'evicted';
}

/** A response explains changes of the jar this long before and after its end. */
const explainsMs = 2000;

/** What an answer did to a cookie, or a change of the jar: the value that it left, or that it removed it. */
function effectOf(name: string, value: string | null): string {
  return value === null ? `${name};` : `${name}=${value}`;
}

/** When responses gave a cookie a value or removed it, in order of time. */
function answersByEffect(traffic: readonly TrafficEntry[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { setCookies, startedMs, durationMs, url } of traffic) {
    const at = startedMs + durationMs;
    for (const line of setCookies) {
      const cookie = cookieFromLine(line, url, at);
      if (cookie === null) continue;
      const effect = effectOf(cookie.name, isDeletion(cookie, at) ? null : cookie.value);
      const known = times.get(effect);
      if (known === undefined) times.set(effect, [at]);
      else known.push(at);
    }
  }
  for (const list of times.values()) list.sort((a, b) => a - b);
  return times;
}

/** True where one of the ascending `times` lies at most `explainsMs` from `at`. */
function hasNear(times: readonly number[], at: number): boolean {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at - explainsMs) low = middle + 1;
    else high = middle;
  }
  const near = times[low];
  return near !== undefined && near <= at + explainsMs;
}

/**
 * The changes that no response explains, in order of time: a script, another tab, the browser itself, or an answer that it did not
 * report, or reported without its lines. Only the same value explains a change: a removal soon after a login is none of the login's doing.
 */
export function unexplainedChanges(changes: readonly JarChange[], traffic: readonly TrafficEntry[]): JarChange[] {
  const answers = answersByEffect(traffic);
  const isExplained = ({ before, after, at }: JarChange): boolean => hasNear(answers.get(effectOf((after ?? before)?.name ?? '', after?.value ?? null)) ?? [], at);
  return changes.filter((change) => change.cause === 'expired' || change.cause === 'evicted' || !isExplained(change)).sort((a, b) => a.at - b.at);
}
