/**
 * The two halves of the Rust cookie crate's key, from a full key of 64 bytes or derived from a shorter one.
 * Source: rwf2/cookie-rs 0.18.1 `src/secure/key.rs` (from, derive_from); rwf2/Rocket 0.5 `core/lib/src/config/secret_key.rs`.
 */
import { concat, utf8 } from '../codec/bytes';
import { hmac } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';

export interface RustKey {
  readonly reading: KeyReading;
  readonly derivation: 'full key' | 'derived key';
  readonly signing: Uint8Array;
  readonly encryption: Uint8Array;
}

const info = utf8('COOKIE;SIGNED:HMAC-SHA256;PRIVATE:AEAD-AES-256-GCM');

/** HKDF-Expand alone: the crate takes the master key for the pseudo-random key. */
function derived(master: Uint8Array): Pick<RustKey, 'signing' | 'encryption'> {
  const signing = hmac('sha256', master, concat(info, Uint8Array.of(1)));
  return { signing, encryption: hmac('sha256', master, concat(signing, info, Uint8Array.of(2))) };
}

/** Every key that the given texts can stand for: as bytes, base64 or hexadecimal, full or derived. */
export function rustKeys(keys: KeySet): RustKey[] {
  return keys.readings('secret', ['base64', 'base64url', 'hex', 'utf8']).flatMap((reading): RustKey[] => {
    const { bytes } = reading;
    const full = { reading, derivation: 'full key', signing: bytes.subarray(0, 32), encryption: bytes.subarray(32, 64) } as const;
    const fromShorter = { reading, derivation: 'derived key', ...derived(bytes) } as const;
    if (bytes.length < 32) return [];
    return bytes.length < 64 ? [fromShorter] : [full, fromShorter];
  });
}
