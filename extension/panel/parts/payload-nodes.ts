/**
 * A payload as a list of nodes for a tree: markers of what JSON cannot carry, and the tagged JSON of Flask, are one node each and
 * named for what they stand for.
 */
import { pathInWords, type Value } from '../../../src/index';

export interface PayloadNode {
  readonly path: readonly (string | number)[];
  readonly name: string;
  readonly value: Value;
  /** What it is, where its JSON form does not say so: `tuple`, `bytes`, `date`. */
  readonly kind: string | null;
  /** What stands in the place of a value that is no list and no object. */
  readonly text: string | null;
  readonly children: readonly PayloadNode[];
}

type Path = PayloadNode['path'];
type Entry = readonly [key: string | number, value: Value];

export function isRecord(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Flask's tags (pallets/flask 3.1 `src/flask/json/tag.py:90-250`): one key that begins with a space. */
const flaskTags: Readonly<Record<string, string>> = { ' t': 'tuple', ' b': 'bytes', ' d': 'date', ' u': 'UUID', ' m': 'Markup', ' di': 'dict with a tag-like key' };
/** The core's own markers (`codec/value.ts`). */
const markers: Readonly<Record<string, string>> = {
  $bigint: 'integer', $bytes: 'bytes', $number: 'number', $atom: 'atom', $symbol: 'symbol', $tuple: 'tuple', $map: 'map', $hash: 'hash', $link: 'the same object as',
};

interface Unwrapped {
  readonly kind: string;
  readonly value: Value;
  readonly key: string;
}

function unwrapped(value: Value): Unwrapped | null {
  if (!isRecord(value)) return null;
  const keys = Object.keys(value);
  const [key] = keys;
  if (key === undefined || keys.length !== 1) return null;
  const kind = flaskTags[key] ?? markers[key];
  const inner = value[key];
  return kind === undefined || inner === undefined ? null : { kind, value: inner, key };
}

function entriesOf(value: Value): Entry[] {
  if (Array.isArray(value)) return value.map((item: Value, i): Entry => [i, item]);
  return isRecord(value) ? Object.entries(value) : [];
}

function className(value: Value): string | null {
  return isRecord(value) && typeof value['$object'] === 'string' ? `instance of ${value['$object']}` : null;
}

function nodeFrom(name: string, value: Value, path: Path): PayloadNode {
  const marker = unwrapped(value);
  const shown = marker === null ? value : marker.value;
  const kind = marker?.kind ?? className(value);
  const isObject = marker === null && className(value) !== null;
  const inside = marker === null ? path : [...path, marker.key];
  const children = entriesOf(shown).filter(([key]) => !(isObject && key === '$object')).map(([key, each]) => nodeFrom(String(key), each, [...inside, key]));
  const isLeaf = typeof shown !== 'object' || shown === null;
  return { path, name, value, kind, text: isLeaf ? leafText(shown, kind) : null, children };
}

const verbatim = new Set(['integer', 'bytes', 'number', 'atom', 'symbol']);

function leafText(value: Value, kind: string | null): string {
  return typeof value === 'string' && (verbatim.has(kind ?? '')) ? value : JSON.stringify(value);
}

/** The nodes of the outermost level; one without a name where the payload is a single value. */
export function payloadNodes(value: Value): readonly PayloadNode[] {
  const root = nodeFrom('', value, []);
  return root.text === null && root.kind === null ? root.children : [root];
}

export function pathText({ path }: PayloadNode): string {
  return pathInWords(path);
}
