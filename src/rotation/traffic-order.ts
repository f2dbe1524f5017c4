/** The one order of a recording: by start, and where two requests start together, the cause before its consequence. */
import type { TrafficEntry } from './traffic';

/** Where nothing else tells two requests apart, their content does: the order in a file never counts. */
function tieText({ durationMs, method, url, status, setCookies, requestCookies }: TrafficEntry): string {
  return JSON.stringify([String(durationMs).padStart(12, '0'), method, url, status, setCookies, requestCookies]);
}

/** Of requests that started together, what a redirect led to comes after the redirect. */
function causesFirst(together: readonly TrafficEntry[]): TrafficEntry[] {
  const rest = [...together];
  const ordered: TrafficEntry[] = [];
  while (rest.length > 0) {
    const free = rest.findIndex((entry) => !rest.some((other) => other !== entry && other.redirectUrl === entry.url && entry.redirectUrl !== other.url));
    ordered.push(...rest.splice(Math.max(0, free), 1));
  }
  return ordered;
}

/** The entries of a recording in order. */
export function sortTraffic(entries: readonly TrafficEntry[]): TrafficEntry[] {
  const texts = new Map<TrafficEntry, string>();
  const textOf = (entry: TrafficEntry): string => {
    const known = texts.get(entry) ?? tieText(entry);
    texts.set(entry, known);
    return known;
  };
  const sorted = [...entries].sort((a, b) => a.startedMs - b.startedMs || (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0));
  const ordered: TrafficEntry[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && sorted[to]?.startedMs === sorted[from]?.startedMs) to += 1;
    const together = sorted.slice(from, to);
    ordered.push(...(together.length > 1 && together.length <= 50 ? causesFirst(together) : together));
    from = to;
  }
  return ordered;
}

/** Entries of several sources as one recording: in order, each once. */
export function mergeTraffic(entries: readonly TrafficEntry[]): TrafficEntry[] {
  const seen = new Map<string, TrafficEntry>();
  for (const entry of entries) {
    const known = seen.get(entry.id);
    // The same request told twice: the telling with more Set-Cookie lines saw more.
    if (known === undefined || entry.setCookies.length > known.setCookies.length) seen.set(entry.id, entry);
  }
  return sortTraffic([...seen.values()]);
}
