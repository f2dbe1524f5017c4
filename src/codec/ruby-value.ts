/**
 * Marshalled Ruby data as a value that a person reads and edits, and the edit taken back into the tree: what was not touched keeps
 * its class, encoding, float or symbol nature and its links. Symbols stand as `{"$symbol": "admin"}`, symbol keys as plain text,
 * hashes whose keys text cannot tell apart as `{"$hash": [[key, value], …]}`, objects as `{"$object": "<class>", …}`.
 */
import { fail, ok, type Result } from '../result';
import { hex, latin1, latin1Text, textOf, unhex } from './bytes';
import { readMarshal, type RubyNode, type RubyObject, type RubySymbol } from './ruby-marshal';
import { marshalBytes, rubyInteger, rubyString, rubySymbol } from './ruby-marshal-write';
import { rubyTime } from './ruby-time';
import { isRecord, payloadFrom, type Payload, type Value } from './value';

/** A few bytes can link to one another so that their full text would never end: no more than this is shown, in bytes and eight a node. */
const mostShown = 2_000_000;

/** Wrappers of one string that stand for that string (Rack's session id). */
const wrappers: Readonly<Record<string, string>> = { 'Rack::Session::SessionId': '@public_id' };

function nameOf(symbol: RubySymbol): string {
  return textOf(symbol.bytes) ?? latin1Text(symbol.bytes);
}

function textOrBytes(bytes: Uint8Array): Value {
  return textOf(bytes) ?? { $bytes: hex(bytes) };
}

/** True where a string says that it is in an encoding other than UTF-8 or ASCII, and needs it. */
function isForeign(node: RubyObject & { kind: 'string' }): boolean {
  return (node.ivars ?? []).some(([name]) => nameOf(name) === 'encoding') && node.bytes.some((byte) => byte > 0x7f);
}

function numberOf(text: string): Value {
  const special: Readonly<Record<string, string>> = { nan: 'NaN', inf: 'Infinity', '-inf': '-Infinity' };
  const value = Number(text);
  return special[text] === undefined && Number.isFinite(value) ? value : { $number: special[text] ?? text };
}

function integerOf(value: bigint): Value {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : { $bigint: String(value) };
}

/** The text of a hash key, or null where text cannot stand for it. */
function keyText(node: RubyNode): string | null {
  if (node.kind === 'symbol') return nameOf(node);
  if (node.kind === 'fixnum') return String(node.value);
  return node.kind === 'string' && !isForeign(node) ? textOf(node.bytes) : null;
}

/** The keys of a hash as text; null where two are the same or one has no text. */
function keyTexts(node: RubyObject & { kind: 'hash' }): string[] | null {
  const texts = node.entries.map(([key]) => keyText(key));
  const known = texts.filter((text) => text !== null);
  const clear = known.length === node.entries.length && new Set(known).size === known.length && !known.some((text) => text.startsWith('$'));
  return clear ? known : null;
}

function recordOf(entries: readonly (readonly [string, Value])[]): { readonly [key: string]: Value } {
  const record: Record<string, Value> = {};
  for (const [key, value] of entries) Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  return record;
}

class Shower {
  #left = mostShown;
  readonly #open = new Set<RubyNode>();

  show(node: RubyNode): Value {
    if (this.#left <= 0) return { $link: 'further data, too much to show' };
    if (this.#open.has(node)) return { $link: 'an object that this one is part of' };
    this.#left -= 8 + ('bytes' in node ? node.bytes.length : 0);
    this.#open.add(node);
    const value = this.#shown(node);
    this.#open.delete(node);
    return value;
  }

  #shown(node: RubyNode): Value {
    switch (node.kind) {
      case 'nil': return null;
      case 'true': return true;
      case 'false': return false;
      case 'fixnum': return node.value;
      case 'bignum': return integerOf(node.value);
      case 'symbol': return { $symbol: nameOf(node) };
      case 'float': return numberOf(latin1Text(node.bytes));
      case 'string': return isForeign(node) ? { $bytes: hex(node.bytes) } : textOrBytes(node.bytes);
      case 'array': return node.items.map((item) => this.show(item));
      case 'hash': return this.#hash(node);
      default: return this.#instance(node);
    }
  }

  #hash(node: RubyObject & { kind: 'hash' }): Value {
    const texts = keyTexts(node);
    if (texts === null) return { $hash: node.entries.map(([key, value]) => [this.show(key), this.show(value)]) };
    return recordOf(node.entries.map(([, value], i) => [texts[i] ?? '', this.show(value)]));
  }

