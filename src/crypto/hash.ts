/** Digests and MACs by name: thin names over audited code, synchronous, the same in every runtime. */
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

const functions = { md5, sha1, sha224, sha256, sha384, sha512 };

export type Digest = keyof typeof functions;

/** The digest of a MAC or hash by its length in bytes (MD5 16 … SHA-512 64). */
export function digestByLength(length: number): Digest | null {
  return (Object.keys(functions) as Digest[]).find((name) => functions[name].outputLen === length) ?? null;
}

/** How the digest is written for people: `SHA-256`. */
export function digestTitle(digest: Digest): string {
  return digest === 'md5' ? 'MD5' : `SHA-${digest.slice(3)}`;
}

export function hash(digest: Digest, data: Uint8Array): Uint8Array {
  return functions[digest](data);
}

export function hmac(digest: Digest, key: Uint8Array, data: Uint8Array): Uint8Array {
  return nobleHmac(functions[digest], key, data);
}
