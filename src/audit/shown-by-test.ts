/** What a test that the person started has shown, as a finding. */
import type { Found } from './define';
import type { Severity } from './finding';
import type { TestResult } from './test-result';

/** The findings of one rule out of all test results. */
export function shownByTest(rule: string, severity: Severity, tests: readonly TestResult[]): Found[] {
  return tests
    .filter((test) => test.rule === rule && test.isFound)
    .map(({ text, severity: own = severity }) => ({ severity: own, production: own, message: text, evidence: { text, source: 'recording', request: null } }));
}
