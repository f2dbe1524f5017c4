/**
 * Go's gob streams, read as data: what gorilla/sessions makes (`map[interface{}]interface{}` of registered types) and every other
 * single value. The stream carries its type definitions; nothing is created from them.
 * Source: golang/go 1.24 `src/encoding/gob/{doc,decode,decoder}.go`.
 */
import { MalformedBytes, readingBytes } from './byte-cursor';
import { hex, textOf } from './bytes';
import { goTimeText } from './go-time';
import { GobCursor, gobDefinition, gobIds, type GobType } from './gob-types';
import { boolTree, floatTree, integerTree, listTree, markerTree, nullTree, recordTree, stringIn, textTree, treeText, type JsonTree } from './json-tree';

const maxDepth = 100;

/** A value as it is shown, with what the writer has to know of an interface's contents. */
export interface GobNode {
  readonly shown: JsonTree;
  /** Of a value in an interface: the name under which its concrete type is registered, and the type's id. */
  readonly concrete?: { readonly name: string; readonly id: number };
  /** Of arrays, slices and structs. */
  readonly items?: readonly GobNode[];
  /** Of maps. */
  readonly entries?: readonly GobEntry[];
}

export interface GobEntry {
  /** The key's text in the map as shown. */
  readonly text: string;
  readonly key: GobNode;
  readonly item: GobNode;
}

export interface GobDocument {
  readonly types: ReadonlyMap<number, GobType>;
  /** The bodies of the definitions, wherever in the stream they stood. */
  readonly definitions: readonly Uint8Array[];
  /** The registered types that occur, by name. */
  readonly concrete: ReadonlyMap<string, number>;
  readonly rootId: number;
  readonly root: GobNode;
}

function bytesTree(bytes: Uint8Array): JsonTree {
  return markerTree('$bytes', textTree(hex(bytes)));
}

/** The predeclared types that hold nothing else. */
const basics: Readonly<Record<number, (cursor: GobCursor) => JsonTree>> = {
  [gobIds.bool]: (cursor) => boolTree(cursor.uint() !== 0n),
  [gobIds.int]: (cursor) => integerTree(cursor.int()),
  [gobIds.uint]: (cursor) => integerTree(cursor.uint()),
  [gobIds.float]: (cursor) => floatTree(cursor.float()),
  [gobIds.bytes]: (cursor) => bytesTree(cursor.take(cursor.count())),
  [gobIds.string]: (cursor) => {
    const bytes = cursor.take(cursor.count());
    const text = textOf(bytes);
    return text === null ? bytesTree(bytes) : textTree(text);
  },
  [gobIds.complex]: (cursor) => recordTree([['$object', textTree('complex128')], ['real', floatTree(cursor.float())], ['imaginary', floatTree(cursor.float())]]),
};

function opaqueTree(name: string, bytes: Uint8Array): JsonTree {
  const time = /^(?:time\.)?Time$/.test(name) ? goTimeText(bytes) : null;
  if (time !== null) return recordTree([['$object', textTree('time.Time')], ['time', textTree(time)]]);
  return recordTree([['$object', textTree(name === '' ? 'unnamed type' : name)], ['$bytes', textTree(hex(bytes))]]);
}

function mapTree(entries: readonly GobEntry[]): JsonTree {
  const ambiguous = new Set(entries.map(({ text }) => text)).size < entries.length;
  if (ambiguous) return markerTree('$map', listTree(entries.map(({ key, item }) => listTree([key.shown, item.shown]))));
  return recordTree(entries.map(({ text, item }) => [text, item.shown]));
}

class GobReader {
  readonly #cursor: GobCursor;
  readonly #types = new Map<number, GobType>();
  readonly #definitions: Uint8Array[] = [];
  readonly #concrete = new Map<string, number>();

  constructor(bytes: Uint8Array) {
    this.#cursor = new GobCursor(bytes);
  }

