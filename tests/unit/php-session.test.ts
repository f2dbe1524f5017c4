/** PHP's session records, as PHP's own handlers wrote them beside the vectors. */
import { describe, expect, it } from 'vitest';
import { unbase64 } from '../../src/codec/base64';
import { utf8 } from '../../src/codec/bytes';
import { readPhpSession } from '../../src/codec/php-session';
import phpSession from '../../src/formats/php-session';
import { vectorsOf, type Vector } from '../tools/vectors';

interface Stored {
  readonly handler: string;
  readonly base64: string;
  readonly content: unknown;
}

const stored = vectorsOf('php-session.json').flatMap((vector): [string, Stored][] => {
  const { store } = vector as Vector & { readonly store?: Stored };
  return store === undefined || store === null ? [] : [[vector.id, store]];
});

/** PHP has one kind of array: an empty one is a list. */
function asPhp(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(asPhp);
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, asPhp(item)]);
  return entries.length === 0 ? [] : Object.fromEntries(entries);
}

describe('a session record', () => {
  it.each(stored)('of %s is read in the way it is written', (_id, { handler, base64, content }) => {
    const bytes = unbase64(base64) ?? new Uint8Array();
    expect(readPhpSession(bytes)?.handler).toBe(handler);
    expect(phpSession.readStored?.(bytes)?.value).toEqual(asPhp(content));
  });

  it('shares references among its variables', () => {
    expect(phpSession.readStored?.(utf8('a|s:1:"x";b|R:1;c|O:1:"P":1:{s:1:"q";i:1;}d|r:2;'))?.value).toEqual({ a: 'x', b: 'x', c: { $object: 'P', q: 1 }, d: { $object: 'P', q: 1 } });
  });

  it('knows variables without a value', () => {
    expect(phpSession.readStored?.(utf8('!gone|a|i:1;'))?.value).toEqual({ gone: null, a: 1 });
  });

  it.each(['', 'hello', 'a|', 'a|i:1', '\x05abc', 'x'.repeat(1000)])('is not made out of %j', (text) => {
    const value = phpSession.readStored?.(utf8(text))?.value ?? null;
    expect(text === '' ? value : (value ?? 'none')).toEqual(text === '' ? {} : 'none');
  });
});
