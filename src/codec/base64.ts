/** Base64 in the alphabets and strictness that the frameworks differ in. Total: invalid text gives null. */

const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const urlSafe = `${standard.slice(0, 62)}-_`;

const sextets = new Int16Array(128).fill(-1);
for (let i = 0; i < 64; i++) {
  sextets[standard.charCodeAt(i)] = i;
  sextets[urlSafe.charCodeAt(i)] = i;
}

function encode(bytes: Uint8Array, alphabet: string, padded: boolean): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    if (left > 1) text += alphabet.charAt((group >> 6) & 63);
    else if (padded) text += '=';
    if (left > 2) text += alphabet.charAt(group & 63);
    else if (padded) text += '=';
  }
  return text;
}

function decode(symbols: string): Uint8Array | null {
  if (symbols.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((symbols.length * 3) / 4));
  let at = 0;
  let buffer = 0;
  let bits = 0;
  for (let i = 0; i < symbols.length; i++) {
    const sextet = sextets[symbols.charCodeAt(i)] ?? -1;
    if (sextet < 0) return null;
    buffer = ((buffer << 6) | sextet) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 0xff;
    }
  }
  return bytes;
}

/** Standard alphabet with `=` padding. */
export function base64(bytes: Uint8Array): string {
  return encode(bytes, standard, true);
}

/** Standard alphabet without padding. */
export function base64Unpadded(bytes: Uint8Array): string {
  return encode(bytes, standard, false);
}

/** URL-safe alphabet without padding. */
export function base64url(bytes: Uint8Array): string {
  return encode(bytes, urlSafe, false);
}

/** URL-safe alphabet with padding. */
export function base64urlPadded(bytes: Uint8Array): string {
  return encode(bytes, urlSafe, true);
}

/** Reads the standard alphabet; padding must be right or absent altogether. */
export function unbase64(text: string): Uint8Array | null {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? unpadded(text) : null;
}

/** Reads the standard alphabet, padding required where it is due. */
export function unbase64Padded(text: string): Uint8Array | null {
  return text.length % 4 === 0 ? unbase64(text) : null;
}

/** Reads the URL-safe alphabet; padding must be right or absent altogether. */
export function unbase64url(text: string): Uint8Array | null {
  return /^[A-Za-z0-9_-]*={0,2}$/.test(text) ? unpadded(text) : null;
}

function unpadded(text: string): Uint8Array | null {
  const symbols = text.replace(/={1,2}$/, '');
  return symbols.length !== text.length && text.length % 4 !== 0 ? null : decode(symbols);
}

/**
 * Reads as Python's `urlsafe_b64decode` does after itsdangerous has added padding from the text's length: both alphabets, other
 * characters skipped, and what then lacks padding refused (itsdangerous 2.2.0 `encoding.py:32-41`, CPython 3.13
 * `Modules/binascii.c:470-560`, not strict).
 */
export function unbase64Python(text: string): Uint8Array | null {
  const padded = text + '='.repeat((4 - (text.length % 4)) % 4);
  const bytes = new Uint8Array(Math.ceil((padded.length * 3) / 4));
  let size = 0;
  let buffer = 0;
  /** Symbols of the group of four that is being read. */
  let symbols = 0;
  let pads = 0;
  for (let i = 0; i < padded.length; i++) {
    const code = padded.charCodeAt(i);
    const sextet = sextets[code] ?? -1;
    if (code === 61) {
      if (symbols >= 2 && symbols + ++pads >= 4) return bytes.subarray(0, size);
    } else if (sextet >= 0) {
      pads = 0;
      buffer = ((buffer << 6) | sextet) & 0xffff;
      if (symbols > 0) bytes[size++] = (buffer >> (6 - 2 * symbols)) & 0xff;
      symbols = (symbols + 1) % 4;
    }
  }
  return symbols === 0 ? bytes.subarray(0, size) : null;
}

/** Reads as Node's `Buffer.from(text, 'base64')` does: both alphabets, other characters skipped, ends at the first padding, never fails. */
export function unbase64Node(text: string): Uint8Array {
  const body = text.split('=', 1)[0] ?? '';
  const symbols = body.replace(/[^A-Za-z0-9+/_-]+/g, '');
  return decode(symbols.length % 4 === 1 ? symbols.slice(0, -1) : symbols) ?? new Uint8Array();
}
