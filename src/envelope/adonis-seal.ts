/**
 * The encryption of AdonisJS 6 and 7: which cipher a value was sealed with, opening and sealing it.
 * Grammar: `ct.iv.mac` (6) · `id.ct.iv.mac` (7, CBC) · `id.v1:ct.iv.tag` (7, GCM or ChaCha20) · `id.ct.siv` (7, SIV)
 * Source: adonisjs/encryption 6.0.2 `build/chunk-CEXVRLXG.js:130-235`; boringnode/encryption 1.0.1 `src/drivers/*.ts`.
 */
import { base64url, unbase64url } from '../codec/base64';
import { concat, randomBytes, utf8 } from '../codec/bytes';
import { openCbc, openGcm, openSiv, sealCbc, sealGcm, sealSiv } from '../crypto/aes';
import { hmac } from '../crypto/hash';
import { hkdf } from '../crypto/kdf';
import { openChacha, sealChacha } from '../crypto/nacl';

/** `legacy` is version 6's, which version 7 has as a driver too. */
export type AdonisDriver = 'legacy' | 'aes-256-cbc' | 'aes-256-gcm' | 'chacha20-poly1305' | 'aes-siv';

export interface AdonisSealed {
  /** The drivers that write this layout: one, or GCM and ChaCha20, which look the same. */
  readonly drivers: readonly AdonisDriver[];
  /** The driver's name in the application's configuration; empty in version 6. */
  readonly driverId: string;
  /** The pieces as they stand. */
  readonly ciphertext: string;
  readonly iv: string;
  readonly tag: string;
  /** True where the key is derived for the driver, as since `v1:`. */
  readonly isDerived: boolean;
}

const ivLengths: Record<AdonisDriver, number> = { legacy: 16, 'aes-256-cbc': 16, 'aes-256-gcm': 12, 'chacha20-poly1305': 12, 'aes-siv': 0 };

/** Only the one text that encodes the bytes is read: AdonisJS 7 refuses spare bits, and version 6 has the text under its MAC. */
function bytesOf(piece: string): Uint8Array | null {
  const bytes = unbase64url(piece);
  return bytes !== null && base64url(bytes) === piece ? bytes : null;
}

function sizeOf(piece: string): number {
  return bytesOf(piece)?.length ?? -1;
}

function threePieces([a = '', b = '', c = '']: readonly string[]): AdonisSealed | null {
  if (sizeOf(a) > 0 && sizeOf(b) === 16 && sizeOf(c) === 32) return { drivers: ['legacy'], driverId: '', ciphertext: a, iv: b, tag: c, isDerived: false };
  return a !== '' && sizeOf(b) > 0 && sizeOf(c) === 16 ? { drivers: ['aes-siv'], driverId: a, ciphertext: b, iv: '', tag: c, isDerived: true } : null;
}

function fourPieces([driverId = '', body = '', iv = '', tag = '']: readonly string[]): AdonisSealed | null {
  const isMarked = body.startsWith('v1:');
  const ciphertext = isMarked ? body.slice(3) : body;
  if (driverId === '' || sizeOf(ciphertext) < 1) return null;
  const shape = { driverId, ciphertext, iv, tag };
  if (sizeOf(iv) === 12 && sizeOf(tag) === 16) return { ...shape, drivers: ['aes-256-gcm', 'chacha20-poly1305'], isDerived: isMarked };
  return sizeOf(iv) === 16 && sizeOf(tag) === 32 && !isMarked ? { ...shape, drivers: ['aes-256-cbc'], isDerived: true } : null;
}

/** Reads the layout of the text after `e:`; null for what is none. */
export function splitAdonis(text: string): AdonisSealed | null {
  const pieces = text.split('.', 6);
  if (pieces.length === 3) return threePieces(pieces);
  return pieces.length === 4 ? fourPieces(pieces) : null;
}

/** True where the cipher itself covers the cookie's name; elsewhere the name stands in the message. */
export function coversName(driver: AdonisDriver): boolean {
  return driver !== 'legacy' && driver !== 'aes-256-cbc';
}

