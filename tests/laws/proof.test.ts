/** What holds for the proof of every format: the right key over the right bytes verifies, and nothing else does. */
import { describe, expect, it, vi } from 'vitest';
import { base64url, unbase64, unbase64url } from '../../src/codec/base64';
import { createKdf } from '../../src/crypto/kdf';
import { keysInFile } from '../../src/crypto/key-file';
import { openContext } from '../../src/decode/open-context';
import { formats } from '../../src/formats';
import { decodeVector, keysOf } from '../tools/decode-vector';
import { allVectors, type Vector } from '../tools/vectors';

// Nothing here is about time, and other work may share the machine.
vi.setConfig({ testTimeout: 120_000 });

const kdf = createKdf();

/** Argon2id with 256 MiB takes seconds a derivation: its vectors prove themselves in the vector tests, not thousands of times here. */
const verified = allVectors().filter(
  (vector) => vector.expect.status === 'verified' && !(vector.format === 'fastify-secure-session' && vector.secrets.some(({ encoding }) => encoding === 'utf8')),
);

function byFormat(list: readonly Vector[]): [string, Vector[]][] {
  const groups = new Map<string, Vector[]>();
  for (const vector of list) groups.set(vector.format, [...(groups.get(vector.format) ?? []), vector]);
  return [...groups];
}

/**
 * A key of the same form that differs in either half, because some keys are two in one and a format needs one of them, and within its
 * first 32 characters, because some formats cut a longer key there.
 */
function otherKey(value: string, encoding: string): string {
  if (encoding === 'jwk') return value.replaceAll(/("(?:n|x|k)":")(.)/g, (_all, before: string, char: string) => before + (char === 'Q' ? 'R' : 'Q'));
  if (encoding === 'pem') return value.replace(/[A-Za-z](?=[A-Za-z0-9_+/-]{20})/, (char) => (char === 'Q' ? 'R' : 'Q'));
  return [Math.floor(value.length / 3), Math.floor((value.length * 2) / 3), Math.min(Math.floor(value.length / 3), 24)].reduce(
    (text, at) => text.slice(0, at) + (text.charAt(at) === '1' ? '2' : '1') + text.slice(at + 1),
    value,
  );
}

describe('a wrong key', () => {
  it.each(byFormat(verified))('verifies nothing of %s', async (_id, list) => {
    for (const vector of list) {
      const secrets = vector.secrets.map((secret) => ({ ...secret, value: otherKey(secret.value, secret.encoding) }));
      const result = await decodeVector({ ...vector, secrets });
      expect(result.status, vector.id).not.toBe('verified');
    }
  });
});

/** The vector with one character of its value changed to another of the same kind. */
function changedAt(vector: Vector, at: number): Vector {
  const [first, ...rest] = vector.cookies;
  if (first === undefined) return vector;
  const char = first.value.charAt(at);
  const other = /[0-9]/.test(char) ? (char === '7' ? '3' : '7') : /[a-z]/.test(char) ? (char === 'k' ? 'w' : 'k') : char === 'K' ? 'W' : 'K';
  return { ...vector, cookies: [{ name: first.name, value: first.value.slice(0, at) + other + first.value.slice(at + 1) }, ...rest] };
}

/** True where every piece decodes to the same bytes: the change lies in base64's spare bits, which many frameworks ignore. */
function sameBytes(before: string, after: string): boolean {
  const changed = after.split(/[^A-Za-z0-9+/_=-]+/);
  return before.split(/[^A-Za-z0-9+/_=-]+/).every((piece, i) => {
    const other = changed[i] ?? '';
    const a = unbase64url(piece) ?? unbase64(piece);
    const b = unbase64url(other) ?? unbase64(other);
    return piece === other || (a !== null && b !== null && base64url(a) === base64url(b));
  });
}

/** Stretches that the framework itself leaves unsigned, as its specification says. */
const unsigned: Readonly<Record<string, (value: string, at: number) => boolean>> = {
  // Iron-session's version mark stands behind the seal.
  'iron-session': (value, at) => value.lastIndexOf('~') >= 0 && at >= value.lastIndexOf('~'),
  // Ktor's MAC covers the ciphertext alone, not the initialisation vector in front of it.
  'ktor-encrypted': (value, at) => at < value.search(/\/|%2F/i),
  // Symfony signs the user, not the name of the user's class.
  'symfony-remember-me': (value, at) => at < value.search(/:|%3A/),
  // Plack's time stands outside the MAC and is never checked.
  'plack-session': (value, at) => at < value.search(/:|%3A/),
};

/** Twelve places spread over a value. */
function places(value: string): number[] {
  return Array.from({ length: 12 }, (_none, step) => Math.floor((step * value.length) / 12) + (step % 2)).filter((at) => at < value.length);
}

async function wronglyVerified(vector: Vector): Promise<string[]> {
  const value = vector.cookies[0]?.value ?? '';
  const found: string[] = [];
  for (const at of places(value)) {
    const mutated = changedAt(vector, at);
    if (sameBytes(value, mutated.cookies[0]?.value ?? '') || unsigned[vector.format]?.(value, at) === true) continue;
    if ((await decodeVector(mutated)).status === 'verified') found.push(`${vector.id} at ${at}`);
  }
  return found;
}

describe('a changed value', () => {
  it.each(byFormat(verified.filter(({ secrets }) => secrets.length > 0)))('of %s is not verified', async (_id, list) => {
    for (const vector of list.slice(0, 5)) expect(await wronglyVerified(vector)).toEqual([]);
  });
});

/** Times that a framework writes anew at every sealing. */
const renewed = new Set([
  'iat', 'exp', 'nbf', 'jti', '__ts', '_expire', 'expires', 'updatedAt', 'lastSeenAt', 'renewed', '_accessed_time', 'expires_at', 'expiresAt',
]);

function withTimesOf(before: unknown, after: unknown): unknown {
  if (typeof before !== 'object' || before === null || Array.isArray(before)) return before;
  const times = after as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(before).map(([key, value]) => [key, renewed.has(key) ? times[key] : value]));
}

/** What a public key proves, only its private half can make again. */
function isPublicKeyOnly({ secrets }: Vector): boolean {
  return secrets.every(({ value }) => keysInFile(value)?.every((key) => key.kind !== 'shared' && !key.isPrivate) ?? false);
}

async function sealsToItself(vector: Vector): Promise<void> {
  const result = await decodeVector(vector);
  if (result.status !== 'verified') throw new Error(`${vector.id} is ${result.status}`);
  if (result.format.seal === undefined || result.payload === null) return;
  const nowMs = vector.now ?? result.issuedAt ?? 1_767_225_600_000;
  const context = { ...openContext(result.format, keysOf(vector), { nowMs, settings: vector.settings, kdf }), nowMs };
  const { parsed, opened, wire, payload } = result;
  const sealed = await result.format.seal({ text: payload.text, wire, parsed, opened, context });
  if (!sealed.ok) throw new Error(`${vector.id}: ${sealed.problem}`);
  const cookies = sealed.value.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  const again = await decodeVector({ ...vector, cookies, now: nowMs });
  expect(again.status, vector.id).toBe('verified');
  if (again.status === 'verified') expect(again.payload?.value).toEqual(withTimesOf(payload.value, again.payload?.value));
}

describe('seal', () => {
  const able = new Set(formats.filter((format) => format.seal !== undefined).map((format) => format.meta.id));
  it.each(byFormat(verified.filter((vector) => able.has(vector.format) && !isPublicKeyOnly(vector))))('of %s makes what open verifies, with the same payload', async (_id, list) => {
    for (const vector of list) await sealsToItself(vector);
  });
});
