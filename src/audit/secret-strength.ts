/** How much a pasted secret can withstand: known, a placeholder, or fewer bits than a key should have. */
import type { Secret } from '../crypto/keys';
import { knownSecretOf } from './known-secrets';

export interface Strength {
  readonly bits: number;
  /** How the estimate was made, in a few words. */
  readonly method: string;
}

export const wantedBits = 128;

const alphabets: readonly [form: RegExp, size: number, name: string][] = [
  [/^\d+$/, 10, 'digits'],
  [/^[0-9a-f]+$|^[0-9A-F]+$/, 16, 'hexadecimal digits'],
  [/^[a-z]+$|^[A-Z]+$/, 26, 'letters of one case'],
  [/^[A-Za-z]+$/, 52, 'letters'],
  [/^[A-Za-z0-9]+$/, 62, 'letters and digits'],
  [/^[A-Za-z0-9+/_=-]+$/, 64, 'Base64 characters'],
];

/** About eleven bits a word: a list of two thousand. */
const bitsPerWord = 11;

/** An estimate from above: nobody can tell from a text how it was made. */
export function strengthOf(text: string): Strength {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
  if (uuid.test(text)) return { bits: 122, method: 'a random UUID' };
  const words = text.split(/[ _.-]/).filter((word) => word !== '');
  if (words.every((word) => /^[A-Za-z][a-z]{1,11}$/.test(word))) return { bits: words.length * bitsPerWord, method: 'words' };
  const distinct = new Set(text).size;
  const [, size, name] = alphabets.find(([form]) => form.test(text)) ?? [null, 95, 'printable characters'];
  const length = distinct < 5 ? distinct : text.length;
  return { bits: Math.floor(length * Math.log2(size)), method: distinct < 5 ? 'repeated characters' : `${text.length} ${name}` };
}

function isPlaceholder(text: string): boolean {
  return text.startsWith('django-insecure-') || /(?:^|[^a-z])(?:dev|secret|changeme|your[-_ ]?secret)(?:$|[^a-z])/i.test(text);
}

/** The gravest defect of a key: one key gets one. PEM and JWK keys are not judged here. */
export function keyDefect(secret: Secret): 'known' | 'placeholder' | 'weak' | null {
  if (secret.encoding === 'pem' || secret.encoding === 'jwk') return null;
  const text = secret.reveal();
  if (knownSecretOf(text) !== null) return 'known';
  if (isPlaceholder(text)) return 'placeholder';
  return bitsOf(secret) < wantedBits ? 'weak' : null;
}

/** Bytes that were stated as hexadecimal or Base64 count as they are; text is estimated. */
export function bitsOf(secret: Secret): number {
  const text = secret.reveal();
  if (secret.encoding === 'hex') return text.length * 4;
  if (secret.encoding === 'base64' || secret.encoding === 'base64url') return Math.floor(text.replace(/=+$/, '').length * 6);
  return strengthOf(text).bits;
}
