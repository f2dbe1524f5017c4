/** What holds for many pasted keys: a key needs no name, its place among others decides nothing but its age, and nothing slow runs twice. */
import { describe, expect, it, vi } from 'vitest';
import { createKdf, type Kdf } from '../../src/crypto/kdf';
import { KeySet, Secret } from '../../src/crypto/keys';
import { assemble } from '../../src/cookie/assemble';
import { decode } from '../../src/decode/decode';
import { formats } from '../../src/formats';
import { decodeVector, failOnCrash, keysOf } from '../tools/decode-vector';
import { allVectors, type Vector } from '../tools/vectors';

// Nothing here is about time, and other work may share the machine.
vi.setConfig({ testTimeout: 120_000 });

const slow = new Set(['fastify-secure-session']);
const verified = allVectors().filter(({ format, expect: wanted }) => wanted.status === 'verified' && !slow.has(format));
const severalParts = new Set(formats.filter(({ meta }) => meta.keyFields.length > 1).map(({ meta }) => meta.id));

const strangers = ['dev', 'keyboard cat', 'f'.repeat(64), 'An0ther-key-of-another-application', 'c2VjcmV0IG9mIDMyIGJ5dGVzIGZvciB0ZXN0cyE='].map((value) => ({ field: 'secret', value, encoding: 'utf8' as const }));

function firstOf(list: readonly Vector[]): Vector[] {
  return [...new Map(list.toReversed().map((vector) => [vector.format, vector])).values()];
}

describe('keys without a name', () => {
  const ofParts = verified.filter(({ format, secrets }) => severalParts.has(format) && secrets.every(({ encoding }) => encoding === 'utf8'));

  it.each(ofParts.map((vector) => [vector.id, vector] as const))('prove %s', async (_id, vector) => {
    const secrets = vector.secrets.map((secret) => ({ ...secret, field: 'secret' }));
    const [named, bare] = [await decodeVector(vector), await decodeVector({ ...vector, secrets })];
    if (named.status !== 'verified' || bare.status !== 'verified') throw new Error(`${named.status}, ${bare.status}`);
    expect(bare.payload).toEqual(named.payload);
    expect(bare.byFormerKey && !named.byFormerKey).toBe(false);
  });
});

describe('keys of other applications', () => {
  it.each(firstOf(verified).map((vector) => [vector.format, vector] as const))('change nothing for %s, before or after its own', async (_format, vector) => {
    const alone = await decodeVector(vector);
    for (const secrets of [[...strangers, ...vector.secrets], [...vector.secrets, ...strangers]]) {
      const among = await decodeVector({ ...vector, secrets });
      expect([among.status, among.status === 'unrecognised' ? null : among.meta.id]).toEqual(['verified', alone.status === 'unrecognised' ? null : alone.meta.id]);
      if (among.status === 'verified' && alone.status === 'verified') expect(among.payload).toEqual(alone.payload);
    }
  });
});

/** Slow derivations that a call really runs, each with what it is made of. */
function countingKdf(): { readonly kdf: Kdf; readonly asked: string[] } {
  const asked: string[] = [];
  const inner = createKdf();
  const kdf: Kdf = {
    pbkdf2(input) {
      asked.push([input.digest, input.password.join(), input.salt.join(), input.iterations].join('|'));
      return inner.pbkdf2(input);
    },
    argon2id: (input) => inner.argon2id(input),
  };
  return { kdf, asked };
}

describe('many keys', () => {
  it('are tried on thirty cookies with a bounded number of slow derivations', async () => {
    const cookies = firstOf(verified).slice(0, 30);
    const secrets = Array.from({ length: 20 }, (_none, i) => new Secret({ field: 'secret', value: `key number ${i} of twenty, none of them right`, encoding: 'utf8', label: `key ${i + 1}` }));
    const { kdf, asked } = countingKdf();
    for (const vector of cookies)
      for (const wire of assemble(vector.cookies)) {
        const result = await decode(wire, { keys: new KeySet(secrets), settings: vector.settings, nowMs: vector.now, kdf, onCrash: failOnCrash });
        expect(result.status, vector.id).not.toBe('verified');
      }
    const iterations = [...new Set(asked)].reduce((sum, key) => sum + Number(key.split('|').at(-1)), 0);
    expect(iterations).toBeLessThan(60_000_000);
  });

  it('of one cookie leave the current key current', async () => {
    const vector = verified.find(({ format }) => format === 'flask');
    if (vector === undefined) throw new Error('no vector');
    const own = keysOf(vector).secrets;
    const old = new Secret({ field: 'secret', value: 'replaced', encoding: 'utf8', label: 'replaced' });
    for (const [keys, isFormer] of [[[...own, old], false], [[old, ...own], true]] as const) {
      const [wire] = assemble(vector.cookies);
      if (wire === undefined) throw new Error('no cookie');
      expect(await decode(wire, { keys: new KeySet(keys), nowMs: vector.now, settings: vector.settings })).toMatchObject({ status: 'verified', byFormerKey: isFormer });
    }
  });
});
