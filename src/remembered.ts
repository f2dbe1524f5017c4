/**
 * A pure function of one text, with its latest results remembered: a recording asks for the same lines and addresses again each time it is
 * judged. Nothing but speed depends on it.
 */

/** As many as a recording keeps: fewer, and each judgement would push out what the next asks for first. */
const recordingSize = 20_000;

export function remembered<T>(work: (text: string) => T, limit = recordingSize): (text: string) => T {
  // Two generations: what was asked for since the last change of generation outlives the next one.
  let young = new Map<string, { readonly value: T }>();
  let old: typeof young = new Map();
  return (text) => {
    const known = young.get(text);
    if (known !== undefined) return known.value;
    const result = old.get(text) ?? { value: work(text) };
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(text, result);
    return result.value;
  };
}

/** Keeps a map or set at its limit: what was put in first goes. To be called after each addition. */
export function dropOldest<K>(kept: Map<K, unknown> | Set<K>, limit: number): void {
  if (kept.size <= limit) return;
  for (const oldest of kept.keys()) {
    kept.delete(oldest);
    return;
  }
}
