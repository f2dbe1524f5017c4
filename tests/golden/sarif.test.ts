/** The SARIF export against the schema of the standard (OASIS SARIF 2.1.0, errata 01; its licence note stands beside it). */
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { markdownReport } from '../../src/report/markdown';
import { sarifReport } from '../../src/report/sarif';
import { reportOn } from '../rules/rule-table';
import more from './more-audit-cases.json';
import schema from './sarif/sarif-schema-2.1.0.json';

/** The schema is written in draft 4, whose `id` newer readers call `$id`; nothing else in it differs. */
const { $schema: _draft, id: _id, ...rest } = schema;
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const isSarif = ajv.compile(rest);

it('is valid for every case, whatever was found, with waivers and without', async () => {
  let results = 0;
  for (const { expect: _expected, ...request } of more as unknown as readonly Record<string, unknown>[]) {
    const waivers = [{ rule: 'missing-prefix', cookie: 'session', reason: 'the proxy renames it' }];
    const report = await reportOn({ ...request, waivers });
    const log = JSON.parse(JSON.stringify(sarifReport(report))) as { runs: { results: unknown[] }[] };
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    results += log.runs[0]?.results.length ?? 0;
  }
  expect(results).toBeGreaterThan(100);
}, 60_000);

it('shows no value of a cookie', async () => {
  const value = 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA';
  const report = await reportOn({ url: `https://app.example.com/?t=${value}`, setCookie: [`session=${value}`] });
  expect(report.findings.length).toBeGreaterThan(3);
  expect(JSON.stringify(sarifReport(report))).not.toContain(value);
  expect(markdownReport(report)).not.toContain(value);
});
