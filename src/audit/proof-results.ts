/** What a finished proof means for the audit: results of the rules that wait for a test. */
import type { ProofConclusion } from '../rotation/proof';
import type { VerdictName } from '../rotation/timeline';
import type { TestResult } from './test-result';

const inherent = ' That is inherent to sessions kept in a signed cookie: the server keeps no list of them. A short lifetime limits it.';

/** `verdict`: what was concluded without the test. A proof that settled nothing gives no result. */
export function testResultsOf({ question, outcome, text }: ProofConclusion, verdict: VerdictName): TestResult[] {
  if (outcome === 'inconclusive') return [];
  const isFound = outcome === 'confirmed';
  if (question === 'logout')
    return verdict === 'stateless'
      ? [{ rule: 'session-after-logout', isFound, text: isFound ? text + inherent : text, severity: 'medium' }]
      : [{ rule: 'session-after-logout', isFound, text }];
  // A kept id has a finding of its own, which the proof makes graver.
  return [{ rule: verdict === 'kept' ? 'kept-session-id' : 'surviving-session-id', isFound, text }];
}
