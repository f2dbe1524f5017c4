/** Vectors decoded, edited and sealed again by the code that the panel uses: what the frameworks are asked about. */
import { parseJson } from '../../src/codec/json';
import { parseJsonTree, treeText } from '../../src/codec/json-tree';
import { isRecord, type Value } from '../../src/codec/value';
import { createKdf } from '../../src/crypto/kdf';
import { reseal } from '../../src/decode/reseal';
import type { DecodeResult } from '../../src/decode/result';
import type { SealedCookie } from '../../src/formats/define';
import { decodeVector, keysOf } from '../tools/decode-vector';
import { vectorsOf, type Vector } from '../tools/vectors';
import { edited, type Room } from './edit';
import type { Question } from './judge';

export interface SealCase {
  readonly id: string;
  readonly format: string;
  readonly question: Question;
  /** What the framework must read. */
  readonly payload: Value;
}

type Facts = Readonly<Record<string, unknown>>;

/** False for what these versions of the framework never read: another epoch, another serializer. */
export type IsRead = (vector: Vector, facts: Facts) => boolean;

export interface CaseOptions {
  readonly isRead: IsRead;
  /** The greatest integer that the framework's language reads from its serialisation. */
  readonly longInteger: bigint;
  /** Epoch milliseconds; the vector's own instant when absent. */
  readonly sealedAtMs?: number;
  /** Anything when absent. */
  readonly roomOf?: (vector: Vector, facts: Facts) => Room;
}

const kdf = createKdf();
/** For vectors whose expiry is not judged. */
const someTimeMs = 1_767_225_660_000;

function ok<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }, id: string): T {
  if (!result.ok) throw new Error(`${id}: ${result.problem}`);
  return result.value;
}

async function caseOf(vector: Vector, decoded: DecodeResult & { status: 'verified' }, { longInteger, sealedAtMs, roomOf }: CaseOptions): Promise<SealCase> {
  const { id, format, secrets, settings } = vector;
  const { facts } = decoded.opened;
  const nowMs = sealedAtMs ?? vector.now ?? someTimeMs;
  const text = treeText(edited(ok(parseJsonTree(decoded.payload?.text ?? ''), id), { longInteger, nowMs, room: roomOf?.(vector, facts) ?? 'anything' }));
  const cookies = ok(await reseal(decoded, text, { secrets: keysOf(vector).secrets, settings, nowMs, kdf }), id);
  const payload = ok(parseJson(text), id);
  const storedId = isRecord(payload) && typeof payload['sid'] === 'string' ? payload['sid'] : null;
  return { id, format, payload, question: { format, cookies, secrets, settings, facts, nowMs, storedId } };
}

/** The cases of a format. A vector that cannot be sealed again is a bug, and so is a format without a case. */
export async function casesOf(format: string, options: CaseOptions): Promise<SealCase[]> {
  const cases: SealCase[] = [];
  for (const vector of vectorsOf(`${format}.json`)) {
    if (vector.expect.status !== 'verified') continue;
    const decoded = await decodeVector(vector);
    if (decoded.status !== 'verified') throw new Error(`${vector.id}: ${decoded.status}`);
    if (decoded.format.meta.id === format && options.isRead(vector, decoded.opened.facts)) cases.push(await caseOf(vector, decoded, options));
  }
  if (cases.length === 0) throw new Error(`${format} has no vector for these versions.`);
  return cases;
}

/** A neighbour of its own kind, so that the value stays well formed: a letter for a letter, a hexadecimal digit for one. */
function neighbour(char: string): string {
  if (char === 'a' || char === 'A' || char === '0') return String.fromCharCode(char.charCodeAt(0) + 1);
  return String.fromCharCode(char.charCodeAt(0) - 1);
}

/** The cookies with one character changed, in the middle of the longest: nothing but the seal tells it. */
export function falsified(cookies: readonly SealedCookie[]): SealedCookie[] {
  const longest = Math.max(...cookies.map(({ value }) => value?.length ?? 0));
  const target = cookies.find(({ value }) => value?.length === longest);
  return cookies.map((cookie) => {
    if (cookie !== target || cookie.value === null) return cookie;
    const { value } = cookie;
    // A character of its own: none of a percent or backslash escape.
    const at = [...value.matchAll(/(?<![%\\]..?|[%\\])[a-z0-9]/gi)].map(({ index }) => index).find((index) => index >= longest / 2 - 1) ?? 0;
    return { ...cookie, value: value.slice(0, at) + neighbour(value.charAt(at)) + value.slice(at + 1) };
  });
}