interface Keying {
  readonly driver: AdonisDriver;
  readonly driverId: string;
  readonly isDerived: boolean;
  readonly iv: Uint8Array;
}

/** The keys of a driver: for the cipher, and for the MAC where it has one of its own. */
function keysOf(master: Uint8Array, { driver, driverId, isDerived, iv }: Keying): { cipher: Uint8Array; mac: Uint8Array } {
  if (!isDerived) return { cipher: master, mac: master };
  const derive = (salt: Uint8Array, info: string, length: number): Uint8Array => hkdf('sha256', master, { salt, info: utf8(info), length });
  const none = new Uint8Array();
  if (driver === 'aes-siv') return { cipher: derive(none, `aes-siv:${driverId}`, 64), mac: none };
  if (driver !== 'aes-256-cbc') return { cipher: derive(none, `${driver}:v1:${driverId}`, 32), mac: none };
  const both = derive(iv, driverId, 64);
  return { cipher: both.subarray(0, 32), mac: both.subarray(32) };
}

/** The message's text, or null where key, driver or name do not fit. */
export function openAdonis(sealed: AdonisSealed, driver: AdonisDriver, { master, name }: { master: Uint8Array; name: string }): Uint8Array | null {
  const [ciphertext, iv, tag] = [sealed.ciphertext, sealed.iv, sealed.tag].map((piece) => bytesOf(piece) ?? new Uint8Array());
  if (ciphertext === undefined || iv === undefined || tag === undefined) return null;
  const { cipher, mac } = keysOf(master, { ...sealed, driver, iv });
  const aad = utf8(name);
  switch (driver) {
    case 'aes-siv': return openSiv(concat(tag, ciphertext), { key: cipher, aad: [aad] });
    case 'aes-256-gcm': return openGcm(concat(ciphertext, tag), { key: cipher, nonce: iv, aad });
    case 'chacha20-poly1305': return openChacha(concat(ciphertext, tag), { key: cipher, nonce: iv, aad });
    default: return base64url(hmac('sha256', mac, utf8(`${sealed.ciphertext}.${sealed.iv}`))) === sealed.tag ? openCbc(ciphertext, { key: cipher, iv }) : null;
  }
}

/** Version 6 takes 16 characters for an IV, not 16 bytes. */
function freshIv(driver: AdonisDriver): Uint8Array {
  return driver === 'legacy' ? utf8(base64url(randomBytes(12))) : randomBytes(ivLengths[driver]);
}

export interface AdonisSealing {
  readonly driver: AdonisDriver;
  readonly driverId: string;
  readonly isDerived: boolean;
  readonly master: Uint8Array;
  readonly name: string;
}

/** The text after `e:` for a message, sealed as the driver seals it. */
export function sealAdonis(message: string, { master, name, ...how }: AdonisSealing): string {
  const { driver, driverId, isDerived } = how;
  const iv = freshIv(driver);
  const { cipher, mac } = keysOf(master, { ...how, iv });
  const [plain, aad] = [utf8(message), utf8(name)];
  if (driver === 'legacy' || driver === 'aes-256-cbc') {
    const signed = `${base64url(sealCbc(plain, { key: cipher, iv }))}.${base64url(iv)}`;
    return `${driver === 'legacy' ? '' : `${driverId}.`}${signed}.${base64url(hmac('sha256', mac, utf8(signed)))}`;
  }
  if (driver === 'aes-siv') {
    const sealed = sealSiv(plain, { key: cipher, aad: [aad] });
    return [driverId, base64url(sealed.subarray(16)), base64url(sealed.subarray(0, 16))].join('.');
  }
  const sealed = (driver === 'aes-256-gcm' ? sealGcm : sealChacha)(plain, { key: cipher, nonce: iv, aad });
  const cut = sealed.length - 16;
  return [driverId, `${isDerived ? 'v1:' : ''}${base64url(sealed.subarray(0, cut))}`, base64url(iv), base64url(sealed.subarray(cut))].join('.');
}
