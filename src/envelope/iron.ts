/**
 * Iron seals: JSON that is encrypted, then authenticated, with all that is needed to open it but the password.
 * Grammar: `Fe26.2*id*salt*iv*ciphertext*expiration*salt*mac`
 * Source: hapijs/iron 7.0.1 `lib/index.js:20-300`; brc-dd/iron-webcrypto 2.0.0 `index.js`; unjs/h3 2.0.8 `dist/h3.mjs:1075-1240`.
 */
import { base64url, unbase64url } from '../codec/base64';
import { hex, randomBytes, textOf, utf8 } from '../codec/bytes';
import { jsonPayload } from '../codec/json';
import { isRecord, type Payload, type Value } from '../codec/value';
import { applyCtr, openCbc, sealCbc } from '../crypto/aes';
import { hmac } from '../crypto/hash';
import type { Kdf } from '../crypto/kdf';
import type { KeyReading, KeySet } from '../crypto/keys';
import type { Layer, Part } from './layer';
import { partsOf } from './layer';

export type IronCipher = 'aes-256-cbc' | 'aes-128-ctr';

/** The PBKDF2 rounds of the libraries: one everywhere, 8192 in h3 2. A seal does not tell them. */
export const ironIterations: readonly number[] = [1, 8192];

/** A seal lives on for a minute after its expiration: all libraries allow for that much skew between clocks. */
const skewMs = 60_000;

export interface IronProblem {
  readonly reason: 'truncated' | 'malformed';
  /** In a sentence. */
  readonly hint: string;
}

export interface IronSeal {
  readonly passwordId: string;
  readonly encryptionSalt: string;
  readonly iv: string;
  readonly ciphertext: string;
  /** Epoch milliseconds; null: it does not expire. */
  readonly expiresAt: number | null;
  readonly macSalt: string;
  readonly mac: string;
  /** What the MAC covers. */
  readonly signedText: string;
  /** What stands behind the seal, outside the MAC: iron-session's `~2`. */
  readonly tail: string;
  /** What is wrong with it; null where it can be checked. */
  readonly problem: IronProblem | null;
  readonly parts: readonly Part[];
}

const labels: readonly (readonly [label: string, role: Part['role']])[] = [
  ['Iron version', 'prefix'], ['password id', 'key-id'], ['encryption salt', 'salt'], ['IV', 'iv'], ['ciphertext', 'ciphertext'],
  ['expiration', 'timestamp'], ['MAC salt', 'salt'], ['MAC', 'tag'],
];

function cutIn(fields: readonly string[]): string | null {
  if (fields.length < 8) return `A seal has 8 parts; this has ${fields.length}: it has been cut off.`;
  const macLength = unbase64url(fields[7] ?? '')?.length ?? 0;
  return fields.length === 8 && macLength < 32 ? 'The MAC is shorter than 32 bytes: the seal has been cut off.' : null;
}

function faultIn(fields: readonly string[]): string | null {
  const [, id = '', encryptionSalt = '', iv = '', ciphertext = '', expiration = '', macSalt = '', mac = ''] = fields;
  if (fields.length > 8) return 'A seal has 8 parts; this has more.';
  if (unbase64url(mac)?.length !== 32 || unbase64url(iv)?.length !== 16) return 'The MAC is not 32 bytes long, or the IV not 16.';
  if (unbase64url(ciphertext) === null || !/^\d*$/.test(expiration)) return 'The ciphertext is no base64url, or the expiration no number.';
  return /^\w*$/.test(id + encryptionSalt + macSalt) ? null : 'The password id or a salt has characters that none can have.';
}

function problemOf(fields: readonly string[]): IronProblem | null {
  const cut = cutIn(fields);
  const hint = cut ?? faultIn(fields);
  return hint === null ? null : { reason: cut === null ? 'malformed' : 'truncated', hint };
}

