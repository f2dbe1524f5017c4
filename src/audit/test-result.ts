/** What a test that the person started has shown. */
import type { Severity } from './finding';

export interface TestResult {
  /** The rule that the test is for. */
  readonly rule: string;
  readonly isFound: boolean;
  /** One sentence: what was tried and what came back. */
  readonly text: string;
  /** The session cookie that was tested; absent where the test was of several. */
  readonly cookie?: string;
  /** Where the defect weighs less than the rule says; absent where it does not. */
  readonly severity?: Severity;
  /** Where another explanation remains; absent where none does. */
  readonly confidence?: 'likely';
}
