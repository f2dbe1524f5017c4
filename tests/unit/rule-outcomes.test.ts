/** What a rule says of single cookies agrees with what it found, over the examples of every rule. */
import { expect, it } from 'vitest';
import { rules } from '../../src/audit/rules';
import { analyse } from '../../src/report/analyse';
import { inspectRequest } from '../../src/report/request';
import type { SiteReport } from '../../src/report/site';

async function reportOf(example: Readonly<Record<string, unknown>>): Promise<SiteReport> {
  const request = inspectRequest({ url: 'https://app.example/', ...example }, 0);
  if (!request.ok) throw new Error(request.problem);
  return analyse(request.value.input);
}

it.each(rules.map(({ meta, examples }) => [meta.id, examples] as const))('%s', async (_id, { bad, good }) => {
  for (const example of [...bad, ...good]) {
    const { cookies, findings, outcomes } = await reportOf(example);
    for (const { rule, outcome, about, cookies: own } of outcomes) {
      const found = findings.filter((finding) => finding.rule === rule);
      const isFound = ({ name, key }: { readonly name: string; readonly key: string | null }): boolean => found.some((finding) => (finding.cookieKey === null ? finding.cookie === name : finding.cookieKey === key));
      expect(own.filter((each) => each.outcome === 'found').map(({ cookie }) => cookie), rule).toEqual(cookies.filter(isFound).map(({ name }) => name));
      if (outcome === 'blocked') expect(own.filter((each) => each.outcome !== 'blocked'), rule).toEqual([]);
      if (about === null) expect(own, `${rule} is about the page, and names a cookie`).toEqual([]);
      for (const each of own) expect(each.detail !== null, rule).toBe(each.outcome === 'blocked');
    }
  }
});
