/**
 * Writes an edited gob value with the types of its stream. What stands in an interface keeps its registered type as long as it can;
 * what is new becomes `string`, `int`, `float64`, `bool` or `[]uint8`, which every Go program knows.
 * Source: golang/go 1.24 `src/encoding/gob/{encode,encoder,type}.go`.
 */
import { fail, ok, type Result } from '../result';
import { concat, unhex, utf8 } from './bytes';
import { goTimeBytes } from './go-time';
import type { GobDocument, GobEntry, GobNode } from './gob';
import { gobIds, type GobType } from './gob-types';
import { bytesIn, entryIn, integerIn, markedBy, numberIn, stringIn, textTree, treeText, type JsonTree } from './json-tree';

class GobProblem extends Error {}

function refuse(problem: string): never {
  throw new GobProblem(problem);
}

export function gobUint(value: bigint): Uint8Array {
  if (value < 128n) return Uint8Array.of(Number(value));
  const digits = value.toString(16);
  const bytes = unhex(digits.length % 2 === 0 ? digits : `0${digits}`) ?? new Uint8Array();
  return concat(Uint8Array.of(256 - bytes.length), bytes);
}

export function gobInt(value: bigint): Uint8Array {
  return gobUint(value < 0n ? (~value << 1n) | 1n : value << 1n);
}

function sized(bytes: Uint8Array): Uint8Array {
  return concat(gobUint(BigInt(bytes.length)), bytes);
}

function float(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return gobUint(view.getBigUint64(0));
}

