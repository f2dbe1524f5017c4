/**
 * The payload text of itsdangerous' and Django's URL-safe serialisers: `base64url(json)`, or `.` and `base64url(zlib(json))`.
 * Source: itsdangerous 2.2.0 `url_safe.py:15-83`; Django 5.2 `core/signing.py:160-245`.
 */
import { base64url, unbase64Python } from '../codec/base64';
import { textOf, utf8 } from '../codec/bytes';
import { unzlib, zlib } from '../codec/inflate';
import type { Layer } from './layer';

export interface UrlSafePayload {
  readonly text: string;
  readonly compressed: boolean;
  readonly layers: readonly Layer[];
}

/** The text inside; null where it is no base64url, no zlib stream or no UTF-8. */
export function urlSafePayload(raw: string): UrlSafePayload | null {
  const compressed = raw.startsWith('.');
  const packed = unbase64Python(compressed ? raw.slice(1) : raw);
  if (packed === null) return null;
  const encoding: Layer = { kind: 'encoding', title: 'base64url' };
  if (!compressed) {
    const text = textOf(packed);
    return text === null ? null : { text, compressed, layers: [encoding] };
  }
  const inflated = unzlib(packed);
  const text = inflated === null ? null : textOf(inflated.bytes);
  if (inflated === null || text === null) return null;
  const { bytes, truncated } = inflated;
  return { text, compressed, layers: [encoding, { kind: 'compression', title: 'zlib', bytesBefore: packed.length, bytesAfter: bytes.length, truncated }] };
}

/** The raw payload of a text: compressed only where that is shorter, as both libraries do. */
export function urlSafeText(text: string): string {
  const bytes = utf8(text);
  const packed = zlib(bytes);
  return packed.length < bytes.length - 1 ? `.${base64url(packed)}` : base64url(bytes);
}
