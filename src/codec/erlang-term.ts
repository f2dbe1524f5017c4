/**
 * Erlang's external term format, read as data: maps, lists, tuples, atoms, binaries, numbers. Processes, references and functions
 * are refused, as Plug refuses them.
 * Source: erlang/otp 27 `erts/doc/guides/erl_ext_dist.md`; elixir-plug/plug_crypto 2.1.1 `lib/plug/crypto.ex` (non_executable_binary_to_term).
 */
import { ByteCursor, MalformedBytes, readingBytes } from './byte-cursor';
import { hex, textOf } from './bytes';
import { unzlib } from './inflate';
import { boolTree, floatTree, integerTree, listTree, markerTree, nullTree, recordTree, stringIn, textTree, treeText, type JsonTree } from './json-tree';

/** No framework nests deeper; the limit keeps hostile data from exhausting the stack. */
const maxDepth = 100;

/** One term: how it is shown, and its own bytes, which are written again wherever an edit leaves it alone. */
export interface ErlangTerm {
  readonly shown: JsonTree;
  readonly bytes: Uint8Array;
  /** The items of a list or tuple. */
  readonly items?: readonly ErlangTerm[];
  /** The entries of a map. */
  readonly entries?: readonly ErlangEntry[];
}

export interface ErlangEntry {
  /** The key's text in the map as shown: `name` for the binary, `:name` for the atom. */
  readonly text: string;
  readonly key: ErlangTerm;
  readonly item: ErlangTerm;
}

export interface ErlangDocument {
  readonly root: ErlangTerm;
  readonly compressed: boolean;
}

function atomTree(name: string): JsonTree {
  if (name === 'nil') return nullTree;
  return name === 'true' || name === 'false' ? boolTree(name === 'true') : markerTree('$atom', textTree(name));
}

function binaryTree(bytes: Uint8Array): JsonTree {
  const text = textOf(bytes);
  return text === null ? markerTree('$bytes', textTree(hex(bytes))) : textTree(text);
}

function bigInteger(cursor: ByteCursor, length: number): JsonTree {
  const negative = cursor.u8() === 1;
  const digits = hex(cursor.take(cursor.counted(length)).slice().reverse());
  const value = BigInt(`0x0${digits}`);
  return integerTree(negative ? -value : value);
}

function oldFloat(cursor: ByteCursor): JsonTree {
  const value = Number(cursor.latin1(31).replace(/\0+$/, ''));
  if (!Number.isFinite(value)) throw new MalformedBytes('no float');
  return floatTree(value);
}

/** Terms that hold no other terms, by their tag. */
const leaves: Readonly<Record<number, (cursor: ByteCursor) => JsonTree>> = {
  97: (cursor) => integerTree(cursor.u8()),
  98: (cursor) => integerTree(cursor.i32()),
  99: oldFloat,
  70: (cursor) => floatTree(cursor.f64()),
  100: (cursor) => atomTree(cursor.latin1(cursor.u16())),
  115: (cursor) => atomTree(cursor.latin1(cursor.u8())),
  118: (cursor) => atomTree(cursor.utf8(cursor.u16())),
  119: (cursor) => atomTree(cursor.utf8(cursor.u8())),
  106: () => listTree([]),
  109: (cursor) => binaryTree(cursor.take(cursor.u32())),
  110: (cursor) => bigInteger(cursor, cursor.u8()),
  // Longer than any number that a session holds; the limit keeps the conversion to decimal cheap.
  111: (cursor) => bigInteger(cursor, Math.min(cursor.u32(), 4096)),
};

/** The text under which a key stands in the map as shown. */
function keyText(key: JsonTree): string {
  const atom = key.kind === 'record' && key.entries[0]?.[0] === '$atom' ? stringIn(key.entries[0][1]) : null;
  return atom === null ? (stringIn(key) ?? treeText(key)) : `:${atom}`;
}

function mapTree(entries: readonly ErlangEntry[]): JsonTree {
  const ambiguous = new Set(entries.map(({ text }) => text)).size < entries.length;
  if (ambiguous) return markerTree('$map', listTree(entries.map(({ key, item }) => listTree([key.shown, item.shown]))));
  return recordTree(entries.map(({ text, item }) => [text, item.shown]));
}

class TermReader {
  readonly #cursor: ByteCursor;

  constructor(cursor: ByteCursor) {
    this.#cursor = cursor;
  }

  term(depth: number): ErlangTerm {
    if (depth > maxDepth) throw new MalformedBytes('nested too deeply');
    const start = this.#cursor.at;
    const tag = this.#cursor.u8();
    const leaf = leaves[tag];
    const whole = leaf === undefined ? this.#compound(tag, depth) : { shown: leaf(this.#cursor) };
    return { ...whole, bytes: this.#cursor.bytes.subarray(start, this.#cursor.at) };
  }

  #compound(tag: number, depth: number): Omit<ErlangTerm, 'bytes'> {
    const cursor = this.#cursor;
    if (tag === 107) return { shown: listTree([...cursor.take(cursor.u16())].map((byte) => integerTree(byte))) };
    if (tag === 104) return this.#tuple(cursor.u8(), depth);
    if (tag === 105) return this.#tuple(cursor.u32(), depth);
    if (tag === 108) return this.#list(cursor.u32(), depth);
    if (tag === 116) return this.#map(cursor.u32(), depth);
    throw new MalformedBytes(`tag ${tag} is not read`);
  }

  #items(count: number, depth: number): ErlangTerm[] {
    return Array.from({ length: this.#cursor.counted(count) }, () => this.term(depth + 1));
  }

  #tuple(count: number, depth: number): Omit<ErlangTerm, 'bytes'> {
    const items = this.#items(count, depth);
    return { items, shown: markerTree('$tuple', listTree(items.map(({ shown }) => shown))) };
  }

  #list(count: number, depth: number): Omit<ErlangTerm, 'bytes'> {
    const items = this.#items(count, depth);
    if (this.#cursor.u8() !== 106) throw new MalformedBytes('an improper list');
    return { items, shown: listTree(items.map(({ shown }) => shown)) };
  }

  #map(count: number, depth: number): Omit<ErlangTerm, 'bytes'> {
    const entries = Array.from({ length: this.#cursor.counted(count, 2) }, () => {
      const key = this.term(depth + 1);
      return { text: keyText(key.shown), key, item: this.term(depth + 1) };
    });
    return { entries, shown: mapTree(entries) };
  }
}

function wholeTerm(bytes: Uint8Array): ErlangTerm {
  const cursor = new ByteCursor(bytes);
  const root = new TermReader(cursor).term(0);
  if (cursor.left > 0) throw new MalformedBytes('more follows the term');
  return root;
}

function inflated(cursor: ByteCursor): Uint8Array {
  const size = cursor.u32();
  const result = unzlib(cursor.take(cursor.left));
  if (result === null || result.truncated || result.bytes.length !== size) throw new MalformedBytes('the compressed term does not inflate');
  return result.bytes;
}

/** The one term of an external term format document; null where the bytes are none, or hold something executable. */
export function readErlangTerm(bytes: Uint8Array): ErlangDocument | null {
  if (bytes[0] !== 131) return null;
  return readingBytes(() => {
    const compressed = bytes[1] === 80;
    return { root: wholeTerm(compressed ? inflated(new ByteCursor(bytes, 2)) : bytes.subarray(1)), compressed };
  });
}
