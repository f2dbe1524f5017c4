/**
 * Serialised PHP as a value that a person reads and edits, and the edit taken back into the tree: what was not touched keeps its
 * class, its private names, its float nature and its links. Arrays with the keys 0, 1, 2 … are lists, all others objects; instances
 * stand as `{"$object": "<class>", …}`.
 */
import { fail, ok, type Result } from '../result';
import { latin1Text, textOf, utf8 } from './bytes';
import { boolTree, bytesIn, entryIn, floatTree, integerIn, integerTree, listTree, markedBy, markerTree, nullTree, numberIn, payloadOfTree, recordTree, sameTree, stringIn, textTree, type JsonTree } from './json-tree';
import { phpBytes, readPhp, type PhpEntry, type PhpKey, type PhpNode } from './php-serialize';
import { objectTree, textOrBytesTree, TreeShower } from './object-tree';
import type { Payload } from './value';

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

const phpNumbers: Readonly<Record<string, number>> = { NAN: Number.NaN, INF: Number.POSITIVE_INFINITY, '-INF': Number.NEGATIVE_INFINITY };

class Shower extends TreeShower<PhpNode> {
  protected override shown(node: PhpNode): JsonTree {
    switch (node.kind) {
      case 'null': return nullTree;
      case 'bool': return boolTree(node.value);
      case 'int': return integerTree(BigInt(node.text));
      case 'float': return floatTree(phpNumbers[node.text] ?? Number(node.text));
      case 'string': return textOrBytesTree(node.bytes);
      case 'array': return this.#array(node.entries);
      case 'object': {
        const names = fieldTexts(node.entries);
        return objectTree(nameOf(node.className), node.entries.map(([, value], i) => [names[i] ?? '', this.show(value)]));
      }
      case 'custom': return objectTree(nameOf(node.className), [['data', textOrBytesTree(node.bytes)]]);
      case 'enum': {
        const [className = '', name = ''] = nameOf(node.bytes).split(':');
        return objectTree(className, [['case', textTree(name)]]);
      }
      case 'link': return this.show(node.target);
    }
  }

  #array(entries: readonly PhpEntry[]): JsonTree {
    if (isList(entries)) return listTree(entries.map(([, value]) => this.show(value)));
    if (entries.some(([key]) => keyText(key).startsWith('$'))) return markerTree('$hash', listTree(entries.map(([key, value]) => listTree([textTree(keyText(key)), this.show(value)]))));
    return recordTree(entries.map(([key, value]) => [keyText(key), this.show(value)]));
  }
}

/** The tree of nodes as JSON with markers. */
export function phpTree(node: PhpNode): JsonTree {
  return new Shower().show(node);
}

/** The payload of serialised bytes; null where they are none. */
export function phpPayload(data: Uint8Array): Payload | null {
  const node = readPhp(data);
  return node === null ? null : payloadOfTree(phpTree(node));
}

class EditProblem extends Error {}

/** The same bytes with an edited value in them, or what cannot be written. */
export function editedPhp(data: Uint8Array, edited: JsonTree): Result<Uint8Array> {
  const before = readPhp(data);
  if (before === null) return fail('the value before the edit cannot be read');
  try {
    return ok(phpBytes(edit(before, edited, 'the payload')));
  } catch (error) {
    if (error instanceof EditProblem) return fail(error.message);
    throw error;
  }
}

function edit(before: PhpNode | undefined, tree: JsonTree, place: string): PhpNode {
  if (before === undefined) return created(tree, place);
  if (sameTree(phpTree(before), tree)) return before;
  const number = numberIn(tree);
  if (before.kind === 'link') return edit(before.target, tree, place);
  if (before.kind === 'float' && number !== null) return { kind: 'float', text: phpFloat(number) };
  if (before.kind === 'object') return editedObject(before, tree, place);
  if (before.kind !== 'array') return created(tree, place);
  if (tree.kind === 'list') return { kind: 'array', entries: tree.items.map((item, i) => [intKey(i), edit(entryOf(before.entries, String(i)), item, `${place}[${i}]`)]) };
  if (tree.kind !== 'record' || isMarker(tree)) return created(tree, place);
  const kept = before.entries.flatMap(([key, old]): PhpEntry[] => {
    const item = entryIn(tree, keyText(key));
    return item === undefined ? [] : [[key, edit(old, item, `${place}.${keyText(key)}`)]];
  });
  const added = tree.entries.filter(([key]) => entryOf(before.entries, key) === undefined);
  return { kind: 'array', entries: [...kept, ...added.map(([key, item]): PhpEntry => [keyFrom(key), created(item, `${place}.${key}`)])] };
}

