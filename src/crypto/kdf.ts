/** Slow key derivations, each done once: PBKDF2, HKDF and Argon2id behind a cache that lives as long as its owner. */
import { argon2idAsync } from '@noble/hashes/argon2.js';
import { hkdf as nobleHkdf } from '@noble/hashes/hkdf.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { hex } from '../codec/bytes';
import { dropOldest } from '../remembered';
import { hash } from './hash';

const hkdfDigests = { sha1, sha256, sha384, sha512 };
export type KdfDigest = keyof typeof hkdfDigests;
const subtleNames: Record<KdfDigest, string> = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };
const digestBytes: Record<KdfDigest, number> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

export interface Pbkdf2 {
  readonly digest: KdfDigest;
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
  /** Bytes wanted. */
  readonly length: number;
}

export interface Argon2id {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly passes: number;
  readonly memoryKib: number;
  readonly parallelism: number;
  readonly length: number;
}

export interface DeriveOptions {
  /** Told the part done, 0 to 1, of a derivation that takes long. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Derived keys by what they were derived from. Share one among calls, so that each derivation runs once a key. */
export interface Kdf {
  pbkdf2(input: Pbkdf2): Promise<Uint8Array>;
  argon2id(input: Argon2id): Promise<Uint8Array>;
}

/** HKDF (RFC 5869): fast, so not cached. */
export function hkdf(digest: KdfDigest, key: Uint8Array, options: { salt: Uint8Array; info: Uint8Array; length: number }): Uint8Array {
  return nobleHkdf(hkdfDigests[digest], key, options.salt, options.info, options.length);
}

async function pbkdf2(input: Pbkdf2): Promise<Uint8Array> {
  // An empty password cannot be imported everywhere; HMAC pads a key with zeros, so one zero byte is the same key.
  const password = input.password.length === 0 ? new Uint8Array(1) : new Uint8Array(input.password);
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const algorithm = { name: 'PBKDF2', hash: subtleNames[input.digest], salt: new Uint8Array(input.salt), iterations: input.iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, input.length * 8));
}

async function argon2id(input: Argon2id, options: DeriveOptions): Promise<Uint8Array> {
  return argon2idAsync(input.password, input.salt, {
    t: input.passes,
    m: input.memoryKib,
    p: input.parallelism,
    dkLen: input.length,
    maxmem: 2 ** 31,
    asyncTick: 20,
    onProgress: (done) => {
      options.signal?.throwIfAborted();
      options.onProgress?.(done);
    },
  });
}

/** What tells one derivation from another: no secret stands in it, only its hash. The wanted length makes no difference. */
export function derivationId(input: Pbkdf2 | Argon2id): string {
  const password = hex(hash('sha256', input.password));
  const way = 'digest' in input ? ['pbkdf2', input.digest, input.iterations] : ['argon2id', input.passes, input.memoryKib, input.parallelism, input.length];
  return [...way, hex(input.salt), password].join(':');
}

/** A site that seals every answer anew needs a new derivation each time. */
export const mostDerived = 20_000;

/** Derivations with a memory of their own. A failed or cancelled one is forgotten and can be tried again. */
export function createKdf(options: DeriveOptions = {}): Kdf {
  const done = new Map<string, Promise<Uint8Array>>();
  function once(key: string, derive: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = done.get(key);
    if (known !== undefined) return known;
    const fresh = derive().catch((error: unknown) => {
      done.delete(key);
      throw error;
    });
    done.set(key, fresh);
    dropOldest(done, mostDerived);
    return fresh;
  }
  return {
    async pbkdf2(input) {
      // PBKDF2 makes whole digests: a shorter key is the beginning of a longer one, and costs as much.
      const blocks = Math.ceil(input.length / digestBytes[input.digest]);
      const bytes = await once(`${blocks}:${derivationId(input)}`, () => pbkdf2({ ...input, length: blocks * digestBytes[input.digest] }));
      return bytes.slice(0, input.length);
    },
    argon2id: (input) => once(derivationId(input), () => argon2id(input, options)),
  };
}
