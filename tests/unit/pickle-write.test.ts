import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unhex } from '../../src/codec/bytes';
import { pickledPayload, readPickle, unpickle } from '../../src/codec/pickle';
import { editedPickle } from '../../src/codec/pickle-edit';
import { pickleBytes } from '../../src/codec/pickle-write';
import type { Value } from '../../src/codec/value';

interface Sample {
  readonly name: string;
  readonly protocol: number;
  readonly hex: string;
}

const samples = JSON.parse(readFileSync(new URL('pickle-samples.json', import.meta.url), 'utf8')) as Sample[];
/** What only running code could make again. */
const unwritable = new Set(['zone', 'ordered', 'function', 'object']);

function opened({ hex }: Sample) {
  const pickle = unpickle(unhex(hex) ?? new Uint8Array());
  const payload = pickle === null ? null : pickledPayload(pickle.root);
  if (pickle === null || payload === null) throw new Error('no pickle');
  return { ...pickle, payload };
}

function rewritten(sample: Sample, text?: string): Value | string {
  const { root, protocol, payload } = opened(sample);
  const edited = editedPickle(text ?? payload.text, root);
  if (!edited.ok) return edited.problem;
  const bytes = pickleBytes(edited.value, protocol);
  return bytes.ok ? (readPickle(bytes.value)?.value ?? 'unreadable') : bytes.problem;
}

function sampleOf(name: string, protocol: number): Sample {
  const found = samples.find((sample) => sample.name === name && sample.protocol === protocol);
  if (found === undefined) throw new Error(`no sample ${name}`);
  return found;
}

describe('a pickle written again', () => {
  it.each(samples.filter(({ name }) => !unwritable.has(name)).map((sample) => [`${sample.name}, protocol ${sample.protocol}`, sample] as const))(
    'holds the same: %s',
    (_name, sample) => expect(rewritten(sample)).toEqual(opened(sample).payload.value),
  );

  it.each([...unwritable])('says what it cannot hold: %s', (name) => {
    expect(rewritten(sampleOf(name, 4))).toMatch(/^The payload holds .*, which cannot be written into a pickle/);
  });

  it('takes an edit and leaves the rest', () => {
    const sample = sampleOf('plain', 2);
    const text = opened(sample).payload.text.replace('"i": 1,', '"i": 9007199254740993, "new": [{"$tuple": ["a"]}, {"$bytes": "ff"}, 2.0],');
    expect(rewritten(sample, text)).toMatchObject({ i: { $bigint: '9007199254740993' }, new: [{ $tuple: ['a'] }, { $bytes: 'ff' }, 2], t: true });
  });

  it('keeps dates beside an edit, and refuses to change one', () => {
    const sample = sampleOf('dates', 3);
    const { text } = opened(sample).payload;
    expect(rewritten(sample, text.replace(/\]$/, ', "more"]'))).toHaveLength(5);
    expect(rewritten(sample, text.replace('2026-12-31', '2027-12-31'))).toBe('The payload holds a changed {"$object": "datetime.date"}, which cannot be written into a pickle.');
  });

  it('says where the text is no JSON', () => {
    expect(rewritten(sampleOf('plain', 4), '{"a": }')).toMatch(/^The payload is no JSON/);
  });
});
