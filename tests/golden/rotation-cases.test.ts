/** Recorded visits to real applications, judged with and without their secrets. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemsOf, timelineOf, type RotationCase } from './rotation-case';

const folder = new URL('rotation-cases/', import.meta.url);
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RotationCase);

describe.each(cases.map((item) => [item.id, item] as const))('%s', (_id, item) => {
  it('is judged right with its secrets', async () => {
    expect(problemsOf(item, await timelineOf({ har: item.har, secrets: item.secrets }), true)).toEqual([]);
  });

  it('is judged right without them', async () => {
    expect(problemsOf(item, await timelineOf({ har: item.har }), false)).toEqual([]);
  });
});