  #instance(node: RubyObject): Value {
    switch (node.kind) {
      case 'object': case 'struct': {
        const wrapped = node.fields.find(([name]) => nameOf(name) === wrappers[nameOf(node.name)]);
        if (wrapped !== undefined) return this.show(wrapped[1]);
        return recordOf([['$object', nameOf(node.name)], ...node.fields.map(([name, value]) => [fieldText(name), this.show(value)] as const)]);
      }
      case 'dumped': {
        const time = nameOf(node.name) === 'Time' ? rubyTime(node.bytes) : null;
        return { $object: nameOf(node.name), ...(time === null ? { data: textOrBytes(node.bytes) } : { utc: time }) };
      }
      case 'marshalled': return { $object: nameOf(node.name), data: this.show(node.data) };
      case 'regexp': return { $object: 'Regexp', source: textOrBytes(node.bytes), options: node.options };
      case 'module': return { $object: node.tag === 'c' ? 'Class' : 'Module', name: textOrBytes(node.bytes) };
      default: return null;
    }
  }
}

/** The name of an instance variable or struct member without its `@`. */
function fieldText(name: RubySymbol): string {
  return nameOf(name).replace(/^@/, '');
}

/** The tree as a value with markers. */
export function shownRuby(node: RubyNode): Value {
  return new Shower().show(node);
}

/** The payload of marshalled bytes; null where they are none. */
export function marshalPayload(data: Uint8Array): Payload | null {
  const node = readMarshal(data);
  return node === null ? null : payloadFrom(shownRuby(node));
}

/** The same bytes with an edited value in them, or what cannot be written. */
export function editedMarshal(data: Uint8Array, value: Value): Result<Uint8Array> {
  const before = readMarshal(data);
  if (before === null) return fail('the value before the edit cannot be read');
  const edited = editedTree(before, value, 'the payload');
  return edited.ok ? ok(marshalBytes(edited.value)) : edited;
}

