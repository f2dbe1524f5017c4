/** Every rule's own examples: the bad ones are found, the good ones are not; and every finding has what its reader is owed. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/audit/rules';
import { reportOn } from './rule-table';

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', (id, { meta, examples }) => {
  it('says what it is', () => {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(meta.title).not.toBe('');
    expect(meta.references.length).toBeGreaterThan(0);
    expect(examples.bad.length).toBeGreaterThan(0);
    expect(examples.good.length).toBeGreaterThan(0);
  });

  it('finds its bad examples', async () => {
    for (const example of examples.bad) {
      const found = (await reportOn(example)).findings.filter((finding) => finding.rule === id);
      expect(found, JSON.stringify(example).slice(0, 200)).not.toEqual([]);
      for (const { message, evidence } of found) {
        expect(message).toMatch(/[.!]$/);
        expect(evidence.text).not.toBe('');
      }
    }
  });

  it('leaves its good examples alone', async () => {
    for (const example of examples.good) {
      const found = (await reportOn(example)).findings.filter((finding) => finding.rule === id);
      expect(found, JSON.stringify(example).slice(0, 200)).toEqual([]);
    }
  });
});
