/**
 * Perl's Storable, as `nfreeze` and `freeze` write it in memory: read as data, no package is loaded and no hook is run.
 * Source: perl/perl5 5.40 `dist/Storable/Storable.xs` (SX_ codes, store_* and retrieve_*), `dist/Storable/lib/Storable.pm`.
 */
import { ByteCursor, MalformedBytes, readingBytes } from './byte-cursor';
import { latin1Text, textOf } from './bytes';
import { boolTree, floatTree, integerTree, listTree, markerTree, nullTree, recordTree, textTree, type JsonTree } from './json-tree';
import { textOrBytesTree } from './object-tree';

const maxDepth = 100;

/** One scalar, array or hash: how it is shown, and its own bytes where they can be written again as they are. */
export interface StorableNode {
  readonly shown: JsonTree;
  /** From the type code on; references in front included. */
  readonly bytes: Uint8Array;
  readonly items?: readonly StorableNode[];
  readonly entries?: readonly { readonly text: string; readonly item: StorableNode }[];
}

export interface StorableDocument {
  readonly root: StorableNode;
  /** The bytes in front of the root. */
  readonly head: Uint8Array;
  /** False where the order of bytes is the machine's, or objects are shared: an edit would then have to write everything anew. */
  readonly isPlain: boolean;
}

interface Layout {
  readonly littleEndian: boolean;
  readonly integerSize: number;
}

class StorableReader {
  readonly #cursor: ByteCursor;
  readonly #layout: Layout;
  readonly #seen: JsonTree[] = [];
  readonly #classes: string[] = [];
  isShared = false;

  constructor(cursor: ByteCursor, layout: Layout) {
    this.#cursor = cursor;
    this.#layout = layout;
  }

  #u32(): number {
    return this.#cursor.u32(this.#layout.littleEndian);
  }

  #native(): JsonTree {
    const { littleEndian, integerSize } = this.#layout;
    return integerTree(integerSize === 8 ? this.#cursor.i64(littleEndian) : this.#cursor.i32(littleEndian));
  }

  /** Scalars by their type code. */
  #scalar(code: number): JsonTree | null {
    const cursor = this.#cursor;
    switch (code) {
      case 1:
        return textOrBytesTree(cursor.take(this.#u32()));
      case 5: case 14: case 31:
        return nullTree;
      case 6:
        return this.#native();
      case 7:
        return floatTree(cursor.f64(this.#layout.littleEndian));
      case 8:
        return integerTree(cursor.u8() - 128);
      case 9:
        return integerTree(cursor.i32());
      case 10:
        return textOrBytesTree(cursor.take(cursor.u8()));
      case 23:
        return textTree(cursor.utf8(cursor.u8()));
      case 24:
        return textTree(cursor.utf8(this.#u32()));
      case 34: case 35:
        return boolTree(code === 34);
      default:
        return null;
    }
  }

  node(depth: number): StorableNode {
    if (depth > maxDepth) throw new MalformedBytes('nested too deeply');
    const start = this.#cursor.at;
    const node = this.#value(this.#cursor.u8(), depth);
    return { ...node, bytes: this.#cursor.bytes.subarray(start, this.#cursor.at) };
  }

  #value(code: number, depth: number): Omit<StorableNode, 'bytes'> {
    // An object that has been stored before: shown again, as far as it was known then.
    if (code === 0) {
      this.isShared = true;
      return { shown: this.#seen[this.#cursor.u32()] ?? markerTree('$object', textTree('a reference to what holds it')) };
    }
    const slot = this.#seen.push(markerTree('$object', textTree('a reference to what holds it'))) - 1;
    const node = this.#compound(code, depth);
    this.#seen[slot] = node.shown;
    return node;
  }

  #compound(code: number, depth: number): Omit<StorableNode, 'bytes'> {
    const scalar = this.#scalar(code);
    if (scalar !== null) return { shown: scalar };
    // References, weak ones and those to objects with overloading are shown as what they refer to.
    if (code === 4 || code === 20 || code === 27 || code === 28) {
      const { shown, items, entries } = this.node(depth + 1);
      return { shown, ...(items === undefined ? {} : { items }), ...(entries === undefined ? {} : { entries }) };
    }
    if (code === 2) return this.#array(depth);
    if (code === 3) return this.#hash(false, depth);
    if (code === 25) {
      this.#cursor.u8();
      return this.#hash(true, depth);
    }
    if (code === 17 || code === 18) return this.#blessed(code, depth);
    throw new MalformedBytes(`type code ${code} is not read`);
  }

  #array(depth: number): Omit<StorableNode, 'bytes'> {
    const items = Array.from({ length: this.#cursor.counted(this.#u32()) }, () => this.node(depth + 1));
    return { items, shown: listTree(items.map(({ shown }) => shown)) };
  }

  #hash(hasFlags: boolean, depth: number): Omit<StorableNode, 'bytes'> {
    const entries = Array.from({ length: this.#cursor.counted(this.#u32(), 5) }, () => {
      const item = this.node(depth + 1);
      const flags = hasFlags ? this.#cursor.u8() : 0;
      const key = this.#cursor.take(this.#u32());
      // Flag 1: the key is UTF-8; otherwise it is bytes, shown as UTF-8 where they are.
      return { text: textOf(key) ?? ((flags & 1) === 0 ? latin1Text(key) : ''), item };
    });
    return { entries, shown: recordTree(entries.map(({ text, item }) => [text, item.shown])) };
  }

  #blessed(code: number, depth: number): Omit<StorableNode, 'bytes'> {
    const name = this.#className(code);
    const { shown } = this.#value(this.#cursor.u8(), depth + 1);
    const fields = shown.kind === 'record' ? shown.entries : ([['value', shown]] as const);
    return { shown: recordTree([['$object', textTree(name)], ...fields]) };
  }

  #className(code: number): string {
    const first = this.#cursor.u8();
    const length = (first & 128) === 0 ? first : this.#u32();
    if (code === 18) {
      this.isShared = true;
      return this.#classes[length] ?? '';
    }
    const name = this.#cursor.latin1(length);
    this.#classes.push(name);
    return name;
  }
}

/** The layout that the head announces: network order, or the machine's with its sizes. */
function layoutOf(cursor: ByteCursor): Layout & { readonly isNetworkOrder: boolean } {
  const first = cursor.u8();
  const isNetworkOrder = (first & 1) === 1;
  if (first >> 1 !== 2) throw new MalformedBytes('another major version');
  cursor.u8();
  if (isNetworkOrder) return { isNetworkOrder, littleEndian: false, integerSize: 4 };
  const order = cursor.latin1(cursor.u8());
  const [, integerSize = 0] = cursor.take(4);
  if (!/^(?:1234(?:5678)?|(?:8765)?4321)$/.test(order)) throw new MalformedBytes('an unknown order of bytes');
  return { isNetworkOrder, littleEndian: order.startsWith('1234'), integerSize };
}

/** The value of a frozen document; null where the bytes are none, or need Perl code to be thawed. */
export function readStorable(bytes: Uint8Array): StorableDocument | null {
  return readingBytes(() => {
    const cursor = new ByteCursor(bytes);
    const layout = layoutOf(cursor);
    const head = bytes.subarray(0, cursor.at);
    const reader = new StorableReader(cursor, layout);
    const root = reader.node(0);
    if (cursor.left > 0) throw new MalformedBytes('more follows the value');
    return { root, head, isPlain: layout.isNetworkOrder && !reader.isShared };
  });
}
