/**
 * One base64 text of nonce, AES-GCM ciphertext and tag, and nothing else: what Fiber's encryptcookie and Rust's private jar write.
 * Nothing in it tells it from any other base64, so only a key can.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { concat, randomBytes, textOf } from '../codec/bytes';
import { percentDecoded } from '../codec/wire-text';
import { openGcm, sealGcm } from '../crypto/aes';
import { base64Parts } from './base64-parts';
import type { Layer } from './layer';

export interface GcmBlob {
  readonly bytes: Uint8Array;
  readonly isPercentEncoded: boolean;
  readonly layers: readonly Layer[];
}

const nonceLength = 12;
const tagLength = 16;

/** Null where the text is no padded base64 of the least length, or is base64 of legible text, which no ciphertext is. */
export function splitGcmBlob(value: string): GcmBlob | null {
  const text = percentDecoded(value);
  const bytes = text === null || text.length < 40 ? null : unbase64Padded(text);
  if (text === null || bytes === null || bytes.length < nonceLength + tagLength || textOf(bytes) !== null) return null;
  const pieces = [['nonce', 'iv', nonceLength], ['ciphertext', 'ciphertext', bytes.length - nonceLength - tagLength], ['tag', 'tag', tagLength]] as const;
  const isPercentEncoded = text !== value;
  const envelope: Layer[] = isPercentEncoded ? [{ kind: 'encoding', title: 'percent-encoding' }] : [{ kind: 'envelope', parts: base64Parts(pieces, text.length) }];
  return { bytes, isPercentEncoded, layers: [...envelope, { kind: 'encoding', title: 'base64' }, { kind: 'cipher', title: 'AES-GCM', state: 'sealed', key: null }] };
}

export function openGcmBlob({ bytes }: GcmBlob, key: Uint8Array, aad: Uint8Array): Uint8Array | null {
  return openGcm(bytes.subarray(nonceLength), { key, nonce: bytes.subarray(0, nonceLength), aad });
}

export function sealGcmBlob(plain: Uint8Array, key: Uint8Array, aad: Uint8Array): string {
  const nonce = randomBytes(nonceLength);
  return base64(concat(nonce, sealGcm(plain, { key, nonce, aad })));
}
