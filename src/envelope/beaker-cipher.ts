/**
 * How Beaker encrypts a session: AES-256 under a key derived for each value, CTR with PyCrypto, GCM with pyca/cryptography; nothing in a
 * cookie tells which.
 * Source: bbangert/beaker 1.13.0 `beaker/session.py:343-374`, `beaker/crypto/__init__.py:91-105`, `beaker/crypto/{pycrypto,pyca_cryptography}.py`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { concat, randomBytes, utf8 } from '../codec/bytes';
import { applyCtr, openGcm, sealGcm } from '../crypto/aes';
import type { Kdf } from '../crypto/kdf';
import type { KeyReading } from '../crypto/keys';
import { beakerData, type BeakerData } from './beaker-data';

export interface BeakerCipher {
  readonly mode: 'ctr' | 'gcm';
  /** Characters of the nonce's base64 text. */
  readonly nonceLength: number;
  readonly nonceBytes: number;
  /** The encrypt_key. */
  readonly key: KeyReading;
}

const ivLength = 12;
const tagLength = 16;
const longestNonce = 64;

async function derived(encryptKey: Uint8Array, validateKey: Uint8Array, nonce: string, kdf: Kdf): Promise<Uint8Array> {
  return kdf.pbkdf2({ digest: 'sha1', password: encryptKey, salt: concat(validateKey, utf8(nonce)), iterations: 1, length: 32 });
}

/** Where the nonce can end: at its own padding, or at any whole group where it has none. */
function nonceLengths(rest: string): number[] {
  const padded = /^[A-Za-z0-9+/]*={1,2}(?=[A-Za-z0-9+/])/.exec(rest)?.[0].length;
  if (padded !== undefined) return padded % 4 === 0 && padded <= longestNonce ? [padded] : [];
  // 8 characters were the rule before version 1.8 and are `encrypt_nonce_bits=48` since.
  const lengths = Array.from({ length: longestNonce / 4 }, (_none, i) => 4 * (i + 1)).filter((length) => length < rest.length);
  return lengths.sort((a, b) => Number(b === 8) - Number(a === 8));
}

/** How many bytes a nonce of this text was made of. */
function bytesOfNonce(nonce: string): number {
  return (nonce.length * 3) / 4 - (nonce.endsWith('==') ? 2 : nonce.endsWith('=') ? 1 : 0);
}

function decrypted(sealed: Uint8Array, key: Uint8Array, mode: BeakerCipher['mode']): Uint8Array | null {
  if (mode === 'ctr') return applyCtr(sealed, key, new Uint8Array(16));
  const [nonce, tag, ciphertext] = [sealed.subarray(0, ivLength), sealed.subarray(ivLength, ivLength + tagLength), sealed.subarray(ivLength + tagLength)];
  return tag.length < tagLength ? null : openGcm(concat(ciphertext, tag), { key, nonce });
}

/** The session under the first key that makes one of it. */
export async function openBeaker(
  rest: string, validateKey: Uint8Array, encryptKeys: readonly KeyReading[], kdf: Kdf,
): Promise<{ readonly data: BeakerData; readonly cipher: BeakerCipher } | null> {
  for (const encryptKey of encryptKeys)
    for (const nonceLength of nonceLengths(rest)) {
      const nonce = rest.slice(0, nonceLength);
      const sealed = unbase64Padded(rest.slice(nonceLength));
      if (sealed === null) continue;
      const key = await derived(encryptKey.bytes, validateKey, nonce, kdf);
      for (const mode of ['gcm', 'ctr'] as const) {
        const plain = decrypted(sealed, key, mode);
        const data = plain === null ? null : beakerData(plain);
        if (data !== null) return { data, cipher: { mode, nonceLength, nonceBytes: bytesOfNonce(nonce), key: encryptKey } };
      }
    }
  return null;
}

/** The text that is signed: the data alone, or a fresh nonce and the encrypted data. */
export async function sealBeaker(plain: Uint8Array, validateKey: Uint8Array, cipher: BeakerCipher | null, kdf: Kdf): Promise<string> {
  if (cipher === null) return base64(plain);
  const nonce = base64(randomBytes(cipher.nonceBytes)).slice(0, cipher.nonceLength);
  const key = await derived(cipher.key.bytes, validateKey, nonce, kdf);
  if (cipher.mode === 'ctr') return nonce + base64(applyCtr(plain, key, new Uint8Array(16)) ?? new Uint8Array());
  const iv = randomBytes(ivLength);
  const sealed = sealGcm(plain, { key, nonce: iv });
  return nonce + base64(concat(iv, sealed.subarray(-tagLength), sealed.subarray(0, -tagLength)));
}
