/** What a finished test means for the audit: results of the rules that wait for one. */
import type { AdoptionConclusion } from '../rotation/adoption';
import type { ProofConclusion } from '../rotation/proof';
import type { RotationVerdict } from '../rotation/timeline';
import type { TestResult } from './test-result';

type Session = Pick<RotationVerdict, 'verdict' | 'before' | 'cookie'>;

/** What is said of a session that no server can end. */
export const inherent = ' That is inherent to sessions that the cookie itself holds: the server keeps no list of them. A short lifetime limits it.';

/** The cookie is the session, whatever the event did to it: it can be read, and names no session on the server. */
export function isStateless({ verdict, before }: Omit<Session, 'cookie'>): boolean {
  return verdict === 'stateless' || (before !== null && before.payload !== null && before.identity === null);
}

/** `session`: what was concluded without the test. A proof that settled nothing gives no result. */
export function testResultsOf({ question, outcome, text }: ProofConclusion, session: Session): TestResult[] {
  const { verdict, cookie } = session;
  if (outcome === 'inconclusive') return [];
  const isFound = outcome === 'confirmed';
  if (question === 'logout')
    return isStateless(session)
      ? [{ rule: 'session-after-logout', isFound, cookie, text: isFound ? text + inherent : text, severity: 'medium' }]
      : [{ rule: 'session-after-logout', isFound, cookie, text }];
  // A kept id has a finding of its own, which the proof makes graver.
  return [{ rule: verdict === 'kept' ? 'kept-session-id' : 'surviving-session-id', isFound, cookie, text }];
}

export function adoptionResultsOf({ outcome, text, isCertain }: AdoptionConclusion, cookie: string): TestResult[] {
  if (outcome === 'inconclusive') return [];
  return [{ rule: 'adopted-session-id', isFound: outcome === 'confirmed', cookie, text, ...(isCertain ? {} : { confidence: 'likely' as const }) }];
}
