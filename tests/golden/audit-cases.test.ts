/** Small situations, and what the audit must and must not say about each. */
import { describe, expect, it } from 'vitest';
import { parseSetCookie } from '../../src/cookie/set-cookie';
import { reportOn } from '../rules/rule-table';
import cases from './audit-cases.json';
import more from './more-audit-cases.json';

interface ExpectedFinding {
  readonly rule: string;
  readonly cookie?: string;
  readonly severity?: string;
  readonly production?: string;
}

interface AuditCase {
  readonly id: string;
  readonly setCookie?: readonly string[];
  readonly expect: { readonly present: readonly ExpectedFinding[]; readonly absent: readonly ExpectedFinding[]; readonly parse?: readonly unknown[] };
}

describe.each(([...cases, ...more] as unknown as readonly AuditCase[]).map((item) => [item.id, item] as const))('%s', (_id, { expect: expected, ...request }) => {
  it('says what it must and nothing that it must not', async () => {
    const { findings } = await reportOn(request);
    for (const wanted of expected.present) expect(findings).toContainEqual(expect.objectContaining(wanted));
    for (const unwanted of expected.absent) expect(findings).not.toContainEqual(expect.objectContaining(unwanted));
  });

  it('reads its lines as a browser does', () => {
    for (const [i, meaning] of (expected.parse ?? []).entries()) {
      const parsed = parseSetCookie(request.setCookie?.[i] ?? '');
      if (meaning === null) expect(parsed).toBeNull();
      else expect(parsed).toMatchObject(meaning as object);
    }
  });
});
