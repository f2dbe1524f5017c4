/**
 * ASP.NET Core Data Protection: a payload encrypted with keys that are derived from a master key for its purposes.
 * Source: dotnet/aspnetcore 8.0 `src/DataProtection/DataProtection/src/{KeyManagement/KeyRingBasedDataProtector,Managed/ManagedAuthenticatedEncryptor,
 * Managed/AesGcmAuthenticatedEncryptor,SP800_108/ManagedSP800_108_CTR_HMACSHA512}.cs`.
 */
import { concat, equalBytes, hex, randomBytes, unhex } from '../codec/bytes';
import { dotnetString } from '../codec/dotnet-binary';
import { openCbc, openGcm, sealCbc, sealGcm } from '../crypto/aes';
import { hmac, type Digest } from '../crypto/hash';

export interface DataProtectionAlgorithm {
  readonly mode: 'CBC' | 'GCM';
  /** Bytes of the encryption key. */
  readonly keyLength: 16 | 24 | 32;
  /** Of the MAC; GCM has none. */
  readonly digest: Digest | null;
}

/** Those that configuration can name, the default first. */
export const dataProtectionAlgorithms: readonly DataProtectionAlgorithm[] = [
  ...([32, 24, 16] as const).flatMap((keyLength) => (['sha256', 'sha512'] as const).map((digest) => ({ mode: 'CBC', keyLength, digest }) as const)),
  ...([32, 24, 16] as const).map((keyLength) => ({ mode: 'GCM', keyLength, digest: null }) as const),
];

const magic = Uint8Array.of(0x09, 0xf0, 0xc9, 0xf0);
const modifierLength = 16;
const tagLength = 16;

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

/** SP800-108 in counter mode with HMAC-SHA-512. */
function derived(master: Uint8Array, label: Uint8Array, context: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_none, i) => hmac('sha512', master, concat(u32(i + 1), label, Uint8Array.of(0), context, u32(length * 8))));
  return concat(...blocks).subarray(0, length);
}

function digestLength(digest: Digest): number {
  return hmac(digest, new Uint8Array(1), new Uint8Array()).length;
}

/** What binds the derived keys to the algorithms: their sizes, and what they make of nothing under a fixed key. */
function contextHeader({ mode, keyLength, digest }: DataProtectionAlgorithm): Uint8Array {
  const none = new Uint8Array();
  if (mode === 'GCM' || digest === null) {
    const tag = sealGcm(none, { key: derived(none, none, none, keyLength), nonce: new Uint8Array(12) });
    return concat(Uint8Array.of(0, 1), u32(keyLength), u32(12), u32(16), u32(tagLength), tag);
  }
  const macLength = digestLength(digest);
  const keys = derived(none, none, none, keyLength + macLength);
  const block = sealCbc(none, { key: keys.subarray(0, keyLength), iv: new Uint8Array(16) });
  return concat(Uint8Array.of(0, 0), u32(keyLength), u32(16), u32(macLength), u32(macLength), block, hmac(digest, keys.subarray(keyLength), none));
}

export interface DataProtectionKey {
  readonly master: Uint8Array;
  /** Additional authenticated data: magic, key id and purposes. */
  readonly aad: Uint8Array;
  readonly algorithm: DataProtectionAlgorithm;
}

function subkeys({ master, aad, algorithm }: DataProtectionKey, modifier: Uint8Array): { encryption: Uint8Array; validation: Uint8Array } {
  const macLength = algorithm.digest === null ? 0 : digestLength(algorithm.digest);
  const keys = derived(master, aad, concat(contextHeader(algorithm), modifier), algorithm.keyLength + macLength);
  return { encryption: keys.subarray(0, algorithm.keyLength), validation: keys.subarray(algorithm.keyLength) };
}

/** Decrypts what follows magic and key id; null where the key does not fit. */
export function unprotect(body: Uint8Array, key: DataProtectionKey): Uint8Array | null {
  const { digest } = key.algorithm;
  const { encryption, validation } = subkeys(key, body.subarray(0, modifierLength));
  const rest = body.subarray(modifierLength);
  if (digest === null) return openGcm(rest.subarray(12), { key: encryption, nonce: rest.subarray(0, 12) });
  const macLength = validation.length;
  if (rest.length < 32 + macLength) return null;
  const [sealed, mac] = [rest.subarray(0, -macLength), rest.subarray(-macLength)];
  if (!equalBytes(hmac(digest, validation, sealed), mac)) return null;
  return openCbc(sealed.subarray(16), { key: encryption, iv: sealed.subarray(0, 16) });
}

export function protect(plain: Uint8Array, key: DataProtectionKey): Uint8Array {
  const { digest } = key.algorithm;
  const modifier = randomBytes(modifierLength);
  const { encryption, validation } = subkeys(key, modifier);
  if (digest === null) {
    const nonce = randomBytes(12);
    return concat(modifier, nonce, sealGcm(plain, { key: encryption, nonce }));
  }
  const iv = randomBytes(16);
  const sealed = concat(iv, sealCbc(plain, { key: encryption, iv }));
  return concat(modifier, sealed, hmac(digest, validation, sealed));
}

/** Key id and body of a protected payload; null where the magic is missing or the payload too short. */
export function splitProtected(bytes: Uint8Array): { keyId: Uint8Array; body: Uint8Array } | null {
  const isProtected = bytes.length >= 20 + modifierLength + 28 && equalBytes(bytes.subarray(0, 4), magic);
  return isProtected ? { keyId: bytes.subarray(4, 20), body: bytes.subarray(20) } : null;
}

export function withHead(keyId: Uint8Array, body: Uint8Array): Uint8Array {
  return concat(magic, keyId, body);
}

/** The additional authenticated data of a chain of purposes. */
export function purposesAad(keyId: Uint8Array, purposes: readonly string[]): Uint8Array {
  return concat(magic, keyId, u32(purposes.length), ...purposes.map(dotnetString));
}

/** A GUID as text from .NET's bytes: the first three groups are little-endian. */
export function guidText(bytes: Uint8Array): string {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return hex(Uint8Array.from(order, (i) => bytes[i] ?? 0)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** .NET's bytes of a GUID; null where the text is none. */
export function guidBytes(text: string): Uint8Array | null {
  const bytes = unhex(text.replaceAll('-', ''));
  return bytes?.length === 16 ? (unhex(guidText(bytes).replaceAll('-', '')) ?? null) : null;
}