/** Reads the layout of a seal; null for what does not begin as one. */
export function splitSeal(text: string): IronSeal | null {
  if (!text.startsWith('Fe26.2*')) return null;
  const tailAt = text.indexOf('~');
  const tail = tailAt < 0 ? '' : text.slice(tailAt);
  const fields = text.slice(0, text.length - tail.length).split('*', 10);
  const [, passwordId = '', encryptionSalt = '', iv = '', ciphertext = '', expiration = '', macSalt = '', mac = ''] = fields;
  const pieces = fields.slice(0, 8).flatMap((field, i) => {
    const [label, role] = labels[i] ?? ['', 'separator' as const];
    return i === 0 ? [[label, role, field] as const] : [['*', 'separator', '*'] as const, [label, role, field] as const];
  });
  return {
    passwordId, encryptionSalt, iv, ciphertext, macSalt, mac, tail,
    expiresAt: /^\d{1,15}$/.test(expiration) ? Number(expiration) : null,
    signedText: fields.slice(0, 6).join('*'),
    problem: problemOf(fields),
    parts: partsOf(tail === '' ? pieces : [...pieces, ['version mark, outside the MAC', 'prefix', tail]]),
  };
}

/** The layers of a seal that no key has opened. */
function ironLayers(seal: IronSeal): Layer[] {
  return [
    { kind: 'envelope', parts: seal.parts },
    { kind: 'signature', title: 'HMAC-SHA-256', state: 'unchecked', key: null },
    ...(seal.expiresAt === null ? [] : [{ kind: 'timestamp', title: 'expires', epochMs: seal.expiresAt } as const]),
    { kind: 'cipher', title: 'AES', state: 'sealed', key: null },
  ];
}

/** What every format around a seal reads of it without a password. */
export function readSeal(seal: IronSeal): { readonly layers: readonly Layer[]; readonly model: IronSeal; readonly payload: null; readonly issuedAt: null; readonly expiresAt: number | null; readonly malformed?: string } {
  return { layers: ironLayers(seal), model: seal, payload: null, issuedAt: null, expiresAt: seal.expiresAt, ...(seal.problem === null ? {} : { malformed: seal.problem.hint }) };
}

/** How a seal was made, besides its password. */
export interface IronRecipe {
  readonly passwordId: string;
  readonly cipher: IronCipher;
  readonly iterations: number;
  /** Hexadecimal digits in a salt; 0: the password is key bytes, used as they are. */
  readonly saltLength: number;
}

export interface IronProof {
  readonly key: KeyReading;
  readonly recipe: IronRecipe;
  /** The sealed text; null where the MAC fits and the decryption does not: the seal has a password of its own for it. */
  readonly text: string | null;
  readonly payload: Payload | null;
}

interface Derivation {
  readonly key: KeyReading;
  readonly salt: string;
  readonly iterations: number;
}

/** A text password is stretched with the salt's hexadecimal digits as text; bytes are used as they are, and then the salt is empty. */
async function derived({ key, salt, iterations }: Derivation, length: number, kdf: Kdf): Promise<Uint8Array> {
  return salt === '' ? key.bytes : kdf.pbkdf2({ digest: 'sha1', password: key.bytes, salt: utf8(salt), iterations, length });
}

/** Opens with the cipher that gives JSON: CBC, the default, unless its padding or the text does not fit. */
async function decrypted(seal: IronSeal, derivation: Derivation, kdf: Kdf): Promise<{ cipher: IronCipher; text: string; payload: Payload } | null> {
  const iv = unbase64url(seal.iv) ?? new Uint8Array();
  const sealed = unbase64url(seal.ciphertext) ?? new Uint8Array();
  for (const cipher of ['aes-256-cbc', 'aes-128-ctr'] as const) {
    const key = await derived(derivation, cipher === 'aes-256-cbc' ? 32 : 16, kdf);
    const plain = cipher === 'aes-256-cbc' ? openCbc(sealed, { key, iv }) : applyCtr(sealed, key, iv);
    const text = plain === null ? null : textOf(plain);
    const payload = text === null ? null : jsonPayload(text);
    if (text !== null && payload !== null) return { cipher, text, payload };
  }
  return null;
}