function shorten(tree: JsonTree): string {
  const text = treeText(tree);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function integer(tree: JsonTree, signed: boolean): bigint {
  const value = integerIn(tree);
  const [low, high] = signed ? [-(2n ** 63n), 2n ** 63n] : [0n, 2n ** 64n];
  return value !== null && value >= low && value < high ? value : refuse(`${shorten(tree)} is no ${signed ? 'int' : 'uint'}`);
}

const basics: Readonly<Record<number, (tree: JsonTree) => Uint8Array>> = {
  [gobIds.bool]: (tree) => {
    const text = treeText(tree);
    return text === 'true' || text === 'false' ? Uint8Array.of(text === 'true' ? 1 : 0) : refuse(`${shorten(tree)} is no bool`);
  },
  [gobIds.int]: (tree) => gobInt(integer(tree, true)),
  [gobIds.uint]: (tree) => gobUint(integer(tree, false)),
  [gobIds.float]: (tree) => float(numberIn(tree) ?? refuse(`${shorten(tree)} is no float64`)),
  [gobIds.bytes]: (tree) => sized(bytesIn(tree) ?? refuse(`${shorten(tree)} is no []byte: write {"$bytes": "<hex>"}`)),
  [gobIds.string]: (tree) => {
    const text = stringIn(tree);
    return sized(text === null ? (bytesIn(tree) ?? refuse(`${shorten(tree)} is no string`)) : utf8(text));
  },
  [gobIds.complex]: (tree) => {
    const [real, imaginary] = ['real', 'imaginary'].map((name) => numberIn(entryIn(tree, name) ?? tree));
    return real == null || imaginary == null ? refuse(`${shorten(tree)} is no complex128`) : concat(float(real), float(imaginary));
  },
};

/** Registered names for what is new in an interface, by the tree's kind. */
function newConcrete(tree: JsonTree, document: GobDocument): { name: string; id: number } {
  const object = stringIn(entryIn(tree, '$object'));
  const names = object !== null ? [object] : tree.kind === 'list' ? ['[]interface {}', '[]string', '[]int'] : ['map[string]interface {}', 'map[interface {}]interface {}', 'map[string]string'];
  if (bytesIn(tree) !== null) return { name: '[]uint8', id: gobIds.bytes };
  if (stringIn(tree) !== null) return { name: 'string', id: gobIds.string };
  if (integerIn(tree) !== null) return { name: 'int', id: gobIds.int };
  if (numberIn(tree) !== null) return { name: 'float64', id: gobIds.float };
  if (tree.kind === 'scalar') return { name: 'bool', id: gobIds.bool };
  const name = names.find((each) => document.concrete.has(each));
  const id = name === undefined ? undefined : document.concrete.get(name);
  if (name === undefined || id === undefined)
    return refuse(`${shorten(tree)} would need a type that the application has registered with gob.Register; only text, numbers, true, false, null and {"$bytes"} can be added here`);
  return { name, id };
}

class GobWriter {
  readonly #document: GobDocument;

  constructor(document: GobDocument) {
    this.#document = document;
  }

  topLevel(id: number, tree: JsonTree, original: GobNode | null): Uint8Array {
    const value = this.#value(id, tree, original);
    return this.#document.types.get(id)?.kind === 'struct' ? value : concat(Uint8Array.of(0), value);
  }

  #value(id: number, tree: JsonTree, original: GobNode | null): Uint8Array {
    const basic = basics[id];
    if (basic !== undefined) return basic(tree);
    if (id === gobIds.interface) return this.#interface(tree, original);
    const type = this.#document.types.get(id) ?? refuse(`type ${id} is not defined`);
    if (type.kind === 'opaque') return sized(this.#opaque(tree));
    if (type.kind === 'struct') return this.#struct(type, tree, original);
    if (type.kind === 'map') return this.#map(type, tree, original);
    if (tree.kind !== 'list') return refuse(`${shorten(tree)} is no list`);
    if (type.kind === 'array' && type.length !== tree.items.length) return refuse(`the array has ${type.length} items`);
    const items = tree.items.map((item, i) => this.#value(type.elem, item, original?.items?.[i] ?? null));
    return concat(gobUint(BigInt(items.length)), ...items);
  }

  #opaque(tree: JsonTree): Uint8Array {
    const time = stringIn(entryIn(tree, 'time'));
    if (time !== null) return goTimeBytes(time) ?? refuse(`${time} is no time such as 2026-01-31T12:00:00Z`);
    return unhex(stringIn(entryIn(tree, '$bytes')) ?? '-') ?? refuse(`${shorten(tree)} has no $bytes`);
  }

  #interface(tree: JsonTree, original: GobNode | null): Uint8Array {
    if (treeText(tree) === 'null') return Uint8Array.of(0);
    return this.#kept(tree, original) ?? this.#concrete(newConcrete(tree, this.#document), tree, null);
  }

  /** In the type that stood there before; null where the edited value is no longer one. */
  #kept(tree: JsonTree, original: GobNode | null): Uint8Array | null {
    const object = stringIn(entryIn(tree, '$object'));
    if (original?.concrete === undefined || (object !== null && object !== stringIn(entryIn(original.shown, '$object')))) return null;
    try {
      return this.#concrete(original.concrete, tree, original);
    } catch (error) {
      // Structured values have no other type to become, so what is wrong inside them is the problem to tell.
      if (error instanceof GobProblem && tree.kind === 'scalar') return null;
      throw error;
    }
  }

  #concrete({ name, id }: { name: string; id: number }, tree: JsonTree, original: GobNode | null): Uint8Array {
    return concat(sized(utf8(name)), gobInt(BigInt(id)), sized(this.topLevel(id, tree, original)));
  }

  #struct(type: GobType & { kind: 'struct' }, tree: JsonTree, original: GobNode | null): Uint8Array {
    if (tree.kind !== 'record') return refuse(`${shorten(tree)} is no struct`);
    const unknown = tree.entries.find(([name]) => name !== '$object' && !type.fields.some((field) => field.name === name));
    if (unknown !== undefined) return refuse(`the struct ${type.name} has no field ${unknown[0]}`);
    let last = -1;
    const sent = type.fields.map((field, index) => {
      const item = entryIn(tree, field.name);
      // Zero values are left out, as Go leaves them out.
      if (item === undefined || /^(?:null|""|0|0\.0|false|\[\])$/.test(treeText(item))) return new Uint8Array();
      const delta = gobUint(BigInt(index - last));
      last = index;
      return concat(delta, this.#value(field.id, item, original?.entries?.find(({ text }) => text === field.name)?.item ?? null));
    });
    return concat(...sent, Uint8Array.of(0));
  }

  #map(type: GobType & { kind: 'map' }, tree: JsonTree, original: GobNode | null): Uint8Array {
    const pairs = markedBy(tree, '$map');
    if (pairs?.kind === 'list') return this.#pairs(type, pairs.items);
    if (tree.kind !== 'record') return refuse(`${shorten(tree)} is no map`);
    const entries = tree.entries.map(([text, item]) => {
      const known = original?.entries?.find((entry) => entry.text === text);
      return concat(this.#key(type.key, text, known), this.#value(type.elem, item, known?.item ?? null));
    });
    return concat(gobUint(BigInt(entries.length)), ...entries);
  }

  #pairs(type: GobType & { kind: 'map' }, pairs: readonly JsonTree[]): Uint8Array {
    const written = pairs.map((pair) => {
      const [key, item] = pair.kind === 'list' ? pair.items : [];
      if (key === undefined || item === undefined) return refuse('$map holds pairs of a key and an item');
      return concat(this.#value(type.key, key, null), this.#value(type.elem, item, null));
    });
    return concat(gobUint(BigInt(pairs.length)), ...written);
  }

  #key(id: number, text: string, known: GobEntry | undefined): Uint8Array {
    if (known !== undefined) return this.#value(id, known.key.shown, known.key);
    const isText = id === gobIds.string || id === gobIds.interface;
    return this.#value(id, isText ? textTree(text) : { kind: 'scalar', text }, null);
  }
}

/** The stream for an edited value, its type definitions in front, or what in it cannot be written. */
export function writeGob(tree: JsonTree, document: GobDocument): Result<Uint8Array> {
  try {
    const value = new GobWriter(document).topLevel(document.rootId, tree, document.root);
    return ok(concat(...document.definitions.map(sized), sized(concat(gobInt(BigInt(document.rootId)), value))));
  } catch (error) {
    if (error instanceof GobProblem) return fail(error.message);
    throw error;
  }
}
