import { expect, it } from 'vitest';
import { tailSince, withTail } from '../../extension/panel/analysis/tail';

const [a, b, c, d] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }];

it.each([
  { what: 'grew', told: [a, b], now: [a, b, c], keep: 2, rest: 1 },
  { what: 'got one in its middle', told: [a, c], now: [a, b, c], keep: 1, rest: 2 },
  { what: 'had one replaced', told: [a, b, c], now: [a, d, c], keep: 1, rest: 2 },
  { what: 'lost its beginning', told: [a, b, c], now: [b, c], keep: 0, rest: 2 },
  { what: 'was cleared', told: [a, b], now: [], keep: 0, rest: 0 },
  { what: 'is the same', told: [a, b], now: [a, b], keep: 2, rest: 0 },
])('tells a list that $what by its end', ({ told, now, keep, rest }) => {
  const tail = tailSince(told, now);
  expect([tail.keep, tail.rest.length]).toEqual([keep, rest]);
  expect(withTail(told, tail)).toEqual(now);
});

it('keeps what stood before', () => {
  const told = [a, b];
  expect(withTail(told, tailSince(told, [a, b]))).toBe(told);
  expect(withTail(told, tailSince(told, [a, b, c]))[0]).toBe(a);
});
