/**
 * The message of gorilla/securecookie: `date | base64url(content) | mac`, the whole in base64url; the cookie's name is signed along.
 * Source: gorilla/securecookie 1.1.2 `securecookie.go:270-420`.
 */
import { base64urlPadded, unbase64url } from '../codec/base64';
import { concat, equalBytes, latin1Text, randomBytes, utf8 } from '../codec/bytes';
import { applyCtr } from '../crypto/aes';
import { digestByLength, hmac, type Digest } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';

export interface SecureCookie {
  readonly date: string;
  readonly raw: string;
  readonly contentBytes: Uint8Array | null;
  readonly mac: Uint8Array;
  /** Null where the MAC has no digest's length: it is cut off. */
  readonly digest: Digest | null;
}

/** Null where the text has not the form of the message. */
export function splitSecureCookie(text: string): SecureCookie | null {
  const bytes = unbase64url(text) ?? unbase64url(text.slice(0, text.length - (text.length % 4)));
  if (bytes === null) return null;
  const first = bytes.subarray(0, 12).indexOf(124);
  const second = bytes.indexOf(124, first + 1);
  const date = latin1Text(bytes.subarray(0, Math.max(first, 0)));
  const raw = latin1Text(bytes.subarray(first + 1, Math.max(second, 0)));
  if (!/^[1-9]\d{8,10}$/.test(date) || second < 0 || !/^[A-Za-z0-9_-]*={0,2}$/.test(raw)) return null;
  const mac = bytes.subarray(second + 1);
  return { date, raw, contentBytes: unbase64url(raw), mac, digest: digestByLength(mac.length) };
}

function macOf({ date, raw, digest }: Omit<SecureCookie, 'mac' | 'contentBytes'>, key: Uint8Array, name: string): Uint8Array {
  return hmac(digest ?? 'sha256', key, utf8(`${name}|${date}|${raw}`));
}

/** The first hash key and name that the MAC fits. Keys are taken as text, hexadecimal or base64, as applications store them. */
export function provenName(cookie: SecureCookie, keys: KeySet, names: readonly string[]): { key: KeyReading; name: string } | null {
  const readings = keys.readings('hashKey', ['utf8', 'hex', 'base64', 'base64url']);
  for (const name of names) {
    const key = readings.find((reading) => equalBytes(macOf(cookie, reading.bytes, name), cookie.mac));
    if (key !== undefined) return { key, name };
  }
  return null;
}

/** The block keys, the one that is paired with the hash key first. */
export function blockKeys(keys: KeySet, hashKey: KeyReading): KeyReading[] {
  const readings = keys.readings('blockKey', ['utf8', 'hex', 'base64', 'base64url']).filter(({ bytes }) => [16, 24, 32].includes(bytes.length));
  const partner = keys.partnerOf(hashKey.secret, 'blockKey');
  return [...readings.filter(({ secret }) => secret === partner), ...readings.filter(({ secret }) => secret !== partner)];
}

/** AES-CTR with the first 16 bytes as counter block; null where the content is too short. */
export function decryptContent(sealed: Uint8Array, key: Uint8Array): Uint8Array | null {
  return sealed.length < 16 ? null : applyCtr(sealed.subarray(16), key, sealed.subarray(0, 16));
}

export function encryptContent(plain: Uint8Array, key: Uint8Array): Uint8Array {
  const iv = randomBytes(16);
  return concat(iv, applyCtr(plain, key, iv) ?? new Uint8Array());
}

/** A fresh message. */
export function makeSecureCookie(content: Uint8Array, key: Uint8Array, options: { name: string; date: string; digest: Digest }): string {
  const raw = base64urlPadded(content);
  const mac = macOf({ date: options.date, raw, digest: options.digest }, key, options.name);
  return base64urlPadded(concat(utf8(`${options.date}|${raw}|`), mac));
}
