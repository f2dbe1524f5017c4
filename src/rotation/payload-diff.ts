/** What changed between two payloads of a session, place by place: shown at each request that changed it. */
import { isRecord, type Value } from '../codec/value';

export interface PayloadChange {
  /** Keys and list positions from the outside in. */
  readonly path: readonly (string | number)[];
  /** Undefined: it was not there. */
  readonly before: Value | undefined;
  /** Undefined: it is not there any more. */
  readonly after: Value | undefined;
}

const maxDepth = 12;
const maxChanges = 500;

/** The same content, whatever the order of keys. */
export function isSameValue(a: Value | undefined, b: Value | undefined): boolean {
  return changesBetween(a, b, 1).length === 0;
}

function childrenOf(value: Value | undefined): ReadonlyMap<string | number, Value> | null {
  if (Array.isArray(value)) return new Map(value.map((item: Value, i) => [i, item]));
  return isRecord(value) ? new Map(Object.entries(value)) : null;
}

function isScalarEqual(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || (typeof a === 'number' && typeof b === 'number' && Number.isNaN(a) && Number.isNaN(b));
}

function collect(before: Value | undefined, after: Value | undefined, path: PayloadChange['path'], into: { changes: PayloadChange[]; limit: number }): void {
  if (into.changes.length >= into.limit || isScalarEqual(before, after)) return;
  const was = childrenOf(before);
  const is = childrenOf(after);
  const areAlike = was !== null && is !== null && Array.isArray(before) === Array.isArray(after);
  if (!areAlike || path.length >= maxDepth) {
    // Deeper than anything a person follows, the text decides.
    if (!areAlike || JSON.stringify(before) !== JSON.stringify(after)) into.changes.push({ path, before, after });
    return;
  }
  for (const key of new Set([...was.keys(), ...is.keys()])) collect(was.get(key), is.get(key), [...path, key], into);
}

function changesBetween(before: Value | undefined, after: Value | undefined, limit: number): PayloadChange[] {
  const into = { changes: [] as PayloadChange[], limit };
  collect(before, after, [], into);
  return into.changes;
}

/** Every place at which the two differ, in the order of the first payload's keys and then the second's; at most 500. */
export function diffPayloads(before: Value, after: Value): PayloadChange[] {
  return changesBetween(before, after, maxChanges);
}

/** Top-level keys that both hold with the same content: what was carried over. */
export function keptKeys(before: Value, after: Value): string[] {
  if (!isRecord(before) || !isRecord(after)) return [];
  return Object.keys(before).filter((key) => key in after && isSameValue(before[key], after[key]));
}

/** `user.roles[0]`: a path for people. */
export function pathInWords(path: PayloadChange['path']): string {
  return path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`), '');
}
