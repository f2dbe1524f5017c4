/** What a test that the person started has shown, as a finding. */
import type { Blocked } from './about';
import { cookieNamed } from './cookie-named';
import type { Found } from './define';
import type { CookieFact, LineFact } from './facts';
import type { Severity } from './finding';
import type { TestResult } from './test-result';

interface Seen {
  readonly proofs: readonly TestResult[];
  readonly cookies: readonly CookieFact[];
  readonly lines: readonly LineFact[];
}

/**
 * The findings of one rule out of all test results, and those that a recording has shown. Blocked where neither is there: a test of
 * another rule tells nothing about this one.
 */
export function shownByTest(rule: string, severity: Severity, { proofs, cookies, lines }: Seen, recorded: readonly Found[] = []): Found[] | Blocked {
  const tests = proofs.filter((test) => test.rule === rule);
  if (tests.length === 0 && recorded.length === 0) return { blocked: 'needs a test that you start' };
  const found = tests
    .filter(({ isFound }) => isFound)
    .map(({ text, cookie, confidence, severity: own = severity }): Found => ({
      ...(cookie === undefined ? {} : cookieNamed(cookie, cookies, lines)),
      severity: own, production: own, ...(confidence === undefined ? {} : { confidence }), message: text, evidence: { text: 'a test that was started by hand', source: 'recording', request: null },
    }));
  return [...found, ...recorded];
}
