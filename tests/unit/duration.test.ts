import { expect, it } from 'vitest';
import { durationFrom, durationInWords, exactDuration } from '../../src/audit/duration';

it.each([
  ['12 hours', 43_200], ['14d', 1_209_600], ['30 min', 1800], ['1.5 h', 5400], ['90 seconds', 90], ['1 Day', 86_400],
  ['', null], ['12', null], ['hours', null], ['12 moons', null], ['-3 days', null], ['1e3 s', null],
])('reads %j', (text, seconds) => {
  expect(durationFrom(text)).toBe(seconds);
});

it('says a span in the largest unit that has two of it', () => {
  expect([1, 60, 119, 120, 3600, 43_200, 100_000, 1_209_600].map(durationInWords)).toEqual(['1 second', '60 seconds', '119 seconds', '2 minutes', '60 minutes', '12 hours', '28 hours', '14 days']);
});

it('writes what it reads again', () => {
  for (const seconds of [1, 61, 3600, 5400, 86_400, 1_209_600]) expect(durationFrom(exactDuration(seconds))).toBe(seconds);
});