function entryOf(entries: readonly PhpEntry[], text: string): PhpNode | undefined {
  return entries.find(([key]) => keyText(key) === text)?.[1];
}

function editedObject(before: PhpNode & { kind: 'object' }, tree: JsonTree, place: string): PhpNode {
  const className = nameOf(before.className);
  if (tree.kind !== 'record' || stringIn(entryIn(tree, '$object')) !== className) return created(tree, place);
  const names = fieldTexts(before.entries);
  const strange = tree.entries.find(([key]) => key !== '$object' && !names.includes(key))?.[0];
  if (strange !== undefined) throw new EditProblem(`${place} is an object of ${className} and gets no new property ${strange}`);
  return { ...before, entries: before.entries.map(([key, old], i) => [key, edit(old, entryIn(tree, names[i] ?? '') ?? nullTree, `${place}.${names[i] ?? ''}`)]) };
}

const intKey = (index: number): PhpKey => ({ kind: 'int', text: String(index) });

/** PHP makes decimal text an integer key. */
function keyFrom(text: string): PhpKey {
  return /^(?:0|-?[1-9]\d{0,17})$/.test(text) ? { kind: 'int', text } : { kind: 'string', bytes: utf8(text) };
}

/** As `serialize_precision = -1` writes floats: shortest, and `1.0E+25` for large ones. */
export function phpFloat(value: number): string {
  const name = Object.keys(phpNumbers).find((text) => Object.is(phpNumbers[text], value));
  if (name !== undefined) return name;
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent] = String(value).toUpperCase().split('E');
  if (exponent === undefined) return Math.abs(value) >= 1e15 ? value.toExponential().toUpperCase().replace(/^(-?\d)E/, '$1.0E') : mantissa;
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent}`;
}

function isMarker(tree: JsonTree & { kind: 'record' }): boolean {
  return tree.entries.some(([key]) => key.startsWith('$'));
}

function created(tree: JsonTree, place: string): PhpNode {
  if (tree.kind === 'list') return { kind: 'array', entries: tree.items.map((item, i) => [intKey(i), created(item, `${place}[${i}]`)]) };
  const [text, integer, number, bytes] = [stringIn(tree), integerIn(tree), numberIn(tree), bytesIn(tree)];
  if (text !== null) return { kind: 'string', bytes: utf8(text) };
  if (bytes !== null) return { kind: 'string', bytes };
  // PHP reads an integer beyond 64 bits as a float.
  if (integer !== null && BigInt.asIntN(64, integer) === integer) return { kind: 'int', text: String(integer) };
  if (number !== null) return { kind: 'float', text: phpFloat(number) };
  if (tree.kind === 'scalar') return tree.text === 'null' ? { kind: 'null' } : { kind: 'bool', value: tree.text === 'true' };
  if (isMarker(tree)) return createdMarker(tree, place);
  return { kind: 'array', entries: tree.entries.map(([key, item]) => [keyFrom(key), created(item, `${place}.${key}`)]) };
}

function createdMarker(tree: JsonTree, place: string): PhpNode {
  const pairs = markedBy(tree, '$hash');
  if (pairs?.kind === 'list') return { kind: 'array', entries: pairs.items.map((pair) => pairEntry(pair, place)) };
  const className = stringIn(entryIn(tree, '$object'));
  throw new EditProblem(`${place} would be a new ${className === null ? 'marker that PHP has nothing for' : `object of ${className}`}; objects can be kept, not made or changed here`);
}

function pairEntry(pair: JsonTree, place: string): PhpEntry {
  const [key, item] = pair.kind === 'list' ? pair.items : [];
  const text = stringIn(key);
  if (text === null || item === undefined) throw new EditProblem(`$hash at ${place} is no list of pairs`);
  return [keyFrom(text), created(item, `${place}.${text}`)];
}
