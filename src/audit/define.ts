/** What an audit rule is: the one contract that every file in `rules/` fulfils. */
import type { Blocked, SubjectName } from './about';
import type { AuditFacts, CookieFact, FactName, LineFact } from './facts';
import type { Evidence, Severity } from './finding';

/** Which fix lines of a framework belong to a defect. */
export const fixTopics = ['secure', 'httponly', 'samesite', 'lifetime', 'name', 'secret', 'rotation', 'logout'] as const;
export type FixTopic = (typeof fixTopics)[number];

export interface RuleMeta<Needs extends FactName> {
  /** Canonical id, the same as the file's name: the defect as a noun phrase. */
  readonly id: string;
  readonly title: string;
  /** The facts it looks at. One that is missing blocks the rule: nothing is concluded without it. */
  readonly needs: readonly Needs[];
  /** The cookies that it is about, one by one; `page` for the page, a request or a key. */
  readonly about: SubjectName;
  readonly fix: readonly FixTopic[];
  /** CWE, ASVS, WSTG, RFC sections, ZAP rules. */
  readonly references: readonly string[];
}

/** One defect that a rule found. */
export interface Found {
  /** The cookie it is about, present or seen in a line; absent: the page, a request or a key. */
  readonly cookie?: CookieFact | LineFact;
  readonly severity: Severity;
  readonly production: Severity;
  readonly confidence?: 'certain' | 'likely';
  /** One or two sentences: what was seen. */
  readonly message: string;
  /** Absent: the cookie's own line, or the jar. */
  readonly evidence?: Evidence;
}

/** A request of the headless inspection that shows the rule at work. */
export type RuleExample = Readonly<Record<string, unknown>>;

export interface AuditRule<Needs extends FactName = FactName> {
  readonly meta: RuleMeta<Needs>;
  /** Pure: looks at nothing but the facts that it declares. */
  check(facts: Present<Pick<AuditFacts, Needs>>): readonly Found[] | 'not-applicable' | Blocked;
  readonly examples: { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] };
}

/** The facts as a rule gets them: none is missing. */
export type Present<Facts> = { readonly [Name in keyof Facts]: NonNullable<Facts[Name]> };

/** Checks the definition's types; the identity function otherwise. */
export function defineRule<Needs extends FactName>(rule: AuditRule<Needs>): AuditRule {
  // The runner hands every rule exactly the facts that it declares.
  return rule as AuditRule<never> as AuditRule;
}

export type { AuditFacts, CookieFact, LineFact } from './facts';
