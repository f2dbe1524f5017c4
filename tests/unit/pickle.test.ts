import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, unhex, utf8 } from '../../src/codec/bytes';
import { readPickle } from '../../src/codec/pickle';
import type { Value } from '../../src/codec/value';

interface Sample {
  readonly name: string;
  readonly protocol: number;
  readonly hex: string;
}

const samples = JSON.parse(readFileSync(new URL('pickle-samples.json', import.meta.url), 'utf8')) as Sample[];

const bytesOf = (digits: string): Uint8Array => unhex(digits) ?? new Uint8Array();
const object = ($object: string, value: Value): Value => ({ $object, value });

const wanted: Readonly<Record<string, Value>> = {
  plain: { n: null, t: true, f: false, i: 1, b: 255, h: 65535, neg: -7, text: 'Zürich 🍪', list: [1, 'x'], empty: {} },
  numbers: [{ $bigint: '9007199254740993' }, { $bigint: '-1180591620717411303424' }, 2147483648, -2147483648, 1.5, 3, -0, 1e22, 0],
  'not-finite': [{ $number: 'Infinity' }, { $number: '-Infinity' }],
  tuples: [{ $tuple: [] }, { $tuple: [1] }, { $tuple: [1, 2] }, { $tuple: [1, 2, 3] }, { $tuple: [1, 2, 3, 4] }],
  bytes: [{ $bytes: '' }, { $bytes: '616263' }, { $bytes: 'ff00' }],
  bytearray: { $object: 'bytearray', $bytes: '0102' },
  sets: [{ $object: 'set', items: ['only'] }, { $object: 'frozenset', items: [7] }, { $object: 'set', items: [] }],
  dates: [
    object('datetime.datetime', '2026-01-01T08:30:00'), object('datetime.datetime', '2026-01-01T08:30:01.000005+00:00'),
    object('datetime.date', '2026-12-31'), object('datetime.time', '23:59:58'),
  ],
  offset: object('datetime.datetime', '2026-01-01T00:00:00-03:30'),
  zone: { $object: 'datetime.datetime', value: '2026-01-01T00:00:00', args: [{ $object: 'getattr', args: [{ $object: 'zoneinfo.ZoneInfo' }, '_unpickle', 'Europe/Berlin', 1] }] },
  deltas: [object('datetime.timedelta', '31 days, 0:00:00'), object('datetime.timedelta', '-1 day, 23:59:59'), object('datetime.timedelta', '2:00:00.000005')],
  uuid: object('uuid.UUID', '0b7a3f0c-5a0e-4a0e-9b57-0d7a1a2b3c4d'),
  decimal: object('decimal.Decimal', '19.90'),
  ordered: { $object: 'collections.OrderedDict', entries: { b: 1, a: 2 } },
  keys: { 1: 'one', '{"$tuple":[1,2]}': 'pair', null: 'none' },
  shared: [['a'], ['a']],
  'long-text': 'x'.repeat(300),
  'long-list': Array.from({ length: 1001 }, (_none, i) => i),
  function: { $object: 'json.dumps' },
};

describe('a pickle', () => {
  it.each(samples.map(({ name, protocol, hex }) => [name, protocol, hex] as const))('of %s in protocol %i is read as data', (name, _protocol, hex) => {
    const payload = readPickle(bytesOf(hex));
    if (name === 'object') expect(payload?.value).toMatchObject({ $object: expect.stringMatching(/pickle\.PickleError$/) as string, args: ['boom', 42] });
    else expect(payload?.value).toEqual(wanted[name]);
  });

  it('keeps floats and long integers in the text that a person edits', () => {
    const sample = samples.find(({ name, protocol }) => name === 'numbers' && protocol === 4);
    expect(readPickle(bytesOf(sample?.hex ?? ''))?.text.split(/,?\n\s*/)).toEqual(
      ['[', '9007199254740993', '-1180591620717411303424', '2147483648', '-2147483648', '1.5', '3.0', '-0.0', '1e+22', '0', ']'],
    );
  });

  it('of Python 2 tells text from bytes', () => {
    // cPickle 2.7: {'name': 'Ada', u'city': u'Z\xfcrich', 'raw': '\xff'} in protocol 2.
    const pickle = concat(bytesOf('80027d71012855046e616d655503416461580400000063697479'), bytesOf('58070000005ac3bc72696368'), bytesOf('55037261775501ff752e'));
    expect(readPickle(pickle)?.value).toEqual({ name: 'Ada', city: 'Zürich', raw: { $bytes: 'ff' } });
  });

  it('that calls a command is shown and not obeyed', () => {
    expect(readPickle(utf8("cos\nsystem\n(S'touch marker'\ntR."))?.value).toEqual({ $object: 'os.system', args: ['touch marker'] });
    expect(readPickle(utf8("(S'touch marker'\nios\nsystem\n."))?.value).toEqual({ $object: 'os.system', args: ['touch marker'] });
  });
});

describe('what is no pickle', () => {
  it('is any pickle cut short, or followed by something', () => {
    for (const { hex } of samples.filter(({ name }) => name !== 'long-list' && name !== 'long-text')) {
      for (let length = 0; length < hex.length; length += 2) expect(readPickle(bytesOf(hex.slice(0, length)))).toBeNull();
      expect(readPickle(bytesOf(`${hex}00`))).toBeNull();
    }
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readPickle(bytes)), { numRuns: 2000 });
    const opcode = fc.constantFrom(...utf8('().0122NIKMS]}aegbqrtsulodcRi\x00\x01\x02'), 0x80, 0x81, 0x85, 0x86, 0x88, 0x8a, 0x8c, 0x8f, 0x90, 0x91, 0x93, 0x94);
    fc.assert(fc.property(fc.array(opcode, { maxLength: 60 }), (codes) => void readPickle(Uint8Array.from([...codes, 0x2e]))), { numRuns: 5000 });
  });

  it('is one that would unfold to more than can be shown', () => {
    // Each list holds the one before it twice.
    expect(readPickle(utf8(`]${'p0\n(g0\ng0\nl'.repeat(60)}.`))).toBeNull();
    // A list that holds itself.
    expect(readPickle(utf8(']p0\ng0\na.'))).toBeNull();
    expect(readPickle(utf8(`${'('.repeat(5000)}${'t'.repeat(5000)}.`))).toBeNull();
  });
});
