/**
 * Fernet, the sealed token of Python's `cryptography`: version, time, initialisation vector, AES-128-CBC text and an HMAC over all of it.
 * Grammar: `base64url( 80 ++ seconds(8) ++ iv(16) ++ ciphertext ++ HMAC-SHA-256(32) )` with padding
 * Source: pyca/cryptography 50.0 `fernet.py:28-170`, the Fernet specification (github.com/fernet/spec).
 */
import { base64urlPadded, unbase64url } from '../codec/base64';
import { bigEndian, bigEndianBytes, concat, equalBytes, randomBytes } from '../codec/bytes';
import { openCbc, sealCbc } from '../crypto/aes';
import { hmac } from '../crypto/hash';
import type { Part } from './layer';

export interface Fernet {
  readonly bytes: Uint8Array;
  readonly epochSeconds: number;
}

const headerLength = 1 + 8 + 16;
const macLength = 32;

/** Seconds by which a token's time may lie ahead when its age is judged. */
export const fernetClockSkewSeconds = 60;

/** The token in a text; null where the version, the time or the lengths do not fit. */
export function fernetOf(text: string): Fernet | null {
  const bytes = text.startsWith('gAAAA') && text.length % 4 === 0 ? unbase64url(text) : null;
  if (bytes === null) return null;
  const blocks = bytes.length - headerLength - macLength;
  if (blocks < 16 || blocks % 16 !== 0) return null;
  return { bytes, epochSeconds: bigEndian(bytes.subarray(1, 9)) };
}

/** The stretches of the token's text; its fields do not end where characters do, so a character belongs to the field it begins in. */
export function fernetParts({ bytes }: Fernet, textLength: number, start: number): Part[] {
  const at = (offset: number): number => start + Math.min(textLength, Math.ceil((offset * 4) / 3));
  const mac = bytes.length - macLength;
  return [
    { label: 'version', role: 'header', start: at(0), end: at(1) },
    { label: 'timestamp', role: 'timestamp', start: at(1), end: at(9) },
    { label: 'initialisation vector', role: 'iv', start: at(9), end: at(headerLength) },
    { label: 'ciphertext', role: 'ciphertext', start: at(headerLength), end: at(mac) },
    { label: 'signature', role: 'signature', start: at(mac), end: start + textLength },
  ];
}

/** The content, or null where the 32-byte key (16 to sign, 16 to encrypt) is not the token's. */
export function openFernet({ bytes }: Fernet, key: Uint8Array): Uint8Array | null {
  const mac = bytes.length - macLength;
  if (key.length !== 32 || !equalBytes(hmac('sha256', key.subarray(0, 16), bytes.subarray(0, mac)), bytes.subarray(mac))) return null;
  return openCbc(bytes.subarray(headerLength, mac), { key: key.subarray(16), iv: bytes.subarray(9, headerLength) });
}

/** A token of a content, made at an instant. */
export function sealFernet(content: Uint8Array, key: Uint8Array, epochMs: number): string {
  const iv = randomBytes(16);
  const seconds = bigEndianBytes(Math.floor(epochMs / 1000));
  const signed = concat(Uint8Array.of(0x80), new Uint8Array(8 - seconds.length), seconds, iv, sealCbc(content, { key: key.subarray(16), iv }));
  return base64urlPadded(concat(signed, hmac('sha256', key.subarray(0, 16), signed)));
}
