/**
 * The signers of itsdangerous, in all versions and options: `value . timestamp . signature`.
 * Source: pallets/itsdangerous 2.2.0 `signer.py:76-266`, `timed.py:22-228`, `encoding.py:20-54`; 0.24 `itsdangerous.py:386-476`.
 */
import { base64url, unbase64Python } from '../codec/base64';
import { bigEndian, bigEndianBytes, concat, equalBytes, utf8 } from '../codec/bytes';
import { digestByLength, hash, hmac, type Digest } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';

export type Derivation = 'django-concat' | 'concat' | 'hmac' | 'none';
/** The library's default first. */
export const derivations: readonly Derivation[] = ['django-concat', 'hmac', 'concat', 'none'];

/** Seconds between 1970 and 2011, the epoch of versions up to 0.24. */
export const oldEpoch = 1_293_840_000;

export interface Signed {
  /** Everything before the signature's separator: what is signed. */
  readonly signedText: string;
  readonly signature: string;
  readonly signatureBytes: Uint8Array;
  readonly digest: Digest;
}

export interface Timestamp {
  readonly raw: string;
  /** Epoch milliseconds. */
  readonly epochMs: number;
  /** Seconds that the raw number counts from: 0, or 2011-01-01 for versions up to 0.24. */
  readonly epochOffset: number;
}

/** Cuts at the last separator; null where the tail is no signature of a known digest. Base64 is read as leniently as Python does. */
export function splitSigned(text: string, separator: string): Signed | null {
  const at = text.lastIndexOf(separator);
  if (at < 0) return null;
  const signature = text.slice(at + separator.length);
  const signatureBytes = unbase64Python(signature);
  const digest = signatureBytes === null ? null : digestByLength(signatureBytes.length);
  if (signatureBytes === null || digest === null) return null;
  return { signedText: text.slice(0, at), signature, signatureBytes, digest };
}

/** The time in a timestamp part; null where it is none. Numbers below 2011's are taken for the old epoch (unambiguous until 2052). */
export function timestampOf(raw: string): Timestamp | null {
  const bytes = unbase64Python(raw);
  if (bytes === null || bytes.length > 6) return null;
  const seconds = bigEndian(bytes);
  const epochOffset = seconds < oldEpoch ? oldEpoch : 0;
  return { raw, epochMs: (seconds + epochOffset) * 1000, epochOffset };
}

/** The timestamp part for an instant, in the epoch that the value used before. */
export function timestampText(epochMs: number, epochOffset: number): string {
  return base64url(bigEndianBytes(Math.floor(epochMs / 1000) - epochOffset));
}

/** The derived key; `salt` is UTF-8 text. */
export function deriveKey(derivation: Derivation, secret: Uint8Array, salt: string, digest: Digest): Uint8Array {
  const saltBytes = utf8(salt);
  if (derivation === 'none') return secret;
  if (derivation === 'hmac') return hmac(digest, secret, saltBytes);
  return hash(digest, concat(saltBytes, derivation === 'concat' ? new Uint8Array() : utf8('signer'), secret));
}

export interface Proof {
  readonly key: KeyReading;
  readonly derivation: Derivation;
  readonly salt: string;
}

/** The first key, salt and derivation that the signature fits; null where none does. Keys are tried in their order. */
export function verifySigned(signed: Signed, keys: KeySet, salts: readonly string[], ways: readonly Derivation[]): Proof | null {
  const text = utf8(signed.signedText);
  for (const key of keys.readings('secret'))
    for (const salt of salts)
      for (const derivation of ways) {
        const derived = deriveKey(derivation, key.bytes, salt, signed.digest);
        if (equalBytes(hmac(signed.digest, derived, text), signed.signatureBytes)) return { key, derivation, salt };
      }
  return null;
}

/** What is needed to sign again in the same way: plain data. */
export interface Signing {
  readonly salt: string;
  readonly derivation: Derivation;
  readonly digest: Digest;
  readonly separator: string;
}

/** The text with its separator and signature appended. */
export function sign(text: string, secret: Uint8Array, signing: Signing): string {
  const key = deriveKey(signing.derivation, secret, signing.salt, signing.digest);
  return `${text}${signing.separator}${base64url(hmac(signing.digest, key, utf8(text)))}`;
}

/**
 * How a time-limited value stands at an instant: whole seconds, as `TimestampSigner.unsign` counts them. Without a limit it judges
 * nothing, not even a time to come.
 */
export function ageVerdict(issuedMs: number, maxAgeSeconds: number | null, nowMs: number | null): 'in-time' | 'expired' | 'not-yet-valid' {
  if (nowMs === null || maxAgeSeconds === null) return 'in-time';
  const age = Math.floor(nowMs / 1000) - Math.floor(issuedMs / 1000);
  if (age < 0) return 'not-yet-valid';
  return age > maxAgeSeconds ? 'expired' : 'in-time';
}
