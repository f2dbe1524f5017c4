/** A change of the jar that the browser reported: who did it is not known until it is matched with a response. */
import type { Cookie, CookieKey } from '../cookie/cookie';
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

/** When responses set or removed a cookie, by its name, in order of time. */
function answersByName(traffic: readonly TrafficEntry[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { setCookies, startedMs, durationMs } of traffic)
    for (const line of setCookies) {
      const name = line.slice(0, Math.max(0, line.indexOf('=')));
      const known = times.get(name);
      if (known === undefined) times.set(name, [startedMs + durationMs]);
      else known.push(startedMs + durationMs);
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

/** The changes that no response explains, in order of time: a script, another tab, the browser itself, or an answer that it did not report. */
export function unexplainedChanges(changes: readonly JarChange[], traffic: readonly TrafficEntry[]): JarChange[] {
  const answers = answersByName(traffic);
  return changes
    .filter(({ before, after, at, cause }) => cause === 'expired' || cause === 'evicted' || !hasNear(answers.get((after ?? before)?.name ?? '') ?? [], at))
    .sort((a, b) => a.at - b.at);
}
