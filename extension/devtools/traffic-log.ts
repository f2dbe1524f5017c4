/** The recorded requests in the order of their start, whatever the order in which the browser tells of them. */
import type { Gap, TrafficEntry } from '../../src/index';

/** Beyond this many the oldest are dropped, and a gap says so. */
export const maxEntries = 20_000;

export interface TrafficLog {
  readonly entries: readonly TrafficEntry[];
  readonly gaps: readonly Gap[];
}

export const emptyLog: TrafficLog = { entries: [], gaps: [] };

/** Where in the order an entry that started then belongs: behind all that started no later. */
function placeOf(entries: readonly TrafficEntry[], startedMs: number): number {
  let place = entries.length;
  while (place > 0 && (entries[place - 1]?.startedMs ?? 0) > startedMs) place -= 1;
  return place;
}

const tooMany = `only the latest ${maxEntries} requests are kept`;

function bounded(entries: TrafficEntry[], gaps: readonly Gap[]): TrafficLog {
  if (entries.length <= maxEntries) return { entries, gaps };
  const dropped = entries.slice(0, entries.length - maxEntries);
  const fromMs = gaps.find(({ why }) => why === tooMany)?.fromMs ?? dropped[0]?.startedMs ?? 0;
  const gap = { fromMs, toMs: dropped.at(-1)?.startedMs ?? fromMs, why: tooMany };
  return { entries: entries.slice(-maxEntries), gaps: [gap, ...gaps.filter(({ why }) => why !== tooMany)] };
}

/** The log with an entry, in the place of an earlier telling of the same request. */
export function withEntry({ entries, gaps }: TrafficLog, entry: TrafficEntry): TrafficLog {
  const known = entries.findLastIndex(({ id }) => id === entry.id);
  if (known >= 0) return { entries: entries.with(known, entry), gaps };
  return bounded(entries.toSpliced(placeOf(entries, entry.startedMs), 0, entry), gaps);
}

export function withGap({ entries, gaps }: TrafficLog, gap: Gap): TrafficLog {
  return { entries, gaps: [...gaps, gap] };
}
