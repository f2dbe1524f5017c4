/** What a test that the person started has shown, as a finding. */
import type { Found } from './define';
import type { Severity } from './finding';

export interface TestResult {
  /** The rule that the test is for. */
  readonly rule: string;
  readonly isFound: boolean;
  /** One sentence: what was tried and what came back. */
  readonly text: string;
  /** Where the defect weighs less than the rule says; absent where it does not. */
  readonly severity?: Severity;
}

/** The findings of one rule out of all test results. */
export function shownByTest(rule: string, severity: Severity, tests: readonly TestResult[]): Found[] {
  return tests
    .filter((test) => test.rule === rule && test.isFound)
    .map(({ text, severity: own = severity }) => ({ severity: own, production: own, message: text, evidence: { text, source: 'recording', request: null } }));
}