/** The first key and number of rounds that the MAC fits; null where none does. The MAC is compared as text, as hapi and h3 do. */
export async function unseal(seal: IronSeal, keys: KeySet, kdf: Kdf, iterations: readonly number[] = ironIterations): Promise<IronProof | null> {
  const isText = seal.macSalt !== '';
  const text = utf8(seal.signedText);
  for (const rounds of isText ? iterations : [1])
    for (const key of keys.readings('secret', isText ? ['utf8'] : ['utf8', 'hex', 'base64', 'base64url'])) {
      const macKey = await derived({ key, salt: seal.macSalt, iterations: rounds }, 32, kdf);
      if (base64url(hmac('sha256', macKey, text)) !== seal.mac) continue;
      const opened = await decrypted(seal, { key, salt: seal.encryptionSalt, iterations: rounds }, kdf);
      const recipe = { passwordId: seal.passwordId, cipher: opened?.cipher ?? 'aes-256-cbc', iterations: rounds, saltLength: seal.encryptionSalt.length };
      return { key, recipe, text: opened?.text ?? null, payload: opened?.payload ?? null };
    }
  return null;
}

/** True of what h3 seals: `{id, createdAt, data}`. Nothing else in a seal tells its maker. */
export function h3SessionIn(value: Value): boolean {
  return isRecord(value) && typeof value['id'] === 'string' && typeof value['createdAt'] === 'number' && isRecord(value['data']);
}

/** True where a library refuses the seal for its age. */
export function isExpiredSeal(seal: IronSeal, nowMs: number | null): boolean {
  return nowMs !== null && seal.expiresAt !== null && seal.expiresAt <= nowMs - skewMs;
}

/** The layers of a seal after a key was tried. */
export function provedLayers(seal: IronSeal, proof: IronProof | null): Layer[] {
  const label = proof?.key.secret.label ?? null;
  const layers = ironLayers(seal).map((layer): Layer => {
    if (layer.kind === 'signature') return { ...layer, state: proof === null ? 'failed' : 'verified', key: label };
    if (layer.kind !== 'cipher' || proof === null) return layer;
    return proof.payload === null ? { ...layer, state: 'failed' } : { kind: 'cipher', title: proof.recipe.cipher.toUpperCase(), state: 'opened', key: label };
  });
  return proof?.payload == null ? layers : [...layers, { kind: 'payload', title: 'JSON', payload: proof.payload }];
}

/** What was found out about a seal, for people. */
export function ironFacts({ recipe, key }: IronProof): Record<string, string> {
  return {
    cipher: recipe.cipher.toUpperCase(),
    derivation: recipe.saltLength === 0 ? `none, the key is bytes (${key.reading})` : `PBKDF2-SHA-1, ${recipe.iterations} ${recipe.iterations === 1 ? 'round' : 'rounds'}`,
    ...(recipe.passwordId === '' ? {} : { 'password id': recipe.passwordId }),
  };
}

export interface IronSealing {
  readonly recipe: IronRecipe;
  readonly key: KeyReading;
  /** Epoch milliseconds; null: the seal does not expire. */
  readonly expiresAt: number | null;
  readonly kdf: Kdf;
}

/** Seals a text as the library does: fresh salts, fresh IV, the same cipher and rounds. */
export async function sealIron(text: string, { recipe, key, expiresAt, kdf }: IronSealing): Promise<string> {
  const { iterations, cipher, saltLength, passwordId } = recipe;
  const salt = (): string => hex(randomBytes(saltLength / 2));
  const [encryptionSalt, macSalt, iv] = [salt(), salt(), randomBytes(16)];
  const cipherKey = await derived({ key, salt: encryptionSalt, iterations }, cipher === 'aes-256-cbc' ? 32 : 16, kdf);
  const sealed = cipher === 'aes-256-cbc' ? sealCbc(utf8(text), { key: cipherKey, iv }) : (applyCtr(utf8(text), cipherKey, iv) ?? new Uint8Array());
  const signed = ['Fe26.2', passwordId, encryptionSalt, base64url(iv), base64url(sealed), expiresAt ?? ''].join('*');
  const macKey = await derived({ key, salt: macSalt, iterations }, 32, kdf);
  return `${signed}*${macSalt}*${base64url(hmac('sha256', macKey, utf8(signed)))}`;
}
