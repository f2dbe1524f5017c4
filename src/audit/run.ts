/** Runs the catalogue over the facts: each rule gets what it declares, and one rule's bug costs one rule. */
import { sightOf, subjects, type Look, type Sight } from './about';
import type { AuditRule, Found } from './define';
import { cookieEvidence, isLineFact, lineEvidence, maskedUrl } from './evidence';
import { factsFor, type AuditFacts, type CookieFact, type FactName } from './facts';
import type { CookieOutcome, Finding, RuleOutcome, Severity } from './finding';
import { severities } from './finding';
import { fixFor, noFixReason } from './fixes';
import type { AuditInput } from './input';
import { rules } from './rules';

export interface AuditResult {
  readonly findings: readonly Finding[];
  readonly outcomes: readonly RuleOutcome[];
}

const missingFacts: Partial<Record<FactName, string>> = {
  secrets: 'a pasted key',
  traffic: 'recorded requests',
  timeline: 'recorded requests',
  jar: 'the cookie jar',
  browser: 'the browser',
  storage: 'a look into web storage, which is taken on development hosts only',
};

function findingOf(rule: AuditRule, found: Found, input: AuditInput, facts: AuditFacts): Finding {
  const { cookie } = found;
  const { meta } = rule;
  const name = cookie?.name ?? null;
  const evidence = found.evidence ?? (cookie === undefined ? { text: maskedUrl(input.url), source: 'request', request: null } : isLineFact(cookie) ? lineEvidence(cookie) : cookieEvidence(cookie));
  return {
    rule: meta.id,
    title: meta.title,
    cookie: name,
    cookieKey: cookie?.key ?? null,
    severity: found.severity,
    production: found.production,
    confidence: found.confidence ?? 'certain',
    message: found.message,
    evidence,
    fix: fixFor(meta.fix, cookie ?? null, facts),
    noFix: noFixReason(meta.fix, cookie ?? null, facts),
    references: meta.references,
    waived: input.waivers.find((waiver) => waiver.rule === meta.id && waiver.cookie === name)?.reason ?? null,
  };
}

type OwnOutcome = Pick<RuleOutcome, 'outcome' | 'detail'>;

interface Ran {
  readonly outcome: RuleOutcome;
  readonly findings: readonly Finding[];
}

/** What became of the rule for one cookie; null where it is not about it. */
function cookieOutcome(cookie: CookieFact, look: Look, own: OwnOutcome, isFound: boolean): CookieOutcome | null {
  const of = { cookie: cookie.name, cookieKey: cookie.key, detail: null };
  if (isFound) return { ...of, outcome: 'found' };
  if (look === 'not-applicable' || own.outcome === 'not-applicable' || own.outcome === 'crashed') return null;
  if (own.outcome === 'blocked') return { ...of, outcome: 'blocked', detail: own.detail };
  return look === 'looked-at' ? { ...of, outcome: 'passed' } : { ...of, outcome: 'blocked', detail: look.blocked };
}

/** A rule that found nothing says of itself what it says of its cookies: with none of its kind it passed nothing. */
function outcomeOf(own: OwnOutcome, cookies: readonly CookieOutcome[], { about, needs }: AuditRule['meta'], { lines }: AuditFacts): OwnOutcome {
  // Lines that browsers refuse belong to no cookie that is present.
  const sawLines = needs.includes('lines') && lines.length > 0;
  if (own.outcome !== 'passed' || about === 'page' || sawLines) return own;
  if (cookies.length === 0) return { outcome: 'not-applicable', detail: null };
  const blocked = cookies.filter(({ outcome }) => outcome === 'blocked');
  if (blocked.length === 0) return own;
  if (blocked.length === cookies.length) return { outcome: 'blocked', detail: blocked[0]?.detail ?? null };
  return { outcome: 'passed', detail: `not for ${blocked.map(({ cookie }) => cookie).join(', ')}: see there` };
}

function reported(rule: AuditRule, own: OwnOutcome, findings: readonly Finding[], sight: Sight): Ran {
  const subject = subjects[rule.meta.about];
  const isOf = (cookie: CookieFact, finding: Finding): boolean => (finding.cookieKey === null ? finding.cookie === cookie.name : finding.cookieKey === cookie.key);
  const cookies = sight.facts.cookies.flatMap((cookie) => cookieOutcome(cookie, subject.look(cookie, sight, rule.meta.id), own, findings.some((finding) => isOf(cookie, finding))) ?? []);
  const about = rule.meta.about === 'page' ? null : subject.words;
  return { outcome: { rule: rule.meta.id, ...outcomeOf(own, cookies, rule.meta, sight.facts), about, cookies }, findings };
}

function runRule(rule: AuditRule, input: AuditInput, sight: Sight): Ran {
  const { facts } = sight;
  const without = (outcome: RuleOutcome['outcome'], detail: string | null): Ran => reported(rule, { outcome, detail }, [], sight);
  const missing = rule.meta.needs.find((name) => facts[name] === null);
  if (missing !== undefined) return without('blocked', `needs ${missingFacts[missing] ?? missing}`);
  try {
    const found = rule.check(facts as Parameters<AuditRule['check']>[0]);
    if (found === 'not-applicable') return without('not-applicable', null);
    if ('blocked' in found) return without('blocked', found.blocked);
    const findings = distinct(found).map((item) => findingOf(rule, item, input, facts));
    return reported(rule, { outcome: findings.length === 0 ? 'passed' : 'found', detail: null }, findings, sight);
  } catch (error) {
    return without('crashed', String(error));
  }
}

/** The same defect of the same cookie seen on many responses is one finding: the latest. */
function distinct(found: readonly Found[]): Found[] {
  const latest = new Map(found.map((item) => [JSON.stringify([item.cookie?.name, item.cookie?.key, item.severity, item.message]), item]));
  return [...latest.values()];
}

function weight(severity: Severity): number {
  return severities.indexOf(severity);
}

/** Findings gravest first, and what became of every rule. */
export function runAudit(input: AuditInput, catalogue: readonly AuditRule[] = rules): AuditResult {
  const sight = sightOf(factsFor(input));
  const ran = catalogue.map((rule) => runRule(rule, input, sight));
  const findings = ran
    .flatMap((item) => item.findings)
    .sort((a, b) => weight(a.severity) - weight(b.severity) || weight(a.production) - weight(b.production) || a.rule.localeCompare(b.rule));
  return { findings, outcomes: ran.map(({ outcome }) => outcome) };
}
