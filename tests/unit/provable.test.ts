/** What a person is told of values that no key guards. */
import { describe, expect, it } from 'vitest';
import { wireCookie } from '../../src/cookie/wire-cookie';
import { decode } from '../../src/decode/decode';
import { isProvable } from '../../src/decode/provable';
import { stateInWords } from '../../src/report/words';
import { decodeVector } from '../tools/decode-vector';
import { allVectors } from '../tools/vectors';

describe('what a key proves', () => {
  const first = [...new Map(allVectors().filter(({ expect: wanted }) => wanted.status === 'verified').map((vector) => [vector.format, vector])).values()];

  it.each(first.map((vector) => [vector.format, vector] as const))('can be seen of %s before the key is given', async (_format, vector) => {
    const unopened = await decodeVector({ ...vector, secrets: [] });
    if (unopened.status !== 'unrecognised') expect(isProvable(unopened)).toBe(true);
  });
});

it.each([['PHPSESSID', 'el4ukv0kqbvoirg7nkp4dncpk3'], ['JSESSIONID', '3F1A9C0D1E3B5A7C9E8D7F6A5B4C3D2E']])('%s holds nothing to verify', async (name, value) => {
  const decoded = await decode(wireCookie(name, value), { nowMs: null });
  expect(isProvable(decoded)).toBe(false);
  expect(stateInWords(decoded)).toBe('legible; nothing in it is signed: there is nothing to verify');
});
