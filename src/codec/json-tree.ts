/**
 * A JSON document as a tree of its own texts: the spelling of numbers, the order of keys and repeated keys are kept, for
 * serialisations that tell `1` from `1.0` and for payloads whose keys look like array indices.
 */
import type { Result } from '../result';
import { unhex } from './bytes';
import { buildFromJson, jsonPayload, type JsonBuilder } from './json';
import { payloadFrom, type Payload, type Value } from './value';

export type JsonTree =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly JsonTree[] }
  | { readonly kind: 'record'; readonly entries: readonly TreeEntry[] };

export type TreeEntry = readonly [key: string, item: JsonTree];

export const nullTree: JsonTree = { kind: 'scalar', text: 'null' };

export function textTree(text: string): JsonTree {
  return { kind: 'scalar', text: JSON.stringify(text) };
}

export function boolTree(value: boolean): JsonTree {
  return { kind: 'scalar', text: String(value) };
}

export function integerTree(value: number | bigint): JsonTree {
  return { kind: 'scalar', text: String(value) };
}

/** A float always shows that it is one: `1.0`, never `1`. What JSON has no number for stands as `{"$number": "NaN"}`. */
export function floatTree(value: number): JsonTree {
  if (!Number.isFinite(value)) return markerTree('$number', textTree(String(value)));
  const text = Object.is(value, -0) ? '-0' : String(value);
  return { kind: 'scalar', text: /[.e]/.test(text) ? text : `${text}.0` };
}

export function listTree(items: readonly JsonTree[]): JsonTree {
  return { kind: 'list', items };
}

export function recordTree(entries: readonly TreeEntry[]): JsonTree {
  return { kind: 'record', entries };
}

/** A one-key marker object such as `{"$atom": "ok"}`. */
export function markerTree(name: string, item: JsonTree): JsonTree {
  return recordTree([[name, item]]);
}

const trees: JsonBuilder<JsonTree> = {
  scalar: (text) => ({ kind: 'scalar', text }),
  list: (items) => ({ kind: 'list', items }),
  record: (entries) => ({ kind: 'record', entries: entries.map(([key, item]) => [JSON.parse(key) as string, item] as const) }),
};

/** The tree of JSON text, or what is wrong with it. */
export function parseJsonTree(text: string): Result<JsonTree> {
  return buildFromJson(text, trees);
}

/** The tree as compact JSON. */
export function treeText(tree: JsonTree): string {
  if (tree.kind === 'scalar') return tree.text;
  if (tree.kind === 'list') return `[${tree.items.map(treeText).join(',')}]`;
  return `{${tree.entries.map(([key, item]) => `${JSON.stringify(key)}:${treeText(item)}`).join(',')}}`;
}

/** A payload whose text tells floats from integers and keeps the order of keys. */
export function payloadOfTree(tree: JsonTree): Payload {
  const text = treeText(tree);
  // A tree is never deeper than its reader allowed, which is less than JSON's own limit.
  return jsonPayload(text) ?? payloadFrom(text);
}

export function valueOfTree(tree: JsonTree): Value {
  return payloadOfTree(tree).value;
}

export function sameTree(a: JsonTree, b: JsonTree): boolean {
  return a === b || treeText(a) === treeText(b);
}

/** The text of a string scalar, or null. */
export function stringIn(tree: JsonTree | null | undefined): string | null {
  return tree?.kind === 'scalar' && tree.text.startsWith('"') ? (JSON.parse(tree.text) as string) : null;
}

/** What stands in a marker object, or null where the tree is none of that name. */
export function markedBy(tree: JsonTree, name: string): JsonTree | null {
  const entry = tree.kind === 'record' && tree.entries.length === 1 ? tree.entries[0] : undefined;
  return entry?.[0] === name ? entry[1] : null;
}

/** The bytes of `{"$bytes": "<hex>"}`, or null. */
export function bytesIn(tree: JsonTree): Uint8Array | null {
  const text = stringIn(markedBy(tree, '$bytes'));
  return text === null ? null : unhex(text);
}

/** The integer of a plain or `$bigint` number, or null for floats and everything else. */
export function integerIn(tree: JsonTree): bigint | null {
  const text = stringIn(markedBy(tree, '$bigint')) ?? (tree.kind === 'scalar' ? tree.text : '');
  return /^-?\d{1,1000}$/.test(text) ? BigInt(text) : null;
}

/** The number of a float or integer or `$number`, or null. */
export function numberIn(tree: JsonTree): number | null {
  const named = stringIn(markedBy(tree, '$number'));
  if (named !== null) return /^(?:NaN|-?Infinity)$/.test(named) ? Number(named) : null;
  return tree.kind === 'scalar' && /^-?\d/.test(tree.text) ? Number(tree.text) : null;
}

/** The named entry of a record, or undefined. */
export function entryIn(tree: JsonTree, key: string): JsonTree | undefined {
  return tree.kind === 'record' ? tree.entries.find(([name]) => name === key)?.[1] : undefined;
}

/** The same record with one entry set, where it stood or at the end. */
export function withEntry(tree: JsonTree, key: string, item: JsonTree): JsonTree {
  if (tree.kind !== 'record') return tree;
  const there = tree.entries.some(([name]) => name === key);
  return recordTree(there ? tree.entries.map((entry) => (entry[0] === key ? [key, item] : entry)) : [...tree.entries, [key, item]]);
}

