/** Serialised PHP read and written: values serialised by PHP itself, shown as data and given back to the byte. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, unhex, utf8 } from '../../src/codec/bytes';
import { phpBytes, readPhp } from '../../src/codec/php-serialize';
import { parseJsonTree, valueOfTree, type JsonTree } from '../../src/codec/json-tree';
import { editedPhp, phpFloat, phpTree } from '../../src/codec/php-value';
import type { Value } from '../../src/codec/value';
import { root } from '../tools/generated';

const dumps = JSON.parse(readFileSync(path.join(root, 'tests/golden/php-dumps.json'), 'utf8')) as readonly { readonly source: string; readonly hex: string }[];

function bytesOf(source: string): Uint8Array {
  const bytes = unhex(dumps.find((dump) => dump.source === source)?.hex ?? '');
  if (bytes === null || bytes.length === 0) throw new Error(`no dump of ${source}`);
  return bytes;
}

function shown(source: string): Value {
  const node = readPhp(bytesOf(source));
  if (node === null) throw new Error(`${source} is not read`);
  return valueOfTree(phpTree(node));
}

function tree(text: string): JsonTree {
  const parsed = parseJsonTree(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

describe('a serialised value', () => {
  it.each(dumps.map(({ source }) => source))('of %s comes back to the byte', (source) => {
    const node = readPhp(bytesOf(source));
    expect(node).not.toBeNull();
    if (node !== null) expect(hex(phpBytes(node))).toBe(hex(bytesOf(source)));
  });

  it.each(dumps.map(({ source }) => source))('of %s, cut anywhere, is none', (source) => {
    const bytes = bytesOf(source);
    for (let length = 0; length < bytes.length; length++) expect(readPhp(bytes.subarray(0, length))).toBeNull();
  });
});

describe('what is shown', () => {
  const plain = { $object: 'Plain', a: 1, b: 'two', c: [3] };
  it.each<[string, Value]>([
    ['[]', []],
    ['[1, [2, [3]]]', [1, [2, [3]]]],
    ['["a" => 1, 5 => "x", "05" => 2, -3 => null]', { a: 1, '5': 'x', '05': 2, '-3': null }],
    ['[1 => "one", 0 => "zero"]', { '1': 'one', '0': 'zero' }],
    ['PHP_INT_MAX', { $bigint: '9223372036854775807' }],
    ['-INF', { $number: '-Infinity' }],
    ['"\\xff\\xfe"', { $bytes: 'fffe' }],
    ['new Plain', plain],
    ['[Suit::Hearts, Suit::Spades, Suit::Hearts]', [{ $object: 'Suit', case: 'Hearts' }, { $object: 'Suit', case: 'Spades' }, { $object: 'Suit', case: 'Hearts' }]],
    ['(function () { $o = new Plain; return [$o, $o, "x", [$o]]; })()', [plain, plain, 'x', [plain]]],
    ['(function () { $v = "shared"; return [&$v, &$v, 1, &$v]; })()', ['shared', 'shared', 1, 'shared']],
  ])('of %s', (source, value) => {
    expect(shown(source)).toEqual(value);
  });
});

describe('an edit', () => {
  const source = '["id" => 7, "rate" => 3.0, "user" => new Plain, "list" => [1, "x"]]';

  it('keeps objects, floats and keys that it did not touch', () => {
    const user = '{"$object":"Plain","a":1,"b":"two","c":[3.0]}';
    const edited = editedPhp(bytesOf(source), tree(`{"id":8,"rate":4,"user":${user},"list":[1,"y",null],"10":1e25,"extra":{"k":true}}`));
    expect(edited.ok && new TextDecoder('latin1').decode(edited.value)).toBe(
      new TextDecoder('latin1').decode(bytesOf('["id" => 8, "rate" => 4.0, "user" => new Plain, "list" => [1, "y", null], 10 => 1e25, "extra" => ["k" => true]]')),
    );
  });

  it('makes no object', () => {
    expect(editedPhp(bytesOf(source), tree('{"user":{"$object":"Evil"}}')).ok).toBe(false);
  });

  it('writes floats as PHP does', () => {
    expect([0.1, 1e25, 1.5e-7, 1e15, 1e14, -0, 123456789012345680].map(phpFloat)).toEqual(['0.1', '1.0E+25', '1.5E-7', '1.0E+15', '100000000000000', '-0', '1.2345678901234568E+17']);
  });
});

describe('hostile bytes', () => {
  it('are refused and nothing worse', () => {
    const piece = fc.constantFrom('a:2:{', 'i:0;', 'i:1;', 's:1:"x";', 'N;', 'R:1;', 'r:1;', 'r:2;', '}', 'O:1:"X":1:{', 'b:1;', 'd:.5;', 'C:1:"X":2:{ab}', 'a:999999999:{', 's:9999999:"');
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const node = readPhp(utf8(pieces.join('')));
      if (node !== null) phpTree(node);
    }), { numRuns: 3000 });
    expect(readPhp(utf8('a:1:{i:0;'.repeat(5000)))).toBeNull();
  });
});
