/**
 * `value.base64(HMAC(value))`: the layout of Node's cookie-signature, and of those who kept it (Express, Fastify, Hono, Remix).
 * Source: cookie-signature 1.2.2 `index.js:16-47`; @fastify/cookie 11.1.5 `signer.js:44-90`.
 */
import { base64, base64Unpadded, unbase64 } from '../codec/base64';
import { equalBytes, utf8 } from '../codec/bytes';
import type { Payload } from '../codec/value';
import { digestByLength, digestTitle, hmac, type Digest } from '../crypto/hash';
import type { KeyReading } from '../crypto/keys';
import { partsOf, type Layer, type Part, type PartRole } from './layer';

export interface SignedText {
  /** What is signed. */
  readonly text: string;
  readonly signature: string;
  /** By the signature's length; null where no digest is that long. */
  readonly digest: Digest | null;
}

/** Cuts at the last dot; null where there is none. */
export function cutSignature(value: string): SignedText | null {
  const at = value.lastIndexOf('.');
  if (at < 0) return null;
  const signature = value.slice(at + 1);
  const length = Math.floor((signature.replace(/={1,2}$/, '').length * 3) / 4);
  return { text: value.slice(0, at), signature, digest: digestByLength(length) };
}

/** True where a signature is what these signers write: standard base64 of a known digest, without padding. */
export function isUnpaddedSignature({ signature, digest }: SignedText): boolean {
  return digest !== null && /^[A-Za-z0-9+/]+$/.test(signature);
}

/** The key whose signature, written without padding, is the same text: Node's packages compare text, not bytes. */
export function keyByText({ text, signature, digest }: SignedText, keys: readonly KeyReading[]): KeyReading | null {
  if (digest === null) return null;
  return keys.find((key) => base64Unpadded(hmac(digest, key.bytes, utf8(text))) === signature) ?? null;
}

/** The key whose signature has the same bytes: WebCrypto's users compare bytes. */
export function keyByBytes({ text, signature, digest }: SignedText, keys: readonly KeyReading[]): KeyReading | null {
  const bytes = unbase64(signature);
  if (digest === null || bytes === null) return null;
  return keys.find((key) => equalBytes(hmac(digest, key.bytes, utf8(text)), bytes)) ?? null;
}

export function signedText(text: string, key: KeyReading, digest: Digest): string {
  return `${text}.${base64Unpadded(hmac(digest, key.bytes, utf8(text)))}`;
}

export function signedTextPadded(text: string, key: KeyReading, digest: Digest): string {
  return `${text}.${base64(hmac(digest, key.bytes, utf8(text)))}`;
}

export interface SignedContent {
  /** What the signed stretch is called: `session id`. */
  readonly label: string;
  readonly role: PartRole;
  readonly payload: Payload;
  /** What the payload is called: `JSON`. */
  readonly title: string;
  /** Encodings inside the signature, from outside in. */
  readonly encodings?: readonly string[];
}

/** The layers of a signed value, from outside in; the signature is not checked yet. */
export function signedTextLayers(raw: string, { signature, digest }: SignedText, content: SignedContent): Layer[] {
  return [
    ...(raw.includes('%') ? [{ kind: 'encoding', title: 'percent-encoding' } as const] : []),
    { kind: 'envelope', parts: signedParts(raw, content.label, content.role) },
    { kind: 'signature', title: `HMAC-${digestTitle(digest ?? 'sha256')}`, state: signature === '' ? 'missing' : 'unchecked', key: null },
    ...(content.encodings ?? []).map((title) => ({ kind: 'encoding', title }) as const),
    { kind: 'payload', title: content.title, payload: content.payload },
  ];
}

/** The stretches of the raw value: an optional prefix (`s:`, escaped or not), what is signed, and the signature. */
export function signedParts(raw: string, label: string, role: PartRole): Part[] {
  const start = raw.startsWith('"') ? 1 : 0;
  const prefix = /^s(?::|%3A)/i.exec(raw.slice(start))?.[0] ?? '';
  const at = raw.lastIndexOf('.');
  const from = start + prefix.length;
  const head: [string, PartRole, string][] = prefix === '' ? [] : [['s:', 'prefix', prefix]];
  if (at < from) return partsOf([...head, [label, role, raw.slice(from)]], start);
  return partsOf([...head, [label, role, raw.slice(from, at)], ['.', 'separator', '.'], ['signature', 'signature', raw.slice(at + 1)]], start);
}
