/**
 * The term inside Phoenix.Token and inside Plug's signed and encrypted response cookies: data, when it was signed, for how long.
 * Source: elixir-plug/plug_crypto 2.1.1 `lib/plug/crypto.ex` (encode, decode, expired?): `{data, ms, seconds}`, before 1.2 `{data, ms}`,
 * in early Phoenix `%{data: data, signed: ms}`.
 */
import type { ErlangDocument, ErlangTerm } from '../codec/erlang-term';
import { integerIn, integerTree, markedBy, numberIn, stringIn, withEntry, type JsonTree } from '../codec/json-tree';
import { tupleTree } from '../codec/erlang-term-writer';

/** What applies where the token does not say for how long it holds. */
const defaultMaxAgeSeconds = 86_400;

export interface TokenTerm {
  readonly data: ErlangTerm;
  readonly signedMs: number;
  /** Seconds; null: for ever. */
  readonly maxAgeSeconds: number | null;
  /** The term as shown, with other data and another time in it. */
  rebuilt(data: JsonTree, signedMs: number): JsonTree;
}

function milliseconds(term: ErlangTerm | undefined): number | null {
  const value = term === undefined ? null : integerIn(term.shown);
  // Later than 2000 and earlier than 2255: no user id or counter is taken for a time.
  return value !== null && value > 946_684_800_000n && value < 9_000_000_000_000n ? Number(value) : null;
}

function tupleToken(items: readonly ErlangTerm[]): TokenTerm | null {
  const [data, signed, maxAge] = items;
  const signedMs = milliseconds(signed);
  if (data === undefined || signedMs === null || items.length > 3) return null;
  const isForEver = maxAge !== undefined && stringIn(markedBy(maxAge.shown, '$atom')) === 'infinity';
  const maxAgeSeconds = isForEver ? null : maxAge === undefined ? defaultMaxAgeSeconds : numberIn(maxAge.shown);
  if (maxAgeSeconds === null && !isForEver) return null;
  const rest = maxAge === undefined ? [] : [maxAge.shown];
  return { data, signedMs, maxAgeSeconds, rebuilt: (edited, nowMs) => tupleTree([edited, integerTree(nowMs), ...rest]) };
}

function mapToken(root: ErlangTerm): TokenTerm | null {
  const item = (text: string): ErlangTerm | undefined => root.entries?.find((entry) => entry.text === text)?.item;
  const data = item(':data');
  const signedMs = milliseconds(item(':signed'));
  if (data === undefined || signedMs === null || root.entries?.length !== 2) return null;
  const rebuilt = (edited: JsonTree, nowMs: number): JsonTree => withEntry(withEntry(root.shown, ':data', edited), ':signed', integerTree(nowMs));
  return { data, signedMs, maxAgeSeconds: defaultMaxAgeSeconds, rebuilt };
}

/** The token that a term is; null for a session or any other term. */
export function tokenTerm({ root }: ErlangDocument): TokenTerm | null {
  if (root.entries !== undefined) return mapToken(root);
  return root.items !== undefined && markedBy(root.shown, '$tuple') !== null ? tupleToken(root.items) : null;
}
