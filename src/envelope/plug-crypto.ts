/**
 * The messages of Plug.Crypto: signed `SFMyNTY.payload.mac`, and encrypted with XChaCha20-Poly1305 (2.0 and later) or AES-GCM (1.x).
 * Source: elixir-plug/plug_crypto 2.1.1 `lib/plug/crypto/{message_verifier,message_encryptor,key_generator}.ex`; 1.2.5 the same files.
 */
import { base64url, unbase64url } from '../codec/base64';
import { concat, equalBytes, randomBytes, utf8 } from '../codec/bytes';
import { openGcm, sealGcm } from '../crypto/aes';
import { hmac, type Digest } from '../crypto/hash';
import type { Kdf, KdfDigest } from '../crypto/kdf';
import { openChacha, sealChacha } from '../crypto/nacl';
import { partsOf, type Layer, type PartRole } from './layer';

/** The protected header, in base64url, and the digest that it names. */
const signedHeaders: Readonly<Record<string, Digest>> = { SFMyNTY: 'sha256', SFMzODQ: 'sha384', SFM1MTI: 'sha512' };

/** Additional authenticated data of every encrypted message. */
const protectedText = utf8('A128GCM');

export interface PlugDerivation {
  readonly digest: KdfDigest;
  readonly iterations: number;
  readonly length: number;
}

/** `Plug.Crypto.KeyGenerator`: PBKDF2 over the text of secret_key_base. */
export function plugKey(kdf: Kdf, password: Uint8Array, salt: string, derivation: PlugDerivation): Promise<Uint8Array> {
  return kdf.pbkdf2({ ...derivation, password, salt: utf8(salt) });
}

/** The settings of a derivation, with Plug's defaults. */
export const plugDerivationSettings = [
  { name: 'keyIterations', title: 'key_iterations', default: 1000 },
  { name: 'keyLength', title: 'key_length', default: 32 },
  { name: 'keyDigest', title: 'key_digest', default: 'sha256' },
] as const;

/** The derivation that the settings `keyDigest`, `keyIterations` and `keyLength` ask for; Plug's defaults stand for what makes no sense. */
export function plugDerivation(setting: (name: string) => string | number | null): PlugDerivation {
  const digest = String(setting('keyDigest'));
  const iterations = Number(setting('keyIterations'));
  const length = Number(setting('keyLength'));
  return {
    digest: digest === 'sha1' || digest === 'sha384' || digest === 'sha512' ? digest : 'sha256',
    iterations: Number.isSafeInteger(iterations) && iterations > 0 ? iterations : 1000,
    length: Number.isSafeInteger(length) && length > 0 && length <= 1024 ? length : 32,
  };
}

export interface PlugSigned {
  readonly digest: Digest;
  readonly signedText: string;
  readonly payloadBytes: Uint8Array | null;
  readonly signatureBytes: Uint8Array | null;
  readonly parts: Extract<Layer, { kind: 'envelope' }>;
}

/** A signed message by its header; payload or signature are null where their base64 is none. Null for everything else. */
export function splitPlugSigned(text: string): PlugSigned | null {
  const [header = '', payload, signature = '', ...more] = text.split('.', 5);
  const digest = Object.hasOwn(signedHeaders, header) ? signedHeaders[header] : undefined;
  if (digest === undefined || payload === undefined || more.length > 0) return null;
  const pieces: [string, PartRole, string][] = [['algorithm', 'header', header], ['.', 'separator', '.'], ['payload', 'payload', payload]];
  if (text.length > header.length + payload.length + 1) pieces.push(['.', 'separator', '.'], ['signature', 'signature', signature]);
  return {
    digest,
    signedText: `${header}.${payload}`,
    payloadBytes: unbase64url(payload),
    signatureBytes: unbase64url(signature),
    parts: { kind: 'envelope', parts: partsOf(pieces) },
  };
}

export function fitsPlugSigned(signed: PlugSigned, key: Uint8Array): boolean {
  return signed.signatureBytes !== null && equalBytes(hmac(signed.digest, key, utf8(signed.signedText)), signed.signatureBytes);
}

export function signPlug(payload: Uint8Array, key: Uint8Array, digest: Digest): string {
  const header = Object.keys(signedHeaders).find((name) => signedHeaders[name] === digest) ?? 'SFMyNTY';
  const text = `${header}.${base64url(payload)}`;
  return `${text}.${base64url(hmac(digest, key, utf8(text)))}`;
}

export interface PlugSealed {
  readonly scheme: 'xchacha' | 'aes-gcm';
  /** Null where the message is cut off or no base64. */
  readonly pieces: readonly Uint8Array[] | null;
  readonly parts: Extract<Layer, { kind: 'envelope' }>;
}

