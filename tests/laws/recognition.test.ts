/** What holds for the recognition of every format: total on any text, certain of one at most, silent on ordinary cookies. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { assemble } from '../../src/cookie/assemble';
import { wireCookie } from '../../src/cookie/wire-cookie';
import { KeySet, Secret } from '../../src/crypto/keys';
import { createKdf } from '../../src/crypto/kdf';
import { decode } from '../../src/decode/decode';
import { recognise } from '../../src/decode/recognise';
import { formats } from '../../src/formats';
import { failOnCrash } from '../tools/decode-vector';
import { allVectors } from '../tools/vectors';
import { ordinaryCookies } from './ordinary-cookies';

// Nothing here is about time, and other work may share the machine.
vi.setConfig({ testTimeout: 120_000 });

describe('parse', () => {
  it('is total on any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), fc.string({ maxLength: 20 }), (value, name) => {
        recognise(wireCookie(name, value), formats, failOnCrash);
      }),
      { numRuns: 300 },
    );
  });

  it('is total on texts made of the pieces that formats look for', () => {
    const piece = fc.constantFrom(
      '.', ':', '|', '--', '~', '*', '!', '?', '%', '%3A', '%s', '"', '\\', '=', 'eyJ', 'eyJhbGciOiJIUzI1NiJ9', 's:', 's%3A', 'e:', 'Fe26.2**', 'SFMyNTY', 'CfDJ8', 'gAAAAA',
      'base64-', '2|1:0|10:1767225600|', 'A'.repeat(27), 'A'.repeat(43), '0'.repeat(40), 'a'.repeat(64), 'b'.repeat(128), '{"', '[', 'a:2:{i:0;s:', 'BAh7', 'gASV', '\u0000', 'é', '1767225600',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        recognise(wireCookie('session', pieces.join('')), formats, failOnCrash);
      }),
      { numRuns: 1500 },
    );
  });

  it('is total on 64 KB of hostile text', () => {
    const size = 65_536;
    const units = ['.', 'A', '=', '%25', '"\\', 'a.', '--', '[', '{"a":', '|', ':', 'eyJ', '0', 'Fe26.2*', '!', '~', '%'];
    for (const unit of units) recognise(wireCookie('session', unit.repeat(Math.ceil(size / unit.length)).slice(0, size)), formats, failOnCrash);
  });

  it('is certain of at most one format', () => {
    const several = allVectors().flatMap((vector) =>
      assemble(vector.cookies).flatMap((wire) => {
        const certain = recognise(wire, formats, failOnCrash).filter(({ parsed }) => parsed.confidence === 'certain');
        return certain.length > 1 ? [`${vector.id}: ${certain.map(({ format }) => format.meta.id).join(', ')}`] : [];
      }),
    );
    expect(several).toEqual([]);
  });

  it('labels parts that lie inside the value', () => {
    const outside = allVectors().flatMap((vector) =>
      assemble(vector.cookies).flatMap((wire) =>
        recognise(wire, formats, failOnCrash).flatMap(({ format, parsed }) =>
          parsed.layers.flatMap((layer) => (layer.kind === 'envelope' ? layer.parts : []))
            .filter(({ start, end }) => start < 0 || end < start || end > wire.value.length)
            .map((part) => `${vector.id}: ${format.meta.id} ${part.label} ${part.start}–${part.end} of ${wire.value.length}`),
        ),
      ),
    );
    expect(outside).toEqual([]);
  });
});

describe('an ordinary cookie', () => {
  it.each(ordinaryCookies)('%s is no session', async (name, value) => {
    const result = await decode(wireCookie(name, value), { nowMs: 1_767_225_660_000, onCrash: failOnCrash });
    expect(result.status === 'unrecognised' ? 'unrecognised' : result.meta.id).toBe('unrecognised');
  });

  const kdf = createKdf();
  const keys = new KeySet(
    ['dev', 'secret', 'a'.repeat(32), '0'.repeat(64), 'c2VjcmV0IG9mIDMyIGJ5dGVzIGZvciB0ZXN0cyE='].map((value, i) => new Secret({ field: 'secret', value, encoding: 'utf8', label: `key ${i}` })),
  );
  it.each(ordinaryCookies)('%s is verified by no key', async (name, value) => {
    const result = await decode(wireCookie(name, value), { keys, nowMs: null, kdf, onCrash: failOnCrash });
    expect(result.status).toBe('unrecognised');
  });

  const chars = (alphabet: string, min: number, max: number) => fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength: min, maxLength: max });
  const hexDigits = '0123456789abcdef';
  const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const generated: readonly (readonly [what: string, value: fc.Arbitrary<string>])[] = [
    ['hexadecimal', fc.constantFrom(16, 20, 24, 32, 40, 48, 56, 64, 96, 128).chain((length) => chars(hexDigits, length, length))],
    ['a UUID', fc.uuid()],
    ['base64', fc.uint8Array({ minLength: 9, maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('base64'))],
    ['base64url', fc.uint8Array({ minLength: 9, maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('base64url'))],
    ['words between dots', fc.array(chars(base64Digits, 1, 30), { minLength: 2, maxLength: 5 }).map((words) => words.join('.'))],
    ['JSON', fc.json().map(encodeURIComponent)],
    ['JSON in base64url', fc.json().map((json) => Buffer.from(json).toString('base64url'))],
    ['numbers', fc.array(fc.nat(), { minLength: 1, maxLength: 5 }).map((numbers) => numbers.join('.'))],
    ['pairs', fc.array(fc.tuple(chars(base64Digits, 1, 8), chars(base64Digits, 0, 12)), { minLength: 1, maxLength: 6 }).map((pairs) => pairs.map((pair) => pair.join('=')).join('&'))],
  ];
  it.each(generated)('of %s is no session, whatever its bytes', async (_what, value) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('visitor', 'prefs', 'ab_test', 'x'), value, async (name, text) => {
        const result = await decode(wireCookie(name, text), { nowMs: null, onCrash: failOnCrash });
        expect(result.status === 'unrecognised' ? 'unrecognised' : `${result.meta.id}: ${text}`).toBe('unrecognised');
      }),
      { numRuns: 150 },
    );
  });
});
