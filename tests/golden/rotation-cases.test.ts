/** Recorded visits to real applications, judged with and without their secrets. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportOn } from '../rules/rule-table';
import { problemsOf, timelineOf, type RotationCase } from './rotation-case';

const folder = new URL('rotation-cases/', import.meta.url);
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RotationCase);

/** Rules on odd patterns: no application of the recorded visits has one. */
const oddities = new Set(['repeated-failed-login', 'lost-session', 'unissued-session-id', 'several-sessions', 'port-collision', 'growing-payload']);

// Some formats derive a key for every publicly known secret.
describe.each(cases.map((item) => [item.id, item] as const))('%s', { timeout: 30_000 }, (_id, item) => {
  it('is judged right with its secrets', async () => {
    expect(problemsOf(item, await timelineOf({ har: item.har, secrets: item.secrets }), true)).toEqual([]);
  });

  it('is judged right without them', async () => {
    expect(problemsOf(item, await timelineOf({ har: item.har }), false)).toEqual([]);
  });

  it('shows no odd pattern', async () => {
    const { findings } = await reportOn({ har: item.har, secrets: item.secrets });
    expect(findings.filter(({ rule }) => oddities.has(rule)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});
