/**
 * AES-256-GCM in three base64 texts, as Rails and rack-protection write it: `base64(ciphertext) -- base64(iv, 12 bytes) -- base64(tag, 16 bytes)`.
 * Cut from the right by length, because the URL-safe alphabet has `-` itself.
 * Source: rails/rails 8.1 `active_support/message_encryptor.rb`; sinatra/sinatra 3.2 `rack/protection/encryptor.rb`.
 */
import { base64, unbase64Padded, unbase64url } from '../codec/base64';
import { concat, randomBytes } from '../codec/bytes';
import { percentDecoded } from '../codec/wire-text';
import { openGcm, sealGcm } from '../crypto/aes';
import { partsOf, type Part } from './layer';

export interface DashedGcm {
  readonly iv: Uint8Array;
  /** Ciphertext and tag. */
  readonly sealed: Uint8Array;
  /** Bytes of the tag: 16, or fewer where it was cut. */
  readonly tagLength: number;
  readonly parts: readonly Part[];
}

/** Looked for in the last characters only, so that a long value of hyphens costs nothing. */
const tail = /--(?<iv>[A-Za-z0-9+/_-]{16})--(?<tag>[A-Za-z0-9+/_-]{1,22}={0,2})$/;
const tailLength = 44;

function unbase64Either(text: string): Uint8Array | null {
  return unbase64Padded(text) ?? unbase64url(text);
}

/** Labels in the raw value, where `=`, `+` and `/` stand percent-encoded. */
function partsIn(raw: string): Part[] {
  const tagAt = raw.lastIndexOf('--');
  const ivAt = raw.lastIndexOf('--', tagAt - 1);
  return partsOf([
    ['ciphertext', 'ciphertext', raw.slice(0, ivAt)], ['--', 'separator', '--'],
    ['initialisation vector', 'iv', raw.slice(ivAt + 2, tagAt)], ['--', 'separator', '--'], ['tag', 'tag', raw.slice(tagAt + 2)],
  ]);
}

/** Reads a raw cookie value; null where it is no such text. A bare `+` is taken as it stands. */
export function dashedGcm(raw: string): DashedGcm | null {
  const text = raw.includes('--') ? percentDecoded(raw) : null;
  const match = text === null ? null : tail.exec(text.slice(-tailLength));
  if (text === null || match === null) return null;
  const [ciphertext, iv, tag] = [text.slice(0, -match[0].length), match.groups?.['iv'], match.groups?.['tag']].map((piece) => unbase64Either(piece ?? ''));
  if (ciphertext == null || iv?.length !== 12 || tag == null || ciphertext.length === 0) return null;
  return { iv, sealed: concat(ciphertext, tag), tagLength: tag.length, parts: partsIn(raw) };
}

export function openDashedGcm(box: DashedGcm, key: Uint8Array): Uint8Array | null {
  return box.tagLength === 16 ? openGcm(box.sealed, { key, nonce: box.iv }) : null;
}

/** The raw cookie value under a fresh initialisation vector. */
export function sealDashedGcm(plain: Uint8Array, key: Uint8Array): string {
  const iv = randomBytes(12);
  const sealed = sealGcm(plain, { key, nonce: iv });
  return [sealed.subarray(0, -16), iv, sealed.subarray(-16)].map((bytes) => encodeURIComponent(base64(bytes))).join('--');
}
