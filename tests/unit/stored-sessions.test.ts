/** Records out of a server's session store, as the stores of express-session write them. */
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/codec/bytes';
import { principalIn } from '../../src/envelope/principal';
import format from '../../src/formats/express-session';

const cookie = { originalMaxAge: 3_600_000, expires: '2026-12-01T00:00:00.000Z', httpOnly: true, path: '/' };
const session = { cookie, passport: { user: '4711' }, views: 3 };

const records: readonly [store: string, record: string][] = [
  ['Redis or memory', JSON.stringify(session)],
  ['files', JSON.stringify({ ...session, __lastAccess: 1_795_500_000_000 })],
  ['MongoDB, as text', JSON.stringify({ _id: 'abc', expires: '2026-12-01T00:00:00.000Z', session: JSON.stringify(session) })],
  ['MongoDB, as a document', JSON.stringify({ _id: 'abc', expires: '2026-12-01T00:00:00.000Z', session })],
];

describe('a stored session of express-session', () => {
  it.each(records)('in %s tells its user', (_store, record) => {
    const payload = format.readStored?.(utf8(record)) ?? null;
    expect(payload === null ? null : principalIn(payload.value)).toBe('4711');
    expect(payload?.value).toMatchObject(session);
  });

  it.each(['', 'no json', '[1]', '"text"', '\u0000'])('is not %j', (record) => {
    expect(format.readStored?.(utf8(record))).toBeNull();
  });

  it('stands under the prefix and the id', () => {
    expect(format.storeKey?.({ sid: 'abc' }, () => 'sess:')).toBe('sess:abc');
    expect(format.storeKey?.({ sid: 'abc' }, () => null)).toBe('abc');
  });
});
