/**
 * Serialised PHP as a value that a person reads and edits, and the edit taken back into the tree: what was not touched keeps its
 * class, its private names, its float nature and its links. Arrays with the keys 0, 1, 2 … are lists, all others objects; instances
 * stand as `{"$object": "<class>", …}`.
 */
import { fail, ok, type Result } from '../result';
import { hex, latin1Text, textOf, unhex, utf8 } from './bytes';
import { phpBytes, readPhp, type PhpEntry, type PhpKey, type PhpNode } from './php-serialize';
import { isRecord, payloadFrom, type Payload, type Value } from './value';

/** A few bytes can link to one another so that their full text would never end: no more than this is shown, in bytes and eight a node. */
const mostShown = 2_000_000;

function textOrBytes(bytes: Uint8Array): Value {
  return textOf(bytes) ?? { $bytes: hex(bytes) };
}

function nameOf(bytes: Uint8Array): string {
  return textOf(bytes) ?? latin1Text(bytes);
}

function keyText(key: PhpKey): string {
  return key.kind === 'int' ? key.text : nameOf(key.bytes);
}

/** A property's name without the class or `*` that private and protected ones carry between zero bytes. */
function fieldTexts(entries: readonly PhpEntry[]): string[] {
  const full = entries.map(([key]) => keyText(key));
  const short = full.map((text) => text.replace(/^\0[^\0]*\0/, ''));
  return new Set(short).size === short.length ? short : full;
}

function isList(entries: readonly PhpEntry[]): boolean {
  return entries.every(([key], i) => key.kind === 'int' && key.text === String(i));
}

function floatValue(text: string): Value {
  const special: Readonly<Record<string, string>> = { NAN: 'NaN', INF: 'Infinity', '-INF': '-Infinity' };
  const value = Number(text);
  return special[text] === undefined && Number.isFinite(value) ? value : { $number: special[text] ?? text };
}

function intValue(text: string): Value {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : { $bigint: text };
}

function recordOf(entries: readonly (readonly [string, Value])[]): { readonly [key: string]: Value } {
  const record: Record<string, Value> = {};
  for (const [key, value] of entries) Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  return record;
}

class Shower {
  #left = mostShown;
  readonly #open = new Set<PhpNode>();

  show(node: PhpNode): Value {
    if (this.#left <= 0) return { $link: 'further data, too much to show' };
    if (this.#open.has(node)) return { $link: 'an object that this one is part of' };
    this.#left -= 8 + ('bytes' in node ? node.bytes.length : 0);
    this.#open.add(node);
    const value = this.#shown(node);
    this.#open.delete(node);
    return value;
  }

  #shown(node: PhpNode): Value {
    switch (node.kind) {
      case 'null': return null;
      case 'bool': return node.value;
      case 'int': return intValue(node.text);
      case 'float': return floatValue(node.text);
      case 'string': return textOrBytes(node.bytes);
      case 'array': return this.#array(node.entries);
      case 'object': {
        const names = fieldTexts(node.entries);
        return recordOf([['$object', nameOf(node.className)], ...node.entries.map(([, value], i) => [names[i] ?? '', this.show(value)] as const)]);
      }
      case 'custom': return { $object: nameOf(node.className), data: textOrBytes(node.bytes) };
      case 'enum': return { $object: nameOf(node.bytes).split(':')[0] ?? '', case: nameOf(node.bytes).split(':')[1] ?? '' };
      case 'link': return this.show(node.target);
    }
  }

  #array(entries: readonly PhpEntry[]): Value {
    if (isList(entries)) return entries.map(([, value]) => this.show(value));
    if (entries.some(([key]) => keyText(key).startsWith('$'))) return { $hash: entries.map(([key, value]) => [keyText(key), this.show(value)]) };
    return recordOf(entries.map(([key, value]) => [keyText(key), this.show(value)]));
  }
}

/** The tree as a value with markers. */
export function shownPhp(node: PhpNode): Value {
  return new Shower().show(node);
}

/** The payload of serialised bytes; null where they are none. */
export function phpPayload(data: Uint8Array): Payload | null {
  const node = readPhp(data);
  return node === null ? null : payloadFrom(shownPhp(node));
}

class EditProblem extends Error {}

/** The same bytes with an edited value in them, or what cannot be written. */
export function editedPhp(data: Uint8Array, value: Value): Result<Uint8Array> {
  const before = readPhp(data);
  if (before === null) return fail('the value before the edit cannot be read');
  try {
    return ok(phpBytes(edit(before, value, 'the payload')));
  } catch (error) {
    if (error instanceof EditProblem) return fail(error.message);
    throw error;
  }
}