function split(text: string, prefix: string, labels: readonly (readonly [string, PartRole])[]): Pick<PlugSealed, 'pieces' | 'parts'> {
  const texts = text.slice(prefix.length).split('.', labels.length + 1);
  const bytes = texts.map(unbase64url);
  const named = texts.slice(0, labels.length).flatMap((piece, i): [string, PartRole, string][] => [
    ...(i === 0 ? [] : [['.', 'separator', '.'] as [string, PartRole, string]]),
    [labels[i]?.[0] ?? '', labels[i]?.[1] ?? 'ciphertext', piece],
  ]);
  const parts = partsOf([['scheme', 'header', prefix.slice(0, -1)], ['.', 'separator', '.'], ...named]);
  const whole = texts.length === labels.length && bytes.every((piece) => piece !== null);
  return { pieces: whole ? bytes.filter((piece) => piece !== null) : null, parts: { kind: 'envelope', parts } };
}

/** An encrypted message by its prefix; null for everything else. */
export function splitPlugSealed(text: string): PlugSealed | null {
  if (text.startsWith('XCP.')) {
    const { pieces, parts } = split(text, 'XCP.', [['nonce, tag, ciphertext', 'ciphertext']]);
    return { scheme: 'xchacha', pieces: (pieces?.[0]?.length ?? 0) >= 40 ? pieces : null, parts };
  }
  if (!text.startsWith('QTEyOEdDTQ.')) return null;
  const labels = [['wrapped key', 'key-id'], ['iv', 'iv'], ['ciphertext', 'ciphertext'], ['tag', 'tag']] as const;
  const { pieces, parts } = split(text, 'QTEyOEdDTQ.', labels);
  const whole = pieces !== null && [44, 52, 60].includes(pieces[0]?.length ?? 0) && pieces[1]?.length === 12 && pieces[3]?.length === 16;
  return { scheme: 'aes-gcm', pieces: whole ? pieces : null, parts };
}

export interface PlugKeys {
  readonly encryption: Uint8Array;
  /** Plug.Crypto 1.x binds the wrapped key to it; 2.x leaves it unused. */
  readonly signing: Uint8Array;
}

/** Keys of more than 32 bytes are cut, as the library does. */
function cipherKey({ encryption }: PlugKeys): Uint8Array {
  return encryption.subarray(0, 32);
}

/** Whether the cipher can use a key at all: XChaCha20 wants 32 bytes, AES 16, 24 or 32. */
function isUsable(scheme: PlugSealed['scheme'], keys: PlugKeys): boolean {
  const { length } = cipherKey(keys);
  return scheme === 'xchacha' ? length === 32 : length === 16 || length === 24 || length === 32;
}

/** The plain text; null where the keys do not fit. */
export function openPlugSealed({ scheme, pieces }: PlugSealed, keys: PlugKeys): Uint8Array | null {
  const [first, iv, ciphertext, tag] = pieces ?? [];
  if (first === undefined || !isUsable(scheme, keys)) return null;
  if (scheme === 'xchacha') {
    const sealed = concat(first.subarray(40), first.subarray(24, 40));
    return openChacha(sealed, { key: cipherKey(keys), nonce: first.subarray(0, 24), aad: protectedText });
  }
  if (iv === undefined || ciphertext === undefined || tag === undefined) return null;
  const wrap = { key: cipherKey(keys), nonce: first.subarray(-12), aad: keys.signing };
  const contentKey = openGcm(first.subarray(0, -12), wrap);
  return contentKey === null ? null : openGcm(concat(ciphertext, tag), { key: contentKey, nonce: iv, aad: protectedText });
}

/** A fresh message in the scheme. */
export function sealPlug(plain: Uint8Array, keys: PlugKeys, scheme: PlugSealed['scheme']): string {
  if (scheme === 'xchacha') {
    const nonce = randomBytes(24);
    const sealed = sealChacha(plain, { key: cipherKey(keys), nonce, aad: protectedText });
    return `XCP.${base64url(concat(nonce, sealed.subarray(-16), sealed.subarray(0, -16)))}`;
  }
  const [contentKey, iv, wrapIv] = [randomBytes(16), randomBytes(12), randomBytes(12)];
  const wrapped = concat(sealGcm(contentKey, { key: cipherKey(keys), nonce: wrapIv, aad: keys.signing }), wrapIv);
  const sealed = sealGcm(plain, { key: contentKey, nonce: iv, aad: protectedText });
  return ['QTEyOEdDTQ', ...[wrapped, iv, sealed.subarray(0, -16), sealed.subarray(-16)].map(base64url)].join('.');
}
