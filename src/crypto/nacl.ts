/** The authenticated stream ciphers of NaCl and libsodium, and ChaCha20-Poly1305: synchronous, the tag where the library puts it. */
import { chacha20poly1305, xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { secretbox } from '@noble/ciphers/salsa.js';

export interface StreamSeal {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** 24 bytes for secretbox and XChaCha20, 12 for ChaCha20. */
  readonly nonce: Uint8Array;
  /** Additional authenticated data; secretbox has none. */
  readonly aad?: Uint8Array;
}

function attempted(run: () => Uint8Array): Uint8Array | null {
  try {
    return run();
  } catch {
    return null;
  }
}

/** Opens a XSalsa20-Poly1305 box, its 16-byte tag in front; null where it does not fit. */
export function openSecretbox(sealed: Uint8Array, { key, nonce }: StreamSeal): Uint8Array | null {
  return attempted(() => secretbox(key, nonce).open(sealed));
}

/** Throws on a key or nonce of a wrong length. */
export function sealSecretbox(plain: Uint8Array, { key, nonce }: StreamSeal): Uint8Array {
  return secretbox(key, nonce).seal(plain);
}

/** Opens ciphertext followed by its 16-byte tag; the nonce's length tells XChaCha20 (24) from ChaCha20 (12). Null where it does not fit. */
export function openChacha(sealed: Uint8Array, { key, nonce, aad }: StreamSeal): Uint8Array | null {
  return attempted(() => (nonce.length === 24 ? xchacha20poly1305 : chacha20poly1305)(key, nonce, aad).decrypt(sealed));
}

/** Throws on a key or nonce of a wrong length. */
export function sealChacha(plain: Uint8Array, { key, nonce, aad }: StreamSeal): Uint8Array {
  return (nonce.length === 24 ? xchacha20poly1305 : chacha20poly1305)(key, nonce, aad).encrypt(plain);
}
