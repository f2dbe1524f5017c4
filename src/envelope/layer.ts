/** The layers of a cookie value, from outside in: evidence that is kept although a check fails. */
import type { Payload } from '../codec/value';

export type PartRole =
  | 'payload' | 'timestamp' | 'signature' | 'header' | 'prefix' | 'separator' | 'id' | 'salt' | 'iv' | 'ciphertext' | 'tag' | 'key-id';

/** A labelled stretch of the raw value: `start` and `end` are offsets into `WireCookie.value`. */
export interface Part {
  readonly label: string;
  readonly role: PartRole;
  readonly start: number;
  readonly end: number;
}

export type Layer =
  | { readonly kind: 'encoding'; readonly title: string }
  | { readonly kind: 'envelope'; readonly parts: readonly Part[] }
  | { readonly kind: 'timestamp'; readonly title: string; readonly epochMs: number }
  | { readonly kind: 'compression'; readonly title: string; readonly bytesBefore: number; readonly bytesAfter: number; readonly truncated: boolean }
  | { readonly kind: 'cipher'; readonly title: string; readonly state: 'sealed' | 'opened' | 'failed'; readonly key: string | null }
  | {
      readonly kind: 'signature';
      /** The algorithm where it is known: `HMAC-SHA-1`. */
      readonly title: string;
      readonly state: 'unchecked' | 'verified' | 'failed' | 'missing';
      /** Label of the key that verified it. */
      readonly key: string | null;
    }
  | { readonly kind: 'payload'; readonly title: string; readonly payload: Payload }
  | { readonly kind: 'note'; readonly text: string };

/** The parts of a text that separators cut into labelled stretches, separators included. */
export function partsOf(pieces: readonly (readonly [label: string, role: PartRole, text: string])[], start = 0): Part[] {
  let at = start;
  return pieces.map(([label, role, text]) => {
    const part = { label, role, start: at, end: at + text.length };
    at = part.end;
    return part;
  });
}

/** The parts of a text that stands somewhere in the raw value; none where escapes keep it from being found there. */
export function partsWithin(value: string, pieces: readonly (readonly [label: string, role: PartRole, text: string])[]): Part[] {
  const start = value.indexOf(pieces.map(([, , text]) => text).join(''));
  return start < 0 ? [] : partsOf(pieces, start);
}

/** The same layers with the signature's state told. */
export function withSignature(layers: readonly Layer[], state: 'verified' | 'failed' | 'missing', key: string | null): Layer[] {
  return layers.map((layer) => (layer.kind === 'signature' ? { ...layer, state, key } : layer));
}

/** The layers with what a key has told of the signature; `key` is the label of the one that fits, null where none does. */
export function checkedSignature(layers: readonly Layer[], key: string | null): Layer[] {
  return withSignature(layers, key === null ? 'failed' : 'verified', key);
}

/** The layers with what a key has told of the encryption; `key` is the label of the one that fits, null where none does. */
export function openedCipher(layers: readonly Layer[], key: string | null): Layer[] {
  return layers.map((layer) => (layer.kind === 'cipher' ? { ...layer, state: key === null ? 'failed' : 'opened', key } : layer));
}
