/** A recording that grows is concluded from as one that was there from the start: over every recorded visit, cut at each request. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createAnalysis, type AnalysisInput } from '../../extension/panel/analysis/analysis';
import { tailSince, withTail } from '../../extension/panel/analysis/tail';
import { readHar } from '../../extension/panel/store/har-import';
import { emptyLog, withEntry, type TrafficLog } from '../../extension/devtools/traffic-log';
import type { TrafficEntry } from '../../src/index';
import type { RotationCase } from '../golden/rotation-case';

const folder = new URL('../golden/rotation-cases/', import.meta.url);
const cases = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RotationCase);

const base: Omit<AnalysisInput, 'url' | 'traffic' | 'secrets' | 'roles'> = {
  nowMs: null, jar: null, hiddenHosts: [], jarChanges: [], bareCookies: [], setCookieLines: [], gaps: [], marks: [], settings: {}, waivers: [], devHosts: [], browser: null,
};

/** What a browser tells first of a redirect: without the lines of its answer, and without what was sent. */
function firstTelling(entry: TrafficEntry): TrafficEntry {
  return { ...entry, setCookies: [], requestCookies: null, responseHeaders: [] };
}

/** The log as it grows: the answers of redirects are told late, and every third request comes after the one that followed it. */
function growing(entries: readonly TrafficEntry[]): TrafficLog[] {
  const late = (i: number): number => (i % 3 === 1 ? i + 1.5 : i);
  const ordered = entries.map((entry, i) => ({ entry, turn: late(i) })).sort((a, b) => a.turn - b.turn);
  const tellings = ordered.flatMap(({ entry }) => (entry.redirectUrl === null ? [entry] : [firstTelling(entry), entry]));
  const logs: TrafficLog[] = [];
  for (const entry of tellings) logs.push(withEntry(logs.at(-1) ?? emptyLog, entry));
  return logs;
}

/** A report goes on trying printed secrets where the one before it stopped: what was tried depends on the past by intent. */
const timeless = { triesPrinted: false } as const;

describe.each(cases.map((item) => [item.id, item] as const))('%s', (_id, item) => {
  it('is concluded from the same, request by request and at once', async () => {
    const { entries } = readHar('visit.har', JSON.stringify(item.har));
    const secrets = item.secrets.map(({ value, encoding }, i) => ({ field: 'secret', value, encoding: encoding as 'utf8', label: `key ${i + 1}` }));
    const continued = createAnalysis(timeless);
    let told: readonly TrafficEntry[] = [];
    for (const [i, { entries: traffic }] of growing(entries).entries()) {
      told = withTail(told, tailSince(told, traffic));
      // Keys are pasted and forgotten, a role chosen and taken back on the way.
      const input = { ...base, url: traffic[0]?.url ?? '', secrets: i % 4 < 2 ? [] : secrets, roles: i % 5 === 4 ? { 'connect.sid': 'unknown' as const } : {} };
      expect(await continued.run({ ...input, traffic: told })).toEqual(await createAnalysis(timeless).run({ ...input, traffic }));
    }
  }, 60_000);
});
