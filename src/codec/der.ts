/** DER (X.690), as far as key files need it: walking definite-length elements, and wrapping bytes into them. */
import { concat } from './bytes';

export interface DerElement {
  readonly tag: number;
  /** The whole element, header included. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

export const derTags = { integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, sequence: 0x30, context0: 0xa0 } as const;

function elementAt(bytes: Uint8Array, at: number): { readonly element: DerElement; readonly end: number } | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  // 0x80 is the indefinite length, which DER forbids; no key is longer than three bytes of length can say.
  if (first === 0x80 || lengthBytes > 3) return null;
  const start = at + 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = start + length;
  return end > bytes.length ? null : { element: { tag, whole: bytes.subarray(at, end), content: bytes.subarray(start, end) }, end };
}

/** The elements that bytes consist of; null where they are no DER. */
export function derElements(bytes: Uint8Array): DerElement[] | null {
  const found: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const next = elementAt(bytes, at);
    if (next === null) return null;
    found.push(next.element);
    at = next.end;
  }
  return found;
}

/** What one sequence, and nothing else, holds; null where the bytes are no such thing. */
export function derSequence(bytes: Uint8Array): DerElement[] | null {
  const elements = derElements(bytes);
  const only = elements?.length === 1 ? elements[0] : undefined;
  return only?.tag === derTags.sequence ? derElements(only.content) : null;
}

/** An element around content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concat(...content);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : length < 0x10000 ? [0x82, length >> 8, length & 255] : [0x83, length >> 16, (length >> 8) & 255, length & 255];
  return concat(Uint8Array.of(tag, ...size), body);
}
