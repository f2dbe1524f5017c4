/**
 * The payload of itsdangerous' and Django's URL-safe serialisers: `base64url(data)`, or `.` and `base64url(zlib(data))`.
 * Source: itsdangerous 2.2.0 `url_safe.py:15-83`; Django 5.2 `core/signing.py:160-245`.
 */
import { base64url, unbase64Python } from '../codec/base64';
import { textOf, utf8 } from '../codec/bytes';
import { unzlib, zlib } from '../codec/inflate';
import type { Layer } from './layer';

export interface UrlSafeData {
  readonly bytes: Uint8Array;
  readonly layers: readonly Layer[];
}

export interface UrlSafePayload {
  readonly text: string;
  readonly layers: readonly Layer[];
}

/** The bytes inside; null where it is no base64url or no zlib stream. */
export function urlSafeData(raw: string): UrlSafeData | null {
  const compressed = raw.startsWith('.');
  const packed = unbase64Python(compressed ? raw.slice(1) : raw);
  if (packed === null) return null;
  const encoding: Layer = { kind: 'encoding', title: 'base64url' };
  if (!compressed) return { bytes: packed, layers: [encoding] };
  const inflated = unzlib(packed);
  if (inflated === null) return null;
  const { bytes, truncated } = inflated;
  return { bytes, layers: [encoding, { kind: 'compression', title: 'zlib', bytesBefore: packed.length, bytesAfter: bytes.length, truncated }] };
}

/** The text inside; null where there are no such bytes, or they are no UTF-8. */
export function urlSafePayload(raw: string): UrlSafePayload | null {
  const data = urlSafeData(raw);
  const text = data === null ? null : textOf(data.bytes);
  return data === null || text === null ? null : { text, layers: data.layers };
}

/** The raw payload of bytes: compressed only where that is shorter, as both libraries do; `compress: false`: as Django does unless asked. */
export function urlSafeRaw(bytes: Uint8Array, compress = true): string {
  const packed = compress ? zlib(bytes) : bytes;
  return packed.length < bytes.length - 1 ? `.${base64url(packed)}` : base64url(bytes);
}

export function urlSafeText(text: string): string {
  return urlSafeRaw(utf8(text));
}