function same(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function edit(before: PhpNode | undefined, value: Value, place: string): PhpNode {
  if (before === undefined) return created(value, place);
  if (same(shownPhp(before), value)) return before;
  if (before.kind === 'link') return edit(before.target, value, place);
  if (before.kind === 'float' && typeof value === 'number') return { kind: 'float', text: phpFloat(value) };
  if (before.kind === 'object') return editedObject(before, value, place);
  if (before.kind !== 'array') return created(value, place);
  if (Array.isArray(value)) return { kind: 'array', entries: value.map((item: Value, i) => [intKey(i), edit(entryOf(before.entries, String(i)), item, `${place}[${i}]`)]) };
  if (!isRecord(value) || isMarker(value)) return created(value, place);
  const kept = before.entries.flatMap(([key, old]): PhpEntry[] => {
    const text = keyText(key);
    return Object.hasOwn(value, text) ? [[key, edit(old, value[text] ?? null, `${place}.${text}`)]] : [];
  });
  const added = Object.entries(value).filter(([key]) => entryOf(before.entries, key) === undefined);
  return { kind: 'array', entries: [...kept, ...added.map(([key, item]): PhpEntry => [keyFrom(key), created(item, `${place}.${key}`)])] };
}

function entryOf(entries: readonly PhpEntry[], text: string): PhpNode | undefined {
  return entries.find(([key]) => keyText(key) === text)?.[1];
}

function editedObject(before: PhpNode & { kind: 'object' }, value: Value, place: string): PhpNode {
  const className = nameOf(before.className);
  if (!isRecord(value) || value['$object'] !== className) return created(value, place);
  const names = fieldTexts(before.entries);
  const strange = Object.keys(value).find((key) => key !== '$object' && !names.includes(key));
  if (strange !== undefined) throw new EditProblem(`${place} is an object of ${className} and gets no new property ${strange}`);
  return { ...before, entries: before.entries.map(([key, old], i) => [key, edit(old, value[names[i] ?? ''] ?? null, `${place}.${names[i] ?? ''}`)]) };
}

const intKey = (index: number): PhpKey => ({ kind: 'int', text: String(index) });

/** PHP makes decimal text an integer key. */
function keyFrom(text: string): PhpKey {
  return /^(?:0|-?[1-9]\d{0,17})$/.test(text) ? { kind: 'int', text } : { kind: 'string', bytes: utf8(text) };
}

/** As `serialize_precision = -1` writes floats: shortest, and `1.0E+25` for large ones. */
export function phpFloat(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent] = String(value).toUpperCase().split('E');
  if (exponent === undefined) return Math.abs(value) >= 1e15 ? value.toExponential().toUpperCase().replace(/^(-?\d)E/, '$1.0E') : mantissa;
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent}`;
}

function isMarker(value: { readonly [key: string]: Value }): boolean {
  return Object.keys(value).some((key) => key.startsWith('$'));
}

function created(value: Value, place: string): PhpNode {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? { kind: 'int', text: String(value) } : { kind: 'float', text: phpFloat(value) };
  if (typeof value === 'string') return { kind: 'string', bytes: utf8(value) };
  if (Array.isArray(value)) return { kind: 'array', entries: value.map((item: Value, i) => [intKey(i), created(item, `${place}[${i}]`)]) };
  if (!isRecord(value)) return { kind: 'null' };
  if (isMarker(value)) return createdMarker(value, place);
  return { kind: 'array', entries: Object.entries(value).map(([key, item]) => [keyFrom(key), created(item, `${place}.${key}`)]) };
}

const phpNumbers: Readonly<Record<string, string>> = { NaN: 'NAN', Infinity: 'INF', '-Infinity': '-INF' };

function createdMarker({ $bigint, $bytes, $number, $hash, $object }: { readonly [key: string]: Value }, place: string): PhpNode {
  if (typeof $bigint === 'string' && /^-?\d{1,19}$/.test($bigint)) return { kind: 'int', text: $bigint };
  const bytes = typeof $bytes === 'string' ? unhex($bytes) : null;
  if (bytes !== null) return { kind: 'string', bytes };
  const special = typeof $number === 'string' ? phpNumbers[$number] : undefined;
  if (special !== undefined) return { kind: 'float', text: special };
  if (Array.isArray($hash))
    return { kind: 'array', entries: ($hash as readonly Value[]).map((pair) => pairEntry(pair, place)) };
  throw new EditProblem(`${place} would be a new ${$object === undefined ? 'marker that PHP has nothing for' : `object of ${JSON.stringify($object)}`}; objects can be kept, not made or changed here`);
}

function pairEntry(pair: Value, place: string): PhpEntry {
  const [key, item = null] = Array.isArray(pair) ? (pair as readonly Value[]) : [];
  if (typeof key !== 'string') throw new EditProblem(`$hash at ${place} is no list of pairs`);
  return [keyFrom(key), created(item, `${place}.${key}`)];
}
