/** What a person is told when a genuine cookie or its right key was damaged on the way: for every format and every usual mistake. */
import { describe, expect, it, vi } from 'vitest';
import type { DecodeResult } from '../../src/decode/result';
import { usualNames } from '../../src/envelope/usual-names';
import { decodeVector } from '../tools/decode-vector';
import { allVectors, type Vector } from '../tools/vectors';

// Nothing here is about time, and other work may share the machine.
vi.setConfig({ testTimeout: 120_000 });

/** Argon2id with 256 MiB takes seconds a derivation. */
const slow = new Set(['fastify-secure-session']);
const verified = allVectors().filter(
  ({ format, secrets, expect: wanted }) => wanted.status === 'verified' && !slow.has(format) && secrets.length > 0 && secrets.every(({ encoding }) => encoding === 'utf8'),
);

/** One vector a format, rather of one cookie than of several. */
const samples = [...new Map(verified.toSorted((a, b) => b.cookies.length - a.cookies.length).map((vector) => [vector.format, vector])).values()].map((vector) => [vector.format, vector] as const);

/** What was done wrong, to all keys of a vector, with what the hint must speak of. */
const keyMistakes: readonly (readonly [what: string, spoil: (key: string) => string, hint: RegExp])[] = [
  ['white space around it', (key) => `  ${key} \n`, /white space/],
  ['double quotes around it', (key) => `"${key}"`, /quotes/],
  ['single quotes around it', (key) => `'${key}'`, /quotes/],
  ["Python's b'…' around it", (key) => `b'${key}'`, /b'…'/],
  ['its name in front of it', (key) => `SECRET_KEY=${key}`, /name in front/],
  ['a comma behind it', (key) => `${key},`, /comma or semicolon/],
  ['an invisible character in it', (key) => `\ufeff${key}`, /invisible|white space/],
];

function withKeys(vector: Vector, spoil: (key: string) => string): Vector {
  return { ...vector, secrets: vector.secrets.map((secret) => ({ ...secret, value: spoil(secret.value) })) };
}

function withValue(vector: Vector, spoil: (value: string) => string): Vector {
  const [first, ...rest] = vector.cookies;
  return first === undefined ? vector : { ...vector, cookies: [{ name: first.name, value: spoil(first.value) }, ...rest] };
}

function hintOf(result: DecodeResult): string {
  return result.status === 'rejected' ? (result.hint ?? 'no hint') : result.status;
}

/** Keys that frameworks strip or decode by themselves fit in spite of the mistake. */
const allowed: Readonly<Record<string, RegExp>> = {
  // An .env reader strips what stands around APP_KEY.
  'laravel-encrypted': /white space|invisible/,
  // Line ends around a PEM file are no part of it.
  jwt: /white space|invisible/,
  // Only the first bytes of a longer secret count.
  'rack-session-encrypted': /comma/,
  'sinatra-encrypted': /comma/,
};

describe.each(keyMistakes)('a key with %s', (what, spoil, hint) => {
  it.each(samples)('of %s is named', async (format, vector) => {
    const result = await decodeVector(withKeys(vector, spoil));
    if (result.status === 'verified') expect(allowed[format]?.test(what) ?? false).toBe(true);
    else expect(hintOf(result)).toMatch(hint);
  });
});

/** What a careless tool does to a value. */
const valueMistakes: readonly (readonly [what: string, spoil: (value: string, name: string) => string, hint: RegExp])[] = [
  ['encoded once more', (value) => encodeURIComponent(value), /percent-decoded|no hint|unrecognised/],
  // A space that stood in the value is left alone: nothing tells it from a plus afterwards.
  ['decoded as form data', (value) => (value.includes('%20') ? value : decodeURIComponent(value.replaceAll('+', ' '))), /\+|percent-encoded/],
  ['copied with its attributes', (value) => `${value}; Path=/; HttpOnly`, /semicolon/],
  ['copied with its name', (value, name) => `${name}=${value}`, /name in front/],
];

describe.each(valueMistakes)('a value %s', (_what, spoil, hint) => {
  it.each(samples)('of %s is verified as it stands or its mistake is named', async (_format, vector) => {
    const name = vector.cookies[0]?.name ?? '';
    const result = await decodeVector(withValue(vector, (value) => spoil(value, name)));
    if (result.status !== 'verified') expect(hintOf(result)).toMatch(hint);
  });
});

describe('a value that is cut off', () => {
  it.each(samples)('of %s is not verified', async (_format, vector) => {
    for (const keep of [0.5, 0.8, 0.9]) {
      const result = await decodeVector(withValue(vector, (value) => value.slice(0, Math.floor(value.length * keep))));
      expect(result.status).not.toBe('verified');
    }
  });
});

describe('a value under another cookie name', () => {
  /** A name that nobody uses cannot be guessed. */
  const named = samples.filter(([, { cookies }]) => usualNames.includes(cookies[0]?.name ?? ''));
  it.each(named)('of %s is verified where the name is free, and else not without a word', async (_format, vector) => {
    const [first, ...rest] = vector.cookies;
    const cookies = [{ name: 'moved_cookie', value: first?.value ?? '' }, ...rest.map(({ name, value }) => ({ name: name.replace(first?.name ?? '', 'moved_cookie'), value }))];
    const result = await decodeVector({ ...vector, cookies });
    if (result.status === 'rejected') expect(hintOf(result)).toMatch(/\bname|cookie/i);
  });
});

describe('a genuine value out of time', () => {
  it.each(samples)('of %s is said to be genuine', async (_format, vector) => {
    const result = await decodeVector({ ...vector, now: 4_102_444_800_000 });
    if (result.status !== 'rejected') return;
    expect(result.opened.reason).toBe('expired');
    expect(result.opened.key).not.toBeNull();
  });
});

describe('a signature that stands in a cookie of its own', () => {
  it.each(samples.filter(([, { cookies }]) => cookies.some(({ name }) => name.endsWith('.sig'))))('of %s is missed by name', async (_format, vector) => {
    const cookies = vector.cookies.filter(({ name }) => !name.endsWith('.sig'));
    expect(hintOf(await decodeVector({ ...vector, cookies }))).toMatch(/\.sig stands beside it|unrecognised/);
  });
});

describe('a wrong key', () => {
  it.each(samples)('of %s is blamed on no mistake', async (_format, vector) => {
    const result = await decodeVector(withKeys(vector, (key) => `x${key.slice(1)}`.replace(/[a-m]/g, 'q')));
    if (result.status === 'rejected') expect(result.hint ?? '').not.toMatch(/key matches|value matches/);
  });
});
