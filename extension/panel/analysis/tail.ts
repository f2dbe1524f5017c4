/**
 * A growing list told by what is new at its end: a recording of thousands of requests is not copied to the worker again at every one of
 * them, and what was there before keeps its identity on the other side.
 */
export interface Tail<T> {
  /** So many of the items told before still stand, from the first on. */
  readonly keep: number;
  readonly rest: readonly T[];
}

/** What is new in `now` beside what was told: items are the same where they are the same object. */
export function tailSince<T>(told: readonly T[], now: readonly T[]): Tail<T> {
  let keep = 0;
  while (keep < told.length && keep < now.length && told[keep] === now[keep]) keep += 1;
  return { keep, rest: now.slice(keep) };
}

export function withTail<T>(told: readonly T[], { keep, rest }: Tail<T>): readonly T[] {
  return keep === told.length && rest.length === 0 ? told : [...told.slice(0, keep), ...rest];
}
