/**
 * WebOb's SignedSerializer: the signature in front of the content, both in one base64url text.
 * Grammar: `base64url( HMAC(salt ++ secret, content) ++ content )` without padding; SHA-512 unless the application says otherwise
 * Source: Pylons/webob 1.8.10 `src/webob/cookies.py:599-685`.
 */
import { base64url, unbase64url } from '../codec/base64';
import { concat, equalBytes, latin1, utf8 } from '../codec/bytes';
import { hmac, type Digest } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';
import type { Part } from './layer';

/** Lengths of the digests, the default's first. */
export const webobDigests: readonly (readonly [digest: Digest, length: number])[] = [
  ['sha512', 64], ['sha256', 32], ['sha1', 20], ['sha384', 48], ['sha224', 28], ['md5', 16],
];

/** What is signed behind a signature of each length, the default digest first; nothing where the text is no base64url. */
export function webobContents(text: string): readonly { readonly digest: Digest; readonly signature: Uint8Array; readonly content: Uint8Array }[] {
  const bytes = unbase64url(text);
  if (bytes === null) return [];
  return webobDigests.flatMap(([digest, length]) =>
    bytes.length > length ? [{ digest, signature: bytes.subarray(0, length), content: bytes.subarray(length) }] : [],
  );
}

/** The stretches of the text; a character belongs to the field it begins in. */
export function webobParts(signatureLength: number, text: string, start: number): Part[] {
  const cut = start + Math.ceil((signatureLength * 4) / 3);
  return [
    { label: 'signature', role: 'signature', start, end: cut },
    { label: 'payload', role: 'payload', start: cut, end: start + text.length },
  ];
}

/** Salt and secret in Latin-1 where both fit, in UTF-8 otherwise; bytes as they are. */
export function webobKey(salt: string, { reading, bytes }: Pick<KeyReading, 'reading' | 'bytes'>): Uint8Array {
  return concat((reading === 'utf8' ? null : latin1(salt)) ?? utf8(salt), bytes);
}

/** The first key whose signature this is; null where none made it. */
export function webobProof(signed: { readonly digest: Digest; readonly signature: Uint8Array; readonly content: Uint8Array }, keys: KeySet, salt: string): KeyReading | null {
  return (
    keys.readings('secret', ['utf8', 'latin1']).find((key) => equalBytes(hmac(signed.digest, webobKey(salt, key), signed.content), signed.signature)) ?? null
  );
}

export function webobSigned(content: Uint8Array, key: Uint8Array, digest: Digest): string {
  return base64url(concat(hmac(digest, key, content), content));
}