  document(): GobDocument {
    for (;;) {
      const end = this.#cursor.count() + this.#cursor.at;
      const rootId = this.#typeId();
      if (rootId >= 0) {
        const root = this.#topLevel(rootId, '', 0);
        if (this.#cursor.left > 0) throw new MalformedBytes('more follows the value');
        return { types: this.#types, definitions: this.#definitions, concrete: this.#concrete, rootId, root };
      }
      if (this.#cursor.at !== end) throw new MalformedBytes('a definition of another length than announced');
    }
  }

  /** A type id; a negative one has its definition behind it, which is read as well. */
  #typeId(): number {
    const start = this.#cursor.at;
    const id = this.#cursor.small();
    if (id >= 0) return id;
    this.#types.set(-id, gobDefinition(this.#cursor));
    this.#definitions.push(this.#cursor.bytes.subarray(start, this.#cursor.at));
    return id;
  }

  /** A value that stands by itself: everything but a struct has a zero in front of it. */
  #topLevel(id: number, registered: string, depth: number): GobNode {
    if (this.#types.get(id)?.kind !== 'struct' && this.#cursor.uint() !== 0n) throw new MalformedBytes('no value of a single type');
    return this.#value(id, registered, depth);
  }

  #value(id: number, registered: string, depth: number): GobNode {
    if (depth > maxDepth) throw new MalformedBytes('nested too deeply');
    const basic = basics[id];
    if (basic !== undefined) return { shown: basic(this.#cursor) };
    if (id === gobIds.interface) return this.#interface(depth);
    const type = this.#types.get(id);
    if (type === undefined) throw new MalformedBytes(`type ${id} is not defined`);
    if (type.kind === 'opaque') return { shown: opaqueTree(registered === '' ? type.name : registered, this.#cursor.take(this.#cursor.count())) };
    if (type.kind === 'map') return this.#map(type.key, type.elem, depth);
    if (type.kind === 'struct') return this.#struct(type.fields, registered, depth);
    const items = Array.from({ length: this.#cursor.count() }, () => this.#value(type.elem, '', depth + 1));
    return { items, shown: listTree(items.map(({ shown }) => shown)) };
  }

  #interface(depth: number): GobNode {
    const name = this.#cursor.text();
    if (name === '') return { shown: nullTree };
    let id = this.#typeId();
    for (; id < 0; id = this.#typeId()) this.#cursor.uint();
    this.#concrete.set(name, id);
    const end = this.#cursor.count() + this.#cursor.at;
    const known = this.#definitions.length;
    const node = this.#topLevel(id, name, depth + 1);
    // A definition inside cuts the value in two, each with a length of its own: `end` is then that of the first.
    if (this.#cursor.at !== end && this.#definitions.length === known) throw new MalformedBytes('a value of another length than announced');
    return { ...node, concrete: { name, id } };
  }

  #map(key: number, elem: number, depth: number): GobNode {
    const entries = Array.from({ length: this.#cursor.count() }, () => {
      const keyNode = this.#value(key, '', depth + 1);
      const text = stringIn(keyNode.shown) ?? treeText(keyNode.shown);
      return { text, key: keyNode, item: this.#value(elem, '', depth + 1) };
    });
    return { entries, shown: mapTree(entries) };
  }

  /** Fields of zero value are not sent, and so not shown. */
  #struct(fields: readonly { name: string; id: number }[], registered: string, depth: number): GobNode {
    const entries: GobEntry[] = [];
    this.#cursor.fields((index) => {
      const field = fields[index];
      if (field === undefined) throw new MalformedBytes('a field that the struct does not have');
      entries.push({ text: field.name, key: { shown: textTree(field.name) }, item: this.#value(field.id, '', depth + 1) });
    });
    const shown = entries.map(({ text, item }) => [text, item.shown] as const);
    return { entries, shown: recordTree(registered === '' ? shown : [['$object', textTree(registered)], ...shown]) };
  }
}

/** The one value of a gob stream; null where the bytes are none, or hold more than one. */
export function readGob(bytes: Uint8Array): GobDocument | null {
  return readingBytes(() => new GobReader(bytes).document());
}
