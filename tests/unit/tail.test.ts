import { expect, it } from 'vitest';
import { tailSince, withTail } from '../../extension/panel/analysis/tail';

const [a, b, c, d] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }];

it.each([
  ['grew', [a, b], [a, b, c], 2, 1],
  ['got one in its middle', [a, c], [a, b, c], 1, 2],
  ['had one replaced', [a, b, c], [a, d, c], 1, 2],
  ['lost its beginning', [a, b, c], [b, c], 0, 2],
  ['was cleared', [a, b], [], 0, 0],
  ['is the same', [a, b], [a, b], 2, 0],
])('tells a list that %s by its end', (_what, told, now, keep, rest) => {
  const tail = tailSince(told, now);
  expect([tail.keep, tail.rest.length]).toEqual([keep, rest]);
  expect(withTail(told, tail)).toEqual(now);
});

it('keeps what stood before', () => {
  const told = [a, b];
  expect(withTail(told, tailSince(told, [a, b]))).toBe(told);
  expect(withTail(told, tailSince(told, [a, b, c]))[0]).toBe(a);
});
