/**
 * Marshalled Ruby data as a value that a person reads and edits, and the edit taken back into the tree: what was not touched keeps
 * its class, encoding, float or symbol nature and its links. Symbols stand as `{"$symbol": "admin"}`, symbol keys as plain text,
 * hashes whose keys text cannot tell apart as `{"$hash": [[key, value], …]}`, objects as `{"$object": "<class>", …}`.
 */
import { fail, ok, type Result } from '../result';
import { hex, latin1, latin1Text, textOf } from './bytes';
import { boolTree, bytesIn, entryIn, floatTree, integerIn, integerTree, listTree, markedBy, markerTree, nullTree, numberIn, payloadOfTree, recordTree, sameTree, stringIn, textTree, valueOfTree, type JsonTree } from './json-tree';
import { readMarshal, type RubyNode, type RubyObject, type RubySymbol } from './ruby-marshal';
import { marshalBytes, rubyInteger, rubyString, rubySymbol } from './ruby-marshal-write';
import { rubyTime } from './ruby-time';
import { objectTree, textOrBytesTree, TreeShower } from './object-tree';
import type { Payload, Value } from './value';

/** Wrappers of one string that stand for that string (Rack's session id). */
const wrappers: Readonly<Record<string, string>> = { 'Rack::Session::SessionId': '@public_id' };

function nameOf(symbol: RubySymbol): string {
  return textOf(symbol.bytes) ?? latin1Text(symbol.bytes);
}

/** True where a string says that it is in an encoding other than UTF-8 or ASCII, and needs it. */
function isForeign(node: RubyObject & { kind: 'string' }): boolean {
  return (node.ivars ?? []).some(([name]) => nameOf(name) === 'encoding') && node.bytes.some((byte) => byte > 0x7f);
}

const rubyNumbers: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY };

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

class Shower extends TreeShower<RubyNode> {
  protected override shown(node: RubyNode): JsonTree {
    switch (node.kind) {
      case 'nil': return nullTree;
      case 'true': case 'false': return boolTree(node.kind === 'true');
      case 'fixnum': case 'bignum': return integerTree(node.value);
      case 'symbol': return markerTree('$symbol', textTree(nameOf(node)));
      case 'float': return floatTree(rubyNumbers[latin1Text(node.bytes)] ?? Number(latin1Text(node.bytes)));
      case 'string': return isForeign(node) ? markerTree('$bytes', textTree(hex(node.bytes))) : textOrBytesTree(node.bytes);
      case 'array': return listTree(node.items.map((item) => this.show(item)));
      case 'hash': return this.#hash(node);
      default: return this.#instance(node);
    }
  }

  #hash(node: RubyObject & { kind: 'hash' }): JsonTree {
    const texts = keyTexts(node);
    if (texts === null) return markerTree('$hash', listTree(node.entries.map(([key, value]) => listTree([this.show(key), this.show(value)]))));
    return recordTree(node.entries.map(([, value], i) => [texts[i] ?? '', this.show(value)]));
  }

  #instance(node: RubyObject): JsonTree {
    switch (node.kind) {
      case 'object': case 'struct': {
        const wrapped = node.fields.find(([name]) => nameOf(name) === wrappers[nameOf(node.name)]);
        return wrapped === undefined ? objectTree(nameOf(node.name), node.fields.map(([name, value]) => [fieldText(name), this.show(value)])) : this.show(wrapped[1]);
      }
      case 'dumped': {
        const time = nameOf(node.name) === 'Time' ? rubyTime(node.bytes) : null;
        return objectTree(nameOf(node.name), [time === null ? ['data', textOrBytesTree(node.bytes)] : ['utc', textTree(time)]]);
      }
      case 'marshalled': return objectTree(nameOf(node.name), [['data', this.show(node.data)]]);
      case 'regexp': return objectTree('Regexp', [['source', textOrBytesTree(node.bytes)], ['options', integerTree(node.options)]]);
      case 'module': return objectTree(node.tag === 'c' ? 'Class' : 'Module', [['name', textOrBytesTree(node.bytes)]]);
      default: return nullTree;
    }
  }
}

/** The name of an instance variable or struct member without its `@`. */
function fieldText(name: RubySymbol): string {
  return nameOf(name).replace(/^@/, '');
}

function treeOf(node: RubyNode): JsonTree {
  return new Shower().show(node);
}

/** The tree as a value with markers. */
export function shownRuby(node: RubyNode): Value {
  return valueOfTree(treeOf(node));
}

/** The payload of marshalled bytes; null where they are none. */
export function marshalPayload(data: Uint8Array): Payload | null {
  const node = readMarshal(data);
  return node === null ? null : payloadOfTree(treeOf(node));
}

class EditProblem extends Error {}

/** The same bytes with an edited value in them, or what cannot be written. */
export function editedMarshal(data: Uint8Array, edited: JsonTree): Result<Uint8Array> {
  const before = readMarshal(data);
  if (before === null) return fail('the value before the edit cannot be read');
  try {
    return ok(marshalBytes(edit(before, edited, 'the payload')));
  } catch (error) {
    if (error instanceof EditProblem) return fail(error.message);
    throw error;
  }
}

