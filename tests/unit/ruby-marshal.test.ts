/** Marshalled Ruby read and written: dumps made by Ruby itself, shown as data and given back to the byte. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, unhex } from '../../src/codec/bytes';
import { parseJsonTree, type JsonTree } from '../../src/codec/json-tree';
import { readMarshal } from '../../src/codec/ruby-marshal';
import { marshalBytes } from '../../src/codec/ruby-marshal-write';
import { editedMarshal, shownRuby } from '../../src/codec/ruby-value';
import type { Value } from '../../src/codec/value';
import { root } from '../tools/generated';

interface Dump {
  readonly source: string;
  readonly hex: string;
}

const dumps = JSON.parse(readFileSync(path.join(root, 'tests/golden/ruby-dumps.json'), 'utf8')) as readonly Dump[];

function bytesOf(source: string): Uint8Array {
  const bytes = unhex(dumps.find((dump) => dump.source === source)?.hex ?? '');
  if (bytes === null || bytes.length === 0) throw new Error(`no dump of ${source}`);
  return bytes;
}

function shown(source: string): Value {
  const node = readMarshal(bytesOf(source));
  if (node === null) throw new Error(`${source} is not read`);
  return shownRuby(node);
}

function tree(text: string): JsonTree {
  const parsed = parseJsonTree(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

describe('a dump', () => {
  it.each(dumps.map(({ source }) => source))('of %s comes back to the byte', (source) => {
    const node = readMarshal(bytesOf(source));
    expect(node).not.toBeNull();
    if (node !== null) expect(hex(marshalBytes(node))).toBe(hex(bytesOf(source)));
  });

  it.each(dumps.map(({ source }) => source))('of %s, cut anywhere, is none', (source) => {
    const bytes = bytesOf(source);
    const step = Math.ceil(bytes.length / 400);
    for (let length = 0; length < bytes.length; length += step) expect(readMarshal(bytes.subarray(0, length))).toBeNull();
  });
});

describe('what is shown', () => {
  it.each<[string, Value]>([
    ['[:a, :b, :a, "a"]', [{ $symbol: 'a' }, { $symbol: 'b' }, { $symbol: 'a' }, 'a']],
    ['{a: 1, "b" => 2, 3 => 4}', { a: 1, b: 2, '3': 4 }],
    ['{a: 1, "a" => 2}', { $hash: [[{ $symbol: 'a' }, 1], ['a', 2]] }],
    ['[2**62, -(2**40), 2**80, 9007199254740993]', [{ $bigint: '4611686018427387904' }, -1_099_511_627_776, { $bigint: '1208925819614629174706176' }, { $bigint: '9007199254740993' }]],
    ['[1.5, 1.5, -0.0, Float::INFINITY, Float::NAN, 1e100]', [1.5, 1.5, -0, { $number: 'Infinity' }, { $number: 'NaN' }, 1e100]],
    ['"\\xff\\xfe".b', { $bytes: 'fffe' }],
    ['Time.at(1767225600, 123456, :usec).utc', { $object: 'Time', utc: '2026-01-01T00:00:00.123456Z' }],
    ['Point.new(1, "two")', { $object: 'Point', x: 1, y: 'two' }],
    ['(a = []; a << a; a)', [{ $link: 'an object that this one is part of' }]],
  ])('of %s', (source, value) => {
    expect(shown(source)).toEqual(value);
  });
});

describe('an edit', () => {
  const nested = '{"session_id" => "abc", user: {id: 7, role: :admin, rate: 3.0}, "list" => [1, "x"]}';

  it('keeps symbols, floats and keys that it did not touch', () => {
    const edited = editedMarshal(bytesOf(nested), tree('{"session_id":"abc","user":{"id":8,"role":{"$symbol":"admin"},"rate":4,"extra":"new"},"list":[1,"y",null]}'));
    expect(edited.ok && hex(edited.value)).toBe(hex(bytesOf('{"session_id" => "abc", user: {id: 8, role: :admin, rate: 4.0, extra: "new"}, "list" => [1, "y", nil]}')));
  });

  it('makes no object', () => {
    expect(editedMarshal(bytesOf(nested), tree('{"evil":{"$object":"Gem::Installer"}}'))).toEqual({
      ok: false,
      problem: 'the payload.evil would be a new object of Gem::Installer; objects can be kept, not made or changed here',
    });
  });
});

describe('hostile bytes', () => {
  it('are refused and nothing worse', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
      const node = readMarshal(Uint8Array.of(4, 8, ...tail));
      if (node !== null) shownRuby(node);
    }), { numRuns: 3000 });
  });

  it('nested deeply or linked to one another end in bounded time', () => {
    expect(readMarshal(Uint8Array.from([4, 8, ...Array.from({ length: 5000 }, () => [0x5b, 6]).flat(), 0x30]))).toBeNull();
    const doubling = [4, 8, 0x5b, 35, 0x5b, 0];
    for (let i = 1; i < 30; i++) doubling.push(0x5b, 7, 0x40, i + 5, 0x40, i + 5);
    const node = readMarshal(Uint8Array.from(doubling));
    if (node !== null) expect(JSON.stringify(shownRuby(node)).length).toBeLessThan(10_000_000);
  });
});
