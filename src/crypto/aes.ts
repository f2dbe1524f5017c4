/** AES in the modes that cookies are sealed with: thin names over audited code, synchronous. A key is 16, 24 or 32 bytes. */
import { aessiv, cbc, cfb, ctr, gcm } from '@noble/ciphers/aes.js';

/** What a cipher gives, or null where it refuses: a wrong length, a tag or padding that does not fit. */
function attempted(run: () => Uint8Array): Uint8Array | null {
  try {
    return run();
  } catch {
    return null;
  }
}

export interface Gcm {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  /** Additional authenticated data. */
  readonly aad?: Uint8Array;
}

/** Decrypts `ciphertext` followed by its 16-byte tag; null where the tag does not fit. */
export function openGcm(sealed: Uint8Array, { key, nonce, aad }: Gcm): Uint8Array | null {
  return attempted(() => gcm(key, nonce, aad).decrypt(sealed));
}

/** The ciphertext followed by its 16-byte tag. Throws on a key or nonce of a wrong length. */
export function sealGcm(plain: Uint8Array, { key, nonce, aad }: Gcm): Uint8Array {
  return gcm(key, nonce, aad).encrypt(plain);
}

export interface Cbc {
  readonly key: Uint8Array;
  /** 16 bytes. */
  readonly iv: Uint8Array;
  /** False: the text is whole blocks and carries no PKCS#7 padding. */
  readonly padded?: boolean;
}

/** Decrypts CBC and takes its PKCS#7 padding off; null where the padding does not fit, which by itself proves nothing. */
export function openCbc(sealed: Uint8Array, { key, iv, padded = true }: Cbc): Uint8Array | null {
  return attempted(() => cbc(key, iv, { disablePadding: !padded }).decrypt(sealed));
}

/** Throws on a key or initialisation vector of a wrong length. */
export function sealCbc(plain: Uint8Array, { key, iv, padded = true }: Cbc): Uint8Array {
  return cbc(key, iv, { disablePadding: !padded }).encrypt(plain);
}

/** CTR is its own inverse; `counter` is the first counter block, 16 bytes. Null on wrong lengths. */
export function applyCtr(data: Uint8Array, key: Uint8Array, counter: Uint8Array): Uint8Array | null {
  return attempted(() => ctr(key, counter).encrypt(data));
}

export interface Siv {
  /** 64 bytes: the half for the synthetic IV, then the half for the cipher. */
  readonly key: Uint8Array;
  /** Additional authenticated data. */
  readonly aad: readonly Uint8Array[];
}

/** Decrypts AES-SIV (RFC 5297), the 16-byte synthetic IV in front; null where it does not fit. */
export function openSiv(sealed: Uint8Array, { key, aad }: Siv): Uint8Array | null {
  return attempted(() => aessiv(key, ...aad).decrypt(sealed));
}

/** The 16-byte synthetic IV followed by the ciphertext. Throws on a key of a wrong length. */
export function sealSiv(plain: Uint8Array, { key, aad }: Siv): Uint8Array {
  return aessiv(key, ...aad).encrypt(plain);
}

/** Decrypts CFB with feedback of whole blocks, as Go's `cipher.NewCFBDecrypter` does; it authenticates nothing. Null on wrong lengths. */
export function openCfb(sealed: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array | null {
  return attempted(() => cfb(key, iv).decrypt(sealed));
}

/** Throws on a key or initialisation vector of a wrong length. */
export function sealCfb(plain: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  return cfb(key, iv).encrypt(plain);
}
