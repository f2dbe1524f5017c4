import { expect, it } from 'vitest';
import { wireCookie } from '../../src/cookie/wire-cookie';
import { decode } from '../../src/decode/decode';
import { vectorsOf } from '../tools/vectors';

interface Facts {
  readonly formToken?: string;
  readonly formTokenMatches?: boolean;
}

it('takes the mask off as Django does: a masked token gives the secret of its cookie', async () => {
  for (const vector of vectorsOf('django-csrf.json')) {
    const { formToken = '', formTokenMatches = true } = (vector as typeof vector & { readonly facts: Facts }).facts;
    const masked = await decode(wireCookie('csrftoken', formToken), { nowMs: null });
    const plain = await decode(wireCookie('csrftoken', vector.cookies[0]?.value ?? ''), { nowMs: null });
    if (masked.status !== 'read' || plain.status !== 'read') throw new Error(vector.id);
    expect(JSON.stringify(masked.payload?.value) === JSON.stringify(plain.payload?.value), vector.id).toBe(formTokenMatches);
  }
});