function edit(before: RubyNode | undefined, tree: JsonTree, place: string): RubyNode {
  if (before === undefined) return created(tree, place);
  if (sameTree(treeOf(before), tree)) return before;
  const [text, number] = [stringIn(tree), numberIn(tree)];
  if (before.kind === 'hash' && tree.kind === 'record' && entryIn(tree, '$object') === undefined) return editedHash(before, tree, place);
  if (before.kind === 'array' && tree.kind === 'list') return { ...before, items: tree.items.map((item, i) => edit(before.items[i], item, `${place}[${i}]`)) };
  if (before.kind === 'string' && text !== null) return editedString(before, text);
  if (before.kind === 'float' && number !== null) return float(number);
  if (before.kind === 'object' || before.kind === 'struct') return editedFields(before, tree, place);
  return before.kind === 'symbol' && text !== null ? rubySymbol(text) : created(tree, place);
}

function editedString(before: RubyObject & { kind: 'string' }, text: string): RubyNode {
  const fresh = rubyString(text);
  if (before.ivars === null) return { ...before, bytes: fresh.bytes };
  const others = before.ivars.filter(([name]) => !['E', 'encoding'].includes(nameOf(name)));
  return { ...fresh, prefixes: before.prefixes, ivars: [...(fresh.ivars ?? []), ...others] };
}

function editedFields(before: RubyObject & { kind: 'object' | 'struct' }, tree: JsonTree, place: string): RubyNode {
  const wrapped = wrappers[nameOf(before.name)];
  if (wrapped !== undefined && stringIn(tree) !== null)
    return { ...before, fields: before.fields.map(([name, old]) => [name, nameOf(name) === wrapped ? edit(old, tree, place) : old]) };
  if (tree.kind !== 'record' || stringIn(entryIn(tree, '$object')) !== nameOf(before.name)) return created(tree, place);
  const known = new Set(before.fields.map(([name]) => fieldText(name)));
  const strange = tree.entries.find(([key]) => key !== '$object' && !known.has(key))?.[0];
  if (strange !== undefined) throw new EditProblem(`${place} is an object of ${nameOf(before.name)} and gets no new field ${strange}`);
  return { ...before, fields: before.fields.map(([name, old]) => [name, edit(old, entryIn(tree, fieldText(name)) ?? nullTree, `${place}.${fieldText(name)}`)]) };
}

type Entries = (readonly [RubyNode, RubyNode])[];

function editedHash(before: RubyObject & { kind: 'hash' }, tree: JsonTree & { kind: 'record' }, place: string): RubyNode {
  const pairs = markedBy(tree, '$hash');
  if (pairs !== null) return { ...before, entries: pairEntries(pairs, before, place) };
  const texts = keyTexts(before) ?? [];
  const kept = before.entries.flatMap(([key, old], i): Entries => {
    const text = texts[i] ?? '';
    const item = entryIn(tree, text);
    return item === undefined ? [] : [[key, edit(old, item, `${place}.${text}`)]];
  });
  const symbols = before.entries.length > 0 && before.entries.every(([key]) => key.kind === 'symbol');
  const added = tree.entries.filter(([key]) => !texts.includes(key));
  return { ...before, entries: [...kept, ...added.map(([key, item]): Entries[number] => [symbols ? rubySymbol(key) : rubyString(key), created(item, `${place}.${key}`)])] };
}

function pairEntries(pairs: JsonTree, before: (RubyObject & { kind: 'hash' }) | undefined, place: string): Entries {
  return (pairs.kind === 'list' ? pairs.items : []).map((pair) => {
    const [key, item] = pair.kind === 'list' ? pair.items : [];
    if (key === undefined || item === undefined) throw new EditProblem(`$hash at ${place} is no list of pairs`);
    const old = before?.entries.find(([known]) => sameTree(treeOf(known), key));
    return [old?.[0] ?? created(key, place), edit(old?.[1], item, place)];
  });
}

function float(value: number): RubyNode {
  const name = Object.keys(rubyNumbers).find((text) => Object.is(rubyNumbers[text], value));
  return { kind: 'float', prefixes: [], ivars: null, bytes: latin1(name ?? (Object.is(value, -0) ? '-0' : String(value))) ?? new Uint8Array() };
}

function created(tree: JsonTree, place: string): RubyNode {
  if (tree.kind === 'list') return { kind: 'array', prefixes: [], ivars: null, items: tree.items.map((item, i) => created(item, `${place}[${i}]`)) };
  const [text, integer, number, bytes, symbol] = [stringIn(tree), integerIn(tree), numberIn(tree), bytesIn(tree), stringIn(markedBy(tree, '$symbol'))];
  if (text !== null) return rubyString(text);
  if (symbol !== null) return rubySymbol(symbol);
  if (bytes !== null) return { kind: 'string', prefixes: [], ivars: null, bytes };
  if (integer !== null) return rubyInteger(integer);
  if (number !== null) return float(number);
  return tree.kind === 'record' ? createdHash(tree, place) : { kind: tree.text === 'true' ? 'true' : tree.text === 'false' ? 'false' : 'nil' };
}

function createdHash(tree: JsonTree & { kind: 'record' }, place: string): RubyNode {
  const className = entryIn(tree, '$object');
  if (className !== undefined) throw new EditProblem(`${place} would be a new object of ${stringIn(className) ?? 'some class'}; objects can be kept, not made or changed here`);
  const pairs = markedBy(tree, '$hash');
  const entries = pairs === null ? tree.entries.map(([key, item]): Entries[number] => [rubyString(key), created(item, `${place}.${key}`)]) : pairEntries(pairs, undefined, place);
  return { kind: 'hash', prefixes: [], ivars: null, fallback: null, entries };
}
