/**
 * Writes an edited Storable document in network order: what the edit left alone keeps its bytes, so that objects, flags and the
 * difference between `42` and `"42"` survive.
 * Source: perl/perl5 5.40 `dist/Storable/Storable.xs` (store_scalar, store_array, store_hash, store_ref).
 */
import { fail, ok, type Result } from '../result';
import { concat, utf8 } from './bytes';
import { bytesIn, entryIn, integerIn, numberIn, sameTree, stringIn, type JsonTree } from './json-tree';
import type { StorableDocument, StorableNode } from './storable';

class StorableProblem extends Error {}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

function text(bytes: Uint8Array): Uint8Array {
  return bytes.length < 256 ? concat(Uint8Array.of(10, bytes.length), bytes) : concat(Uint8Array.of(1), u32(bytes.length), bytes);
}

/** Beyond ASCII, text goes as Perl's own characters where the original did, else as the bytes of UTF-8. */
function string(value: string, original: StorableNode | null): Uint8Array {
  const bytes = utf8(value);
  const code = original?.bytes[0];
  if (code !== 23 && code !== 24) return text(bytes);
  return bytes.length < 256 ? concat(Uint8Array.of(23, bytes.length), bytes) : concat(Uint8Array.of(24), u32(bytes.length), bytes);
}

function scalar(tree: JsonTree & { kind: 'scalar' }, original: StorableNode | null): Uint8Array {
  const value = stringIn(tree);
  if (value !== null) return string(value, original);
  if (tree.text === 'null') return Uint8Array.of(5);
  // Booleans of their own exist since Perl 5.36; before, true is 1 and false the empty string.
  if (tree.text === 'true' || tree.text === 'false') return [34, 35].includes(original?.bytes[0] ?? 0) ? Uint8Array.of(tree.text === 'true' ? 34 : 35) : tree.text === 'true' ? Uint8Array.of(8, 129) : text(new Uint8Array());
  const whole = integerIn(tree);
  if (whole !== null && whole >= -128n && whole < 128n) return Uint8Array.of(8, Number(whole) + 128);
  if (whole !== null && whole >= -(2n ** 31n) && whole < 2n ** 31n) return concat(Uint8Array.of(9), u32(Number(whole)));
  // In network order longer integers and floats are stored as their text.
  return text(utf8(whole === null ? String(numberIn(tree) ?? tree.text) : String(whole)));
}

function array(items: readonly JsonTree[], original: StorableNode | null): Uint8Array {
  return concat(Uint8Array.of(2), u32(items.length), ...items.map((item, i) => node(item, original?.items?.[i] ?? null)));
}

function hash(tree: JsonTree & { kind: 'record' }, original: StorableNode | null): Uint8Array {
  if (entryIn(tree, '$object') !== undefined) throw new StorableProblem('a Perl object can be kept as it is, but not changed or added');
  // Keys are bytes in a plain hash; one with a key beyond ASCII says for each whether it is UTF-8.
  const hasFlags = tree.entries.some(([key]) => /[^\x00-\x7f]/.test(key));
  const entries = tree.entries.map(([key, item]) => {
    const known = original?.entries?.find((entry) => entry.text === key)?.item ?? null;
    const bytes = utf8(key);
    const flags = hasFlags ? Uint8Array.of(bytes.length === key.length ? 0 : 1) : new Uint8Array();
    return concat(node(item, known), flags, u32(bytes.length), bytes);
  });
  return concat(hasFlags ? Uint8Array.of(25, 0) : Uint8Array.of(3), u32(entries.length), ...entries);
}

function unreferenced(tree: JsonTree, original: StorableNode | null): Uint8Array | null {
  if (tree.kind === 'list') return array(tree.items, original);
  return tree.kind === 'record' && bytesIn(tree) === null && integerIn(tree) === null ? hash(tree, original) : null;
}

/** A value inside another: arrays and hashes stand behind a reference. */
function node(tree: JsonTree, original: StorableNode | null): Uint8Array {
  if (original !== null && sameTree(tree, original.shown)) return original.bytes;
  const compound = unreferenced(tree, original);
  if (compound !== null) return concat(Uint8Array.of(4), compound);
  const bytes = bytesIn(tree);
  if (bytes !== null) return text(bytes);
  return scalar(tree.kind === 'scalar' ? tree : { kind: 'scalar', text: String(integerIn(tree)) }, original);
}

/** The document for an edited value, or what in it cannot be written. */
export function writeStorable(tree: JsonTree, document: StorableDocument): Result<Uint8Array> {
  const { root, head, isPlain } = document;
  if (sameTree(tree, root.shown)) return ok(concat(head, root.bytes));
  if (!isPlain) return fail('it shares objects, or stands in the byte order of one machine');
  try {
    const written = unreferenced(tree, root);
    return written === null ? fail('a session is a hash') : ok(concat(head, written));
  } catch (error) {
    if (error instanceof StorableProblem) return fail(error.message);
    throw error;
  }
}
