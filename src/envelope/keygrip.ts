/**
 * Keygrip's companion signature: `<name>.sig` = base64url(HMAC(`<name>=<value>`)), of which the name is a part.
 * Source: crypto-utils/keygrip 1.1.0 `index.js:12-47`; pillarjs/cookies 0.9.2 `index.js:87-150`.
 */
import { base64url } from '../codec/base64';
import { hex, utf8 } from '../codec/bytes';
import { isQuoted } from '../codec/wire-text';
import type { NameValue } from '../cookie/cookie';
import type { WireCookie } from '../cookie/wire-cookie';
import { digestTitle, hmac, type Digest } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';
import type { Layer } from './layer';
import { genuineButRejected, signatureRejected, signatureVerified, type Evidence } from './signature-verdict';
import { usualNames } from './usual-names';

/** How a signature is written: plain data. */
export interface KeygripStyle {
  readonly digest: Digest;
  readonly encoding: 'base64' | 'hex';
}

export interface KeygripValue {
  /** The value that is signed: quotes are taken off first. */
  readonly value: string;
  /** Null where no companion stands beside the cookie. */
  readonly signature: string | null;
  /** By the signature's length; null where it has that of no digest. */
  readonly style: KeygripStyle | null;
}

const stylesByLength: Readonly<Record<number, KeygripStyle>> = {
  22: { digest: 'md5', encoding: 'base64' },
  27: { digest: 'sha1', encoding: 'base64' },
  32: { digest: 'md5', encoding: 'hex' },
  38: { digest: 'sha224', encoding: 'base64' },
  40: { digest: 'sha1', encoding: 'hex' },
  43: { digest: 'sha256', encoding: 'base64' },
  56: { digest: 'sha224', encoding: 'hex' },
  64: { digest: 'sha256', encoding: 'hex' },
  86: { digest: 'sha512', encoding: 'base64' },
  96: { digest: 'sha384', encoding: 'hex' },
  128: { digest: 'sha512', encoding: 'hex' },
};

/** A SHA-384 in base64 is as long as a SHA-256 in hexadecimal. */
function styleOf(signature: string): KeygripStyle | null {
  if (!/^[\w-]+$/.test(signature)) return null;
  if (signature.length === 64 && !/^[0-9a-f]+$/.test(signature)) return { digest: 'sha384', encoding: 'base64' };
  return stylesByLength[signature.length] ?? null;
}

function bare(value: string): string {
  return isQuoted(value) ? value.slice(1, -1) : value;
}

/** The value and its companion signature, as far as there is one. */
export function keygripValue(wire: WireCookie): KeygripValue {
  const companion = wire.companions.find(({ name }) => name === `${wire.name}.sig`);
  const signature = companion === undefined ? null : bare(companion.value);
  return { value: bare(wire.value), signature, style: signature === null ? null : styleOf(signature) };
}

function signatureOf(name: string, value: string, signing: { key: KeyReading; style: KeygripStyle }): string {
  const { key, style } = signing;
  const mac = hmac(style.digest, key.bytes, utf8(`${name}=${value}`));
  // Keygrip makes any text URL-safe, whichever encoding it was asked for.
  return style.encoding === 'hex' ? hex(mac) : base64url(mac);
}

interface KeygripProof {
  readonly key: KeyReading;
  readonly style: KeygripStyle;
  /** The cookie name under which the value was signed. */
  readonly name: string;
}

/** The key that made the signature, under the cookie's own name or, where none did, under another usual one. */
function proveKeygrip(wire: WireCookie, { value, signature, style }: KeygripValue, keys: KeySet): KeygripProof | null {
  if (style === null || signature === null) return null;
  const readings = keys.readings('secret');
  for (const name of [wire.name, ...usualNames]) {
    const key = readings.find((reading) => signatureOf(name, value, { key: reading, style }) === signature);
    if (key !== undefined) return { key, style, name };
  }
  return null;
}

/** The two cookies that carry a signed value. */
export function keygripCookies(name: string, value: string, signing: { key: KeyReading; style: KeygripStyle }): NameValue[] {
  return [{ name, value }, { name: `${name}.sig`, value: signatureOf(name, value, signing) }];
}

export function keygripLayer({ style, signature }: KeygripValue): Layer {
  const title = `HMAC-${style === null ? 'SHA-1' : digestTitle(style.digest)} in the companion cookie`;
  return { kind: 'signature', title, state: signature === null ? 'missing' : 'unchecked', key: null };
}

interface KeygripRefusal {
  readonly reason: 'missing-signature' | 'truncated' | 'bad-signature';
  readonly hint: string | null;
}

/** What speaks against a value that no key proves. */
function keygripRefusal(wire: WireCookie, { signature, style }: KeygripValue): KeygripRefusal {
  if (signature === null)
    return {
      reason: 'missing-signature',
      hint: `No cookie ${wire.name}.sig stands beside it. Either it got lost, or the application sets \`signed: false\`: then no key guards this value.`,
    };
  return style === null && signature.length < 27
    ? { reason: 'truncated', hint: `${wire.name}.sig has ${signature.length} characters; a signature has at least 27.` }
    : { reason: 'bad-signature', hint: null };
}

/** Said of a value whose signature was made under another name. */
function movedHint(wire: WireCookie, signedName: string): string {
  return `The signature was made under the name ${signedName}: the name is signed together with the value, so it does not hold for ${wire.name}.`;
}

/** The verdict on a value and its companion, whatever the value holds. */
export function openKeygrip(wire: WireCookie, signed: KeygripValue, parsed: Evidence, { keys, nowMs }: { readonly keys: KeySet; readonly nowMs: number | null }) {
  const proof = proveKeygrip(wire, signed, keys);
  if (proof === null) {
    const { reason, hint } = keygripRefusal(wire, signed);
    return signatureRejected(parsed, reason, hint);
  }
  const { key, style, name } = proof;
  if (name !== wire.name) return genuineButRejected(parsed, key, { reason: 'wrong-name' as const, hint: movedHint(wire, name) });
  if (nowMs !== null && parsed.expiresAt !== null && parsed.expiresAt < nowMs) return genuineButRejected(parsed, key, { reason: 'expired' as const, hint: null });
  return signatureVerified(parsed, key, { facts: { digest: digestTitle(style.digest) }, recipe: style });
}
