/**
 * Django's signers: `value : [base62(unix seconds) :] base64url(hmac)`, the key hashed together with a salt.
 * Source: django/django 5.2 `django/core/signing.py:64-301`, `django/utils/crypto.py:19-46`; 3.2 the same files.
 */
import { base64url } from '../codec/base64';
import { concat, utf8 } from '../codec/bytes';
import { digestTitle, hash, hmac, type Digest } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';
import { partsWithin, type Layer } from './layer';

export interface DjangoSigned {
  /** What is signed: everything before the last separator. */
  readonly signedText: string;
  readonly signature: string;
  readonly digest: Digest;
  readonly separator: string;
  /** What stands before the timestamp; without one the same as `signedText`. */
  readonly raw: string;
  readonly timestamp: DjangoTimestamp | null;
}

export interface DjangoTimestamp {
  readonly raw: string;
  /** Epoch milliseconds. */
  readonly epochMs: number;
}

/** Lengths of unpadded base64url. Since 3.1 SHA-256 is the default, before that it was SHA-1. */
const digestByTextLength: Readonly<Record<number, Digest>> = { 22: 'md5', 27: 'sha1', 38: 'sha224', 43: 'sha256', 64: 'sha384', 86: 'sha512' };

const base62Digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(value: number): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = base62Digits.charAt(rest % 62) + text;
  return text === '' ? '0' : text;
}

/** Times from 1999 to 2086 have six digits, the first of them 1 to 3. */
function timestampOf(raw: string): DjangoTimestamp | null {
  if (!/^[1-3][0-9A-Za-z]{5}$/.test(raw)) return null;
  let seconds = 0;
  for (const digit of raw) seconds = seconds * 62 + base62Digits.indexOf(digit);
  return { raw, epochMs: seconds * 1000 };
}

/** The parts of a signed text; null where its end is no signature, which Django compares as text: no leniency. */
export function djangoSigned(text: string, separator = ':'): DjangoSigned | null {
  const at = text.lastIndexOf(separator);
  const signature = text.slice(at + separator.length);
  const digest = digestByTextLength[signature.length];
  if (at < 0 || digest === undefined || !/^[A-Za-z0-9_-]+$/.test(signature)) return null;
  const signedText = text.slice(0, at);
  const before = signedText.lastIndexOf(separator);
  const timestamp = before < 0 ? null : timestampOf(signedText.slice(before + separator.length));
  return { signedText, signature, digest, separator, raw: timestamp === null ? signedText : signedText.slice(0, before), timestamp };
}

export function djangoLayers(value: string, { raw, timestamp, signature, separator, digest }: DjangoSigned): Layer[] {
  const mark = [separator, 'separator', separator] as const;
  const time = timestamp === null ? [] : [mark, ['timestamp', 'timestamp', timestamp.raw] as const];
  return [
    { kind: 'envelope', parts: partsWithin(value, [['value', 'payload', raw], ...time, mark, ['signature', 'signature', signature]]) },
    { kind: 'signature', title: `HMAC-${digestTitle(digest)}`, state: 'unchecked', key: null },
    ...(timestamp === null ? [] : [{ kind: 'timestamp', title: 'signed at', epochMs: timestamp.epochMs } as const]),
  ];
}

/** What the signature depends on besides the key: plain data. */
export interface DjangoSigning {
  readonly salt: string;
  /** Put before the key: `django.http.cookies` for cookies that Django signs, else nothing. */
  readonly keyPrefix: string;
  readonly digest: Digest;
  readonly separator: string;
  readonly timed: boolean;
}

/** Stands before the key in `get_cookie_signer`. */
export const cookieKeyPrefix = 'django.http.cookies';

function signatureOf(text: string, secret: Uint8Array, { salt, keyPrefix, digest }: DjangoSigning): string {
  const key = hash(digest, concat(utf8(`${salt}signer${keyPrefix}`), secret));
  return base64url(hmac(digest, key, utf8(text)));
}

export interface DjangoProof {
  readonly key: KeyReading;
  readonly signing: DjangoSigning;
}

/** The first key and salt that make the signature; null where none does. */
export function verifyDjango(signed: DjangoSigned, keys: KeySet, salts: readonly string[], keyPrefixes: readonly string[]): DjangoProof | null {
  const { digest, separator, timestamp } = signed;
  for (const key of keys.readings('secret'))
    for (const salt of salts)
      for (const keyPrefix of keyPrefixes) {
        const signing = { salt, keyPrefix, digest, separator, timed: timestamp !== null };
        if (signatureOf(signed.signedText, key.bytes, signing) === signed.signature) return { key, signing };
      }
  return null;
}

/** Signs a value, with a timestamp where the signing is a timed one. */
export function signDjango(raw: string, nowMs: number, secret: Uint8Array, signing: DjangoSigning): string {
  const { separator, timed } = signing;
  const text = timed ? `${raw}${separator}${base62(Math.floor(nowMs / 1000))}` : raw;
  return `${text}${separator}${signatureOf(text, secret, signing)}`;
}

/** Where `max_age` is given: too old by the fraction of a second. A time to come is accepted. */
export function isTooOld({ timestamp }: DjangoSigned, maxAgeSeconds: number | null, nowMs: number | null): boolean {
  return timestamp !== null && maxAgeSeconds !== null && nowMs !== null && nowMs - timestamp.epochMs > maxAgeSeconds * 1000;
}

/** When a limit of age runs out; null where there is none. */
export function expiryOf({ timestamp }: DjangoSigned, maxAgeSeconds: number | null): number | null {
  return timestamp === null || maxAgeSeconds === null ? null : timestamp.epochMs + maxAgeSeconds * 1000;
}