function same(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

class EditProblem extends Error {}

function editedTree(before: RubyNode, value: Value, place: string): Result<RubyNode> {
  try {
    return ok(edit(before, value, place));
  } catch (error) {
    if (error instanceof EditProblem) return fail(error.message);
    throw error;
  }
}

function edit(before: RubyNode | undefined, value: Value, place: string): RubyNode {
  if (before === undefined) return created(value, undefined, place);
  if (same(shownRuby(before), value)) return before;
  if (before.kind === 'hash' && isRecord(value) && !('$object' in value)) return editedHash(before, value, place);
  if (before.kind === 'array' && Array.isArray(value))
    return { ...before, items: value.map((item: Value, i) => edit(before.items[i], item, `${place}[${i}]`)) };
  if (before.kind === 'string' && typeof value === 'string') return editedString(before, value);
  if (before.kind === 'float' && typeof value === 'number') return float(value);
  if (before.kind === 'object' || before.kind === 'struct') return editedFields(before, value, place);
  if (before.kind === 'symbol' && typeof value === 'string') return rubySymbol(value);
  return created(value, before, place);
}

function editedString(before: RubyObject & { kind: 'string' }, text: string): RubyNode {
  const fresh = rubyString(text);
  if (fresh.kind !== 'string' || before.ivars === null) return { ...before, bytes: fresh.kind === 'string' ? fresh.bytes : before.bytes };
  const others = before.ivars.filter(([name]) => !['E', 'encoding'].includes(nameOf(name)));
  return { ...fresh, prefixes: before.prefixes, ivars: [...(fresh.ivars ?? []), ...others] };
}

function editedFields(before: RubyObject & { kind: 'object' | 'struct' }, value: Value, place: string): RubyNode {
  const wrapped = wrappers[nameOf(before.name)];
  if (wrapped !== undefined && typeof value === 'string')
    return { ...before, fields: before.fields.map(([name, old]) => [name, nameOf(name) === wrapped ? edit(old, value, place) : old]) };
  if (!isRecord(value) || value['$object'] !== nameOf(before.name)) return created(value, before, place);
  const known = new Set(before.fields.map(([name]) => fieldText(name)));
  const strange = Object.keys(value).find((key) => key !== '$object' && !known.has(key));
  if (strange !== undefined) throw new EditProblem(`${place} is an object of ${nameOf(before.name)} and gets no new field ${strange}`);
  return { ...before, fields: before.fields.map(([name, old]) => [name, edit(old, value[fieldText(name)] ?? null, `${place}.${fieldText(name)}`)]) };
}

function editedHash(before: RubyObject & { kind: 'hash' }, value: { readonly [key: string]: Value }, place: string): RubyNode {
  const pairs = value['$hash'];
  if (pairs !== undefined) return { ...before, entries: pairEntries(pairs, before, place) };
  const texts = keyTexts(before) ?? [];
  const kept = before.entries.flatMap(([key, old], i) => {
    const text = texts[i] ?? '';
    return Object.hasOwn(value, text) ? [[key, edit(old, value[text] ?? null, `${place}.${text}`)] as const] : [];
  });
  const symbols = before.entries.length > 0 && before.entries.every(([key]) => key.kind === 'symbol');
  const added = Object.entries(value).filter(([key]) => !texts.includes(key));
  return { ...before, entries: [...kept, ...added.map(([key, item]) => [symbols ? rubySymbol(key) : rubyString(key), created(item, undefined, `${place}.${key}`)] as const)] };
}

function pairEntries(pairs: Value, before: (RubyObject & { kind: 'hash' }) | undefined, place: string): (readonly [RubyNode, RubyNode])[] {
  if (!Array.isArray(pairs) || !pairs.every((pair) => Array.isArray(pair) && pair.length === 2)) throw new EditProblem(`$hash at ${place} is no list of pairs`);
  return (pairs as readonly (readonly [Value, Value])[]).map(([key, item]) => {
    const old = before?.entries.find(([known]) => same(shownRuby(known), key));
    return [old?.[0] ?? created(key, undefined, place), edit(old?.[1], item, place)];
  });
}

function float(value: number): RubyNode {
  return { kind: 'float', prefixes: [], ivars: null, bytes: latin1(String(value)) ?? new Uint8Array() };
}

function number(value: number, before: RubyNode | undefined): RubyNode {
  return Number.isInteger(value) && before?.kind !== 'float' && Math.abs(value) < 2 ** 53 ? rubyInteger(BigInt(value)) : float(value);
}

function created(value: Value, before: RubyNode | undefined, place: string): RubyNode {
  if (value === null) return { kind: 'nil' };
  if (typeof value === 'boolean') return { kind: value ? 'true' : 'false' };
  if (typeof value === 'number') return number(value, before);
  if (typeof value === 'string') return rubyString(value);
  if (Array.isArray(value)) return { kind: 'array', prefixes: [], ivars: null, items: value.map((item: Value, i) => created(item, undefined, `${place}[${i}]`)) };
  return isRecord(value) ? createdRecord(value, place) : { kind: 'nil' };
}

const rubyNumbers: Readonly<Record<string, string>> = { NaN: 'nan', Infinity: 'inf', '-Infinity': '-inf' };

function createdRecord(value: { readonly [key: string]: Value }, place: string): RubyNode {
  const { $symbol, $bigint, $bytes, $number, $hash, $object } = value;
  if (typeof $symbol === 'string') return rubySymbol($symbol);
  if (typeof $bigint === 'string' && /^-?\d{1,1000}$/.test($bigint)) return rubyInteger(BigInt($bigint));
  const bytes = typeof $bytes === 'string' ? unhex($bytes) : null;
  if (bytes !== null) return { kind: 'string', prefixes: [], ivars: null, bytes };
  const special = typeof $number === 'string' ? latin1(rubyNumbers[$number] ?? '') : null;
  if (special !== null && special.length > 0) return { kind: 'float', prefixes: [], ivars: null, bytes: special };
  if ($object !== undefined) throw new EditProblem(`${place} would be a new object of ${JSON.stringify($object)}; objects can be kept, not made or changed here`);
  const entries = $hash === undefined
    ? Object.entries(value).map(([key, item]) => [rubyString(key), created(item, undefined, `${place}.${key}`)] as const)
    : pairEntries($hash, undefined, place);
  return { kind: 'hash', prefixes: [], ivars: null, fallback: null, entries };
}
