/** What an audit finds: a defect, its evidence, its weight here and in production, and the line that mends it. */
import type { CookieKey } from '../cookie/cookie';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** Most severe first. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

export interface FixLine {
  /** The framework whose configuration it is: `Flask`. */
  readonly framework: string;
  readonly language: string;
  readonly production: string;
  /** The form that also works on http localhost; null where the production form does. */
  readonly localhost: string | null;
  /** How the line of this very cookie would read then; null where no line was seen. */
  readonly preview: string | null;
  readonly references: readonly string[];
}

export interface Evidence {
  /** The line, header or fact, values masked. */
  readonly text: string;
  readonly source: 'set-cookie' | 'jar' | 'request' | 'response' | 'payload' | 'key' | 'recording';
  /** The request that carried it: method and URL; null where it is none. */
  readonly request: string | null;
}

export interface Finding {
  readonly rule: string;
  readonly title: string;
  /** Name of the cookie; the empty string for a nameless one; null for the page, a request or a key. */
  readonly cookie: string | null;
  readonly cookieKey: CookieKey | null;
  /** Here: this origin, this browser, now. */
  readonly severity: Severity;
  /** With https on a public host. */
  readonly production: Severity;
  readonly confidence: 'certain' | 'likely';
  readonly message: string;
  readonly evidence: Evidence;
  readonly fix: FixLine | null;
  /** Why the framework has no line for it; null where it has one, or the framework is not known. */
  readonly noFix: string | null;
  readonly references: readonly string[];
  /** The reason of the waiver that covers it; null: not waived. */
  readonly waived: string | null;
}

/** What became of one rule. `blocked` names the fact that is missing; `crashed` is a bug of ours and costs one rule. */
export interface RuleOutcome {
  readonly rule: string;
  readonly outcome: 'passed' | 'not-applicable' | 'found' | 'blocked' | 'crashed';
  readonly detail: string | null;
  /** Which cookies it is about, in words; null: the page, a request or a key. */
  readonly about: string | null;
  /** Each cookie that it looked at or could not judge. */
  readonly cookies: readonly CookieOutcome[];
}

/** What became of one rule for one cookie. */
export interface CookieOutcome {
  readonly cookie: string;
  readonly cookieKey: CookieKey | null;
  readonly outcome: 'passed' | 'found' | 'blocked';
  readonly detail: string | null;
}

export interface Waiver {
  readonly rule: string;
  /** Cookie name; null for findings about no cookie. */
  readonly cookie: string | null;
  readonly reason: string;
}
