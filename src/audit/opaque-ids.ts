/** The ids that each session cookie was given in a recording: what the rules about randomness look at. */
import type { LineFact } from './facts';

export interface IdSamples {
  /** The latest line that set the cookie. */
  readonly line: LineFact;
  /** Different ids in the order in which they were set, without a signature behind or `s:` before them. */
  readonly ids: readonly string[];
}

/** Samples by cookie name; a value with an inner structure is no opaque id and is left out. */
export function opaqueIds(lines: readonly LineFact[]): IdSamples[] {
  const samples = new Map<string, { line: LineFact; ids: Set<string> }>();
  for (const line of lines) {
    if (line.role !== 'session' || line.isDeletion || line.parsed === null) continue;
    const id = /^(?:s(?::|%3A))?([\w-]{8,128})(?:\.[\w+/%=-]{20,100})?$/i.exec(line.pieces.value)?.[1];
    if (id === undefined || /^ey[JI]/.test(id)) continue;
    samples.set(line.name, { line, ids: (samples.get(line.name)?.ids ?? new Set()).add(id) });
  }
  return Array.from(samples.values(), ({ line, ids }) => ({ line, ids: [...ids] }));
}
