/** Writes an edited Erlang term: what the edit left alone keeps its bytes, the rest is written as `term_to_binary` of OTP 26 and later does. */
import { fail, ok, type Result } from '../result';
import { bigEndianBytes, concat, unhex, utf8 } from './bytes';
import type { ErlangDocument, ErlangTerm } from './erlang-term';
import { zlib } from './inflate';
import { bytesIn, integerIn, listTree, markedBy, numberIn, sameTree, stringIn, type JsonTree, type TreeEntry } from './json-tree';

class TermProblem extends Error {}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

function atom(name: string): Uint8Array {
  const bytes = utf8(name);
  if (Array.from(name).length > 255) throw new TermProblem('an atom has at most 255 characters');
  return bytes.length < 256 ? concat(Uint8Array.of(119, bytes.length), bytes) : concat(Uint8Array.of(118), bigEndianBytes(bytes.length), bytes);
}

function binary(bytes: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(109), u32(bytes.length), bytes);
}

function integer(value: bigint): Uint8Array {
  if (value >= 0n && value < 256n) return Uint8Array.of(97, Number(value));
  if (value >= -(2n ** 31n) && value < 2n ** 31n) return concat(Uint8Array.of(98), u32(Number(value)));
  const digits = (value < 0n ? -value : value).toString(16);
  const magnitude = (unhex(digits.length % 2 === 0 ? digits : `0${digits}`) ?? new Uint8Array()).slice().reverse();
  const sign = Uint8Array.of(value < 0n ? 1 : 0);
  const head = magnitude.length < 256 ? Uint8Array.of(110, magnitude.length) : concat(Uint8Array.of(111), u32(magnitude.length));
  return concat(head, sign, magnitude);
}

function float(value: number): Uint8Array {
  const bytes = new Uint8Array(9);
  bytes[0] = 70;
  new DataView(bytes.buffer).setFloat64(1, value);
  return bytes;
}

function scalar(text: string, tree: JsonTree): Uint8Array {
  const string = stringIn(tree);
  if (string !== null) return binary(utf8(string));
  if (text === 'null') return atom('nil');
  if (text === 'true' || text === 'false') return atom(text);
  const whole = integerIn(tree);
  if (whole !== null) return integer(whole);
  const number = numberIn(tree);
  if (number === null || !Number.isFinite(number)) throw new TermProblem(`${text} is no number that Erlang has`);
  return float(number);
}

function listItems(items: readonly JsonTree[], original: ErlangTerm | null): Uint8Array[] {
  return items.map((item, i) => term(item, original?.items?.[i] ?? null));
}

function list(items: readonly JsonTree[], original: ErlangTerm | null): Uint8Array {
  if (items.length === 0) return Uint8Array.of(106);
  const bytes = items.map((item) => integerIn(item)).filter((item) => item !== null && item >= 0n && item < 256n);
  if (bytes.length === items.length && items.length < 65_536)
    return concat(Uint8Array.of(107, items.length >> 8, items.length & 255), Uint8Array.from(bytes, Number));
  return concat(Uint8Array.of(108), u32(items.length), ...listItems(items, original), Uint8Array.of(106));
}

function tuple(items: readonly JsonTree[], original: ErlangTerm | null): Uint8Array {
  const head = items.length < 256 ? Uint8Array.of(104, items.length) : concat(Uint8Array.of(105), u32(items.length));
  return concat(head, ...listItems(items, original));
}

/** The key as the original map holds it; of a new key `:name` is an atom and everything else a binary. */
function mapEntry([text, item]: TreeEntry, original: ErlangTerm | null): Uint8Array {
  const known = original?.entries?.find((entry) => entry.text === text);
  const key = known?.key.bytes ?? (/^:./.test(text) ? atom(text.slice(1)) : binary(utf8(text)));
  return concat(key, term(item, known?.item ?? null));
}

function map(entries: readonly Uint8Array[]): Uint8Array {
  return concat(Uint8Array.of(116), u32(entries.length), ...entries);
}

/** `{"$map": [[key, item], …]}`: a map whose keys would look the same as texts. */
function pairs(tree: JsonTree): Uint8Array {
  const items = tree.kind === 'list' ? tree.items : [];
  return map(
    items.map((pair) => {
      if (pair.kind !== 'list' || pair.items.length !== 2) throw new TermProblem('$map holds pairs of a key and an item');
      return concat(...listItems(pair.items, null));
    }),
  );
}

function marked(tree: JsonTree, original: ErlangTerm | null): Uint8Array | null {
  const name = stringIn(markedBy(tree, '$atom'));
  if (name !== null) return atom(name);
  const items = markedBy(tree, '$tuple');
  if (items?.kind === 'list') return tuple(items.items, original);
  const bytes = bytesIn(tree);
  if (bytes !== null) return binary(bytes);
  const keyed = markedBy(tree, '$map');
  if (keyed !== null) return pairs(keyed);
  const whole = integerIn(tree);
  return whole === null ? null : integer(whole);
}

function term(tree: JsonTree, original: ErlangTerm | null): Uint8Array {
  if (original !== null && sameTree(tree, original.shown)) return original.bytes;
  if (tree.kind === 'scalar') return scalar(tree.text, tree);
  if (tree.kind === 'list') return list(tree.items, original);
  return marked(tree, original) ?? map(tree.entries.map((entry) => mapEntry(entry, original)));
}

/** The document for an edited term, or what in it cannot be written. */
export function writeErlangTerm(tree: JsonTree, original: ErlangDocument): Result<Uint8Array> {
  try {
    const bytes = term(tree, original.root);
    const packed = original.compressed ? zlib(bytes) : bytes;
    const head = packed.length < bytes.length ? concat(Uint8Array.of(131, 80), u32(bytes.length)) : Uint8Array.of(131);
    return ok(concat(head, packed.length < bytes.length ? packed : bytes));
  } catch (error) {
    if (error instanceof TermProblem) return fail(error.message);
    throw error;
  }
}

/** A tuple as it is shown, for building one around a payload. */
export function tupleTree(items: readonly JsonTree[]): JsonTree {
  return { kind: 'record', entries: [['$tuple', listTree(items)]] };
}
