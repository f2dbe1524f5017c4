/** The table of a rule's own test: requests of the headless inspection, and how the rule weighs them. */
import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/audit/finding';
import { createKdf } from '../../src/crypto/kdf';
import { analyse } from '../../src/report/analyse';
import { inspectRequest } from '../../src/report/request';
import type { SiteReport } from '../../src/report/site';

const kdf = createKdf();
/** The instant at which requests without one are judged. */
const now = 1_767_225_660_000;

/** The whole report on a request; a rule or format that crashes fails the test. */
export async function reportOn(request: Readonly<Record<string, unknown>>): Promise<SiteReport> {
  const checked = inspectRequest({ url: 'https://app.example.com/', now, ...request }, now);
  if (!checked.ok) throw new Error(checked.problem);
  const report = await analyse(checked.value.input, {
    kdf,
    onCrash: (id, error) => {
      throw new Error(`${id} crashed`, { cause: error });
    },
  });
  const crashed = report.outcomes.filter(({ outcome }) => outcome === 'crashed');
  if (crashed.length > 0) throw new Error(crashed.map(({ rule, detail }) => `${rule}: ${detail}`).join('\n'));
  return report;
}

/** What the rule must say: the severities here and in production of each finding, `none`, or `blocked`. */
export type Expected = readonly (readonly [here: Severity, production: Severity])[] | 'none' | 'blocked';

export function ruleTable(rule: string, rows: readonly (readonly [what: string, request: Readonly<Record<string, unknown>>, expected: Expected])[]): void {
  describe(rule, () => {
    it.each(rows)('%s', async (_what, request, expected) => {
      const report = await reportOn(request);
      const found = report.findings.filter((finding) => finding.rule === rule).map(({ severity, production }) => [severity, production]);
      const outcome = report.outcomes.find((item) => item.rule === rule)?.outcome;
      if (expected === 'blocked') expect(outcome).toBe('blocked');
      else expect(found).toEqual(expected === 'none' ? [] : expected);
      // A request as method and address, or the origin of web storage: never an id of ours.
      for (const { evidence } of report.findings) if (evidence.request !== null) expect(evidence.request).toMatch(/^(?:[A-Z]+ )?https?:\/\//);
    });
  });
}
