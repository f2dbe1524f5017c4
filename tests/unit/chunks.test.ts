/** Values over several cookies: put together, a gap named; cut again as the framework cuts, what is no longer needed removed. */
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/cookie/assemble';
import { wireCookie, type WireCookie } from '../../src/cookie/wire-cookie';
import { cookiesFor, cutOff, dotted, missingChunks } from '../../src/envelope/chunks';

function family(base: string, values: readonly string[], first = 0): { name: string; value: string }[] {
  return values.map((value, i) => ({ name: `${base}.${first + i}`, value }));
}

function joined(cookies: { name: string; value: string }[], base: string): WireCookie {
  const wire = assemble(cookies).find(({ name, parts }) => name === base && parts.some((part) => part.name !== base));
  if (wire === undefined) throw new Error(`${base} was not put together`);
  return wire;
}

describe('assemble', () => {
  it('joins chunks in the order of their numbers', () => {
    expect(joined(family('s', ['a', 'b', 'c']).toReversed(), 's')).toMatchObject({ value: 'abc', missing: [] });
  });

  it('names the chunks that a gap shows to be missing', () => {
    const [first, , third] = family('s', ['a', 'b', 'c']);
    expect(joined([first, third].filter((cookie) => cookie !== undefined), 's')).toMatchObject({ value: 'ac', missing: ['s.1'] });
  });

  it('counts from 1 to the number that a base cookie announces', () => {
    const head = { name: 'h3', value: '__chunked__3' };
    expect(joined([head, ...family('h3', ['a', 'b'], 1)], 'h3')).toMatchObject({ value: 'ab', missing: ['h3.3'] });
    expect(joined([head, ...family('h3', ['b', 'c'], 2)], 'h3')).toMatchObject({ value: 'bc', missing: ['h3.1'] });
    expect(joined([head, ...family('h3', ['a', 'b', 'c', 'stale'], 1)], 'h3')).toMatchObject({ value: 'abc', missing: [] });
  });

  it('tells of a whole cookie beside chunks, and of chunks beside a whole one', () => {
    const wires = assemble([...family('s', ['a', 'b']), { name: 's', value: 'stale' }]);
    expect(wires.filter(({ name }) => name === 's').map(({ value, besides }) => [value, besides])).toEqual([['ab', ['s']], ['stale', ['s.0', 's.1']]]);
  });

  it('takes numbered names that begin elsewhere for cookies of their own', () => {
    expect(assemble([{ name: '_ga.7', value: 'x' }]).map(({ name }) => name)).toEqual(['_ga.7']);
  });
});

describe('what is said of a gap', () => {
  it('names the cookie that would hold the rest', () => {
    expect(cutOff(joined(family('s', ['a', 'b']), 's'), { nameOf: dotted })).toBe('The value ends too early: the cookie after s.1 (s.2) is missing.');
    expect(cutOff(wireCookie('s', 'a'), { nameOf: dotted })).toBe('The value ends too early: it has been cut off.');
    expect(missingChunks(joined([...family('s', ['a']), { name: 's.3', value: 'd' }], 's'))).toBe('The cookies s.1, s.2 are missing: they hold parts of the value.');
  });
});

describe('cookiesFor', () => {
  const scheme = { size: 4, nameOf: dotted };

  it('cuts what has grown', () => {
    expect(cookiesFor(wireCookie('s', 'abcd'), 'abcdefghi', scheme)).toEqual([
      { name: 's.0', value: 'abcd' }, { name: 's.1', value: 'efgh' }, { name: 's.2', value: 'i' }, { name: 's', value: null },
    ]);
  });

  it('removes the chunks of what has shrunk', () => {
    const wire = joined(family('s', ['abcd', 'efgh', 'i']), 's');
    expect(cookiesFor(wire, 'abcdef', scheme)).toEqual([{ name: 's.0', value: 'abcd' }, { name: 's.1', value: 'ef' }, { name: 's.2', value: null }]);
    expect(cookiesFor(wire, 'abc', scheme)).toEqual([
      { name: 's', value: 'abc' }, { name: 's.0', value: null }, { name: 's.1', value: null }, { name: 's.2', value: null },
    ]);
  });

  it('cuts at the length at which the value was cut before', () => {
    expect(cookiesFor(joined(family('s', ['abc', 'd']), 's'), 'abcdef', scheme)).toEqual([{ name: 's.0', value: 'abc' }, { name: 's.1', value: 'def' }]);
  });

  it('keeps a base cookie that tells the number of chunks', () => {
    const counted = { ...scheme, first: 1, head: (count: number) => `__chunked__${count}` };
    const wire = joined([{ name: 's', value: '__chunked__2' }, ...family('s', ['abcd', 'ef'], 1)], 's');
    expect(cookiesFor(wire, 'abcdefghi', counted)).toEqual([
      { name: 's', value: '__chunked__3' }, { name: 's.1', value: 'abcd' }, { name: 's.2', value: 'efgh' }, { name: 's.3', value: 'i' },
    ]);
    expect(cookiesFor(wire, 'abc', counted)).toEqual([{ name: 's', value: 'abc' }, { name: 's.1', value: null }, { name: 's.2', value: null }]);
  });
});
