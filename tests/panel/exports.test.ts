/** What stands in an exported file, and what must not: over every recorded visit. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createAnalysis, type AnalysisInput } from '../../extension/panel/analysis/analysis';
import type { ExportKind } from '../../extension/panel/analysis/exports';
import { readHar } from '../../extension/panel/store/har-import';
import type { RotationCase } from '../golden/rotation-case';

const folder = path.resolve(import.meta.dirname, '../golden/rotation-cases');
const cases = readdirSync(folder).map((file): RotationCase => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as RotationCase);
const kinds: readonly ExportKind[] = ['markdown', 'json', 'sarif'];

interface RecordedEntry {
  readonly request: { readonly headers: readonly { readonly name: string; readonly value: string }[]; readonly postData?: { readonly text?: string } };
  readonly response: { readonly headers: readonly { readonly name: string; readonly value: string }[] };
}

const entriesOf = (recorded: RotationCase): readonly RecordedEntry[] => recorded.har.log.entries as readonly RecordedEntry[];

/** Values of session-like cookies: a short one such as `de` may stand in any text. */
function cookieValues(recorded: RotationCase): string[] {
  return entriesOf(recorded).flatMap(({ request, response }) => [
    ...request.headers.filter(({ name }) => name.toLowerCase() === 'cookie').flatMap(({ value }) => value.split('; ').map((pair) => pair.slice(pair.indexOf('=') + 1))),
    ...response.headers.filter(({ name }) => name.toLowerCase() === 'set-cookie').flatMap(({ value }) => value.split('\n').map((line) => (line.split(';')[0] ?? '').replace(/^[^=]*=/, ''))),
  ]).filter((value) => value.length > 20);
}

function passwords(recorded: RotationCase): string[] {
  return entriesOf(recorded).flatMap(({ request }) => [...(request.postData?.text ?? '').matchAll(/pass(?:word|wd)?\w*["']?\s*[=:]\s*["']?([^&"']{6,})/gi)].map(([, value]) => decodeURIComponent(value ?? '')));
}

function inputOf(recorded: RotationCase): AnalysisInput {
  const traffic = readHar('visit.har', JSON.stringify(recorded.har)).entries;
  const secrets = recorded.secrets.map(({ value, encoding }, i) => ({ field: 'secret', value, encoding: encoding as 'utf8', label: `key ${i + 1}` }));
  return {
    url: traffic[0]?.url ?? '', nowMs: null, jar: null, hiddenHosts: [], jarChanges: [], bareCookies: [], setCookieLines: [], traffic, gaps: [], marks: [], secrets,
    settings: { salt: 'a salt of the application' }, waivers: [{ rule: 'missing-secure', cookie: null, reason: 'local only' }], roles: {}, devHosts: [], browser: null,
  };
}

it('exports no key and no password, and masked no value of a cookie', async () => {
  for (const recorded of cases) {
    const analysis = createAnalysis();
    await analysis.run(inputOf(recorded));
    const hidden = [...recorded.secrets.map(({ value }) => value).filter((value) => value.length > 8), ...passwords(recorded)];
    for (const kind of kinds) {
      for (const unmasked of [false, true]) {
        const text = await analysis.exportAs(kind, { unmasked });
        expect(text, recorded.id).not.toBe('');
        const found = [...hidden, ...(unmasked ? [] : cookieValues(recorded))].filter((value) => text.includes(value));
        expect(found, `${recorded.id} ${kind}`).toEqual([]);
      }
    }
  }
}, 120_000);

it('answers in JSON as the headless inspection does, with outcomes, waivers and masked settings', async () => {
  const recorded = cases.find(({ id }) => id === 'express-json-kept');
  if (recorded === undefined) throw new Error('the recorded case is gone');
  const analysis = createAnalysis();
  await analysis.run(inputOf(recorded));
  const masked = JSON.parse(await analysis.exportAs('json', { unmasked: false })) as Record<string, unknown>;
  expect(Object.keys(masked)).toEqual(expect.arrayContaining(['url', 'masked', 'sessions', 'findings', 'timeline', 'outcomes', 'waivers', 'lifetimeLimits', 'settings']));
  expect(JSON.stringify(masked)).not.toContain('a salt of the application');
  expect(masked['timeline']).toMatchObject({ verdicts: expect.arrayContaining([expect.objectContaining({ verdict: 'kept' })]) as unknown });
  expect(await analysis.exportAs('json', { unmasked: true })).toContain('a salt of the application');
});

it('writes the fix of a risk below its verdict, the jar empty since the logout', async () => {
  const recorded = cases.find(({ id }) => id === 'express-json-kept');
  if (recorded === undefined) throw new Error('the recorded case is gone');
  const analysis = createAnalysis();
  await analysis.run({ ...inputOf(recorded), jar: [] });
  const markdown = await analysis.exportAs('markdown', { unmasked: false });
  expect(markdown.slice(markdown.indexOf('## Verdicts'))).toMatch(/Kept: fixation risk.*\n\n {2}Fix \(express-session\):\n\n {2}```js\n {2}req\.session\.regenerate/);
});
