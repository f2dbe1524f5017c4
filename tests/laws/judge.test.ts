/** What never changes a judgement, and what never gets into one: laws over every recorded visit. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/report/analyse';
import { answerOf } from '../../src/report/answer';
import { markdownReport } from '../../src/report/markdown';
import { inspectRequest } from '../../src/report/request';
import { sarifReport } from '../../src/report/sarif';
import { textReport } from '../../src/report/text';
import { trafficFromHar } from '../../src/rotation/har';
import { diffPayloads } from '../../src/rotation/payload-diff';
import { mergeTraffic } from '../../src/rotation/traffic-order';
import { timelineOf, type RotationCase } from '../golden/rotation-case';

type Entry = Record<string, unknown> & { readonly startedDateTime: string };

const folder = new URL('../golden/rotation-cases/', import.meta.url);
const cases = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RotationCase);

function request(item: RotationCase, change: (entries: readonly Entry[]) => readonly unknown[]): Record<string, unknown> {
  return { secrets: item.secrets, har: { log: { entries: change(item.har.log.entries as readonly Entry[]) } } };
}

/** The entry at another time, the ends of its cookies with it. */
function shifted(entry: Entry, shiftMs: number): Entry {
  const text = JSON.stringify(entry).replace(/(expires=)(\w{3}, \d\d[ -]\w{3}[ -]20\d\d [\d:]{8} GMT)/gi, (_line, name: string, date: string) => name + new Date(Date.parse(date) + shiftMs).toUTCString());
  return { ...(JSON.parse(text) as Entry), startedDateTime: new Date(Date.parse(entry.startedDateTime) + shiftMs).toISOString() };
}

const same = (entries: readonly Entry[]): readonly Entry[] => entries;

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, item]) => [key, reversedKeys(item)]));
}

/** A timeline without its instants. */
function meaning({ logins, logouts, verdicts }: Awaited<ReturnType<typeof timelineOf>>): unknown {
  const timeless = <T extends { readonly at: number }>({ at: _at, ...rest }: T): Omit<T, 'at'> => rest;
  return { logins: logins.map(timeless), logouts: logouts.map(timeless), verdicts: verdicts.map(timeless) };
}

describe.each(cases.map((item) => [item.id, item] as const))('%s', (_id, item) => {
  it('is judged the same an hour earlier or later', async () => {
    const before = meaning(await timelineOf(request(item, same)));
    for (const shiftMs of [-3_600_000, 3_600_000]) {
      const moved = request(item, (entries) => entries.map((entry) => shifted(entry, shiftMs)));
      expect(meaning(await timelineOf(moved))).toEqual(before);
    }
  });

  it('is judged the same whatever the order of keys and of entries', async () => {
    const before = await timelineOf(request(item, same));
    expect(await timelineOf(request(item, (entries) => entries.map(reversedKeys)))).toEqual(before);
    expect(await timelineOf(request(item, (entries) => entries.toReversed()))).toEqual(before);
  });

  it('keeps no password, in the recording, the report or an export', async () => {
    const passwords = ['wonderland-7', 'wonderland-8', 'wrong-pass', 'builder-12', 'first-9-times'];
    const checked = inspectRequest(request(item, same), 0);
    if (!checked.ok) throw new Error(checked.problem);
    const { input } = checked.value;
    const report = await analyse(input);
    const texts = [input.traffic, report.timeline, report.findings, answerOf(checked.value, report), sarifReport(report)].map((each) => JSON.stringify(each));
    for (const text of [...texts, textReport(report), markdownReport(report)]) for (const password of passwords) expect(text.includes(password)).toBe(false);
  });

  it('mends every risk of a known framework, although the jar has lost the cookie since', async () => {
    const checked = inspectRequest(request(item, same), 0);
    if (!checked.ok) throw new Error(checked.problem);
    const { timeline } = await analyse({ ...checked.value.input, jar: [] });
    for (const { mood, framework, fix } of timeline.verdicts) {
      if (mood !== 'risk') expect(fix).toBeNull();
      else expect(fix?.framework ?? null).toBe(framework === 'a session on the server' ? null : framework);
    }
  });

  it('comes out the same when it is imported twice', () => {
    const traffic = item.har.log.entries.map(trafficFromHar).filter((entry) => entry !== null);
    expect(mergeTraffic([...traffic, ...traffic.toReversed()])).toEqual(mergeTraffic(traffic));
  });
});

describe('credentials in an address', () => {
  it('are hidden', () => {
    const url = 'http://ana:pw-in-url@localhost/login?password=hunter-2&token=0123456789abcdefghijklmnop&page=2#x';
    const entry = trafficFromHar({ startedDateTime: '2026-01-01T00:00:00.000Z', time: 1, request: { method: 'GET', url, headers: [{ name: 'Referer', value: url }, { name: 'X-CSRF-Token', value: 'csrf-value' }] }, response: { status: 302, headers: [{ name: 'Location', value: '/reset/0123456789abcdefghijklmnop' }] } });
    const text = JSON.stringify(entry);
    for (const secret of ['pw-in-url', 'hunter-2', '0123456789abcdefghijklmnop', 'csrf-value']) expect(text).not.toContain(secret);
    expect(entry?.url).toMatch(/^http:\/\/localhost\/login\?password=hidden&token=hidden-26-[0-9a-f]{12}&page=2$/);
  });
});

describe('the difference of two payloads', () => {
  it('is empty exactly for equal ones, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(diffPayloads(value as never, reversedKeys(value) as never)).toEqual([]);
      }),
    );
    expect(diffPayloads({ user: { roles: ['a'] }, theme: 'dark' }, { user: { roles: ['a', 'b'] }, csrf: 1 })).toEqual([
      { path: ['user', 'roles', 1], before: undefined, after: 'b' },
      { path: ['theme'], before: 'dark', after: undefined },
      { path: ['csrf'], before: undefined, after: 1 },
    ]);
  });
});
