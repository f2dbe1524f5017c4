/**
 * A base64 text and its MAC in hexadecimal: `base64(data)--hex(HMAC(key, base64 text))`, as Rails' MessageVerifier and Rack write it. The
 * digest shows in the MAC's length.
 * Source: rails/rails 8.1 `active_support/message_verifier.rb`; rack/rack 2.2 `rack/session/cookie.rb`.
 */
import { base64, base64url, unbase64Padded, unbase64url } from '../codec/base64';
import { equalBytes, hex, unhexLower, utf8 } from '../codec/bytes';
import { percentDecoded } from '../codec/wire-text';
import { digestByLength, digestTitle, hmac, type Digest } from '../crypto/hash';
import { partsOf, type Layer, type Part } from './layer';

/** `mime`: lines of 60 characters, as Ruby's `pack("m")` makes them. */
export type Base64Style = 'standard' | 'url-safe' | 'mime';

export interface DashedHmac {
  /** The base64 text that is signed. */
  readonly text: string;
  readonly style: Base64Style;
  readonly data: Uint8Array;
  readonly mac: Uint8Array;
  readonly digest: Digest;
  readonly parts: readonly Part[];
}

/** The bytes of a base64 text and the style that it is in; null where it is none. */
export function styledBase64(text: string): { readonly data: Uint8Array; readonly style: Base64Style } | null {
  const plain = unbase64Padded(text);
  if (plain !== null) return { data: plain, style: 'standard' };
  const urlSafe = unbase64url(text);
  if (urlSafe !== null) return { data: urlSafe, style: 'url-safe' };
  const mime = text.endsWith('\n') ? unbase64Padded(text.replaceAll('\n', '')) : null;
  return mime === null ? null : { data: mime, style: 'mime' };
}

export function base64In(style: Base64Style, data: Uint8Array): string {
  if (style === 'url-safe') return base64url(data);
  return style === 'mime' ? base64(data).replace(/.{1,60}/g, '$&\n') : base64(data);
}

/** Reads a raw cookie value; null where it is no such text. */
export function dashedHmac(raw: string): DashedHmac | null {
  const at = raw.lastIndexOf('--');
  const mac = at <= 0 ? null : unhexLower(raw.slice(at + 2));
  const digest = mac === null ? null : digestByLength(mac.length);
  const text = digest === null ? null : percentDecoded(raw.slice(0, at));
  const found = text === null ? null : styledBase64(text);
  if (mac === null || digest === null || text === null || found === null) return null;
  const parts = partsOf([['payload', 'payload', raw.slice(0, at)], ['--', 'separator', '--'], ['signature', 'signature', raw.slice(at + 2)]]);
  return { ...found, text, mac, digest, parts };
}

export function dashedHmacFits(signed: DashedHmac, key: Uint8Array): boolean {
  return equalBytes(hmac(signed.digest, key, utf8(signed.text)), signed.mac);
}

/** The raw cookie value for other data under the same digest and style. */
export function signDashedHmac(data: Uint8Array, key: Uint8Array, { digest, style }: Pick<DashedHmac, 'digest' | 'style'>): string {
  const text = base64In(style, data);
  return `${encodeURIComponent(text)}--${hex(hmac(digest, key, utf8(text)))}`;
}

export function dashedHmacLayers({ parts, digest, style }: DashedHmac, state: 'unchecked' | 'verified' | 'failed', key: string | null): Layer[] {
  return [
    { kind: 'envelope', parts },
    { kind: 'signature', title: `HMAC-${digestTitle(digest)}`, state, key },
    { kind: 'encoding', title: style === 'url-safe' ? 'base64url' : 'base64' },
  ];
}
