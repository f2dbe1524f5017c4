/** Runs the catalogue over the facts: each rule gets what it declares, and one rule's bug costs one rule. */
import type { AuditRule, Found } from './define';
import { cookieEvidence, isLineFact, lineEvidence, maskedUrl } from './evidence';
import { factsFor, type AuditFacts, type FactName } from './facts';
import type { Finding, RuleOutcome, Severity } from './finding';
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

interface Ran {
  readonly outcome: RuleOutcome;
  readonly findings: readonly Finding[];
}

function runRule(rule: AuditRule, input: AuditInput, facts: AuditFacts): Ran {
  const { id, needs } = rule.meta;
  const missing = needs.find((name) => facts[name] === null);
  if (missing !== undefined) return { outcome: { rule: id, outcome: 'blocked', detail: `needs ${missingFacts[missing] ?? missing}` }, findings: [] };
  try {
    const found = rule.check(facts as Parameters<AuditRule['check']>[0]);
    if (found === 'not-applicable') return { outcome: { rule: id, outcome: 'not-applicable', detail: null }, findings: [] };
    if ('blocked' in found) return { outcome: { rule: id, outcome: 'blocked', detail: found.blocked }, findings: [] };
    const findings = distinct(found).map((item) => findingOf(rule, item, input, facts));
    return { outcome: { rule: id, outcome: findings.length === 0 ? 'passed' : 'found', detail: null }, findings };
  } catch (error) {
    return { outcome: { rule: id, outcome: 'crashed', detail: String(error) }, findings: [] };
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
  const facts = factsFor(input);
  const ran = catalogue.map((rule) => runRule(rule, input, facts));
  const findings = ran
    .flatMap((item) => item.findings)
    .sort((a, b) => weight(a.severity) - weight(b.severity) || weight(a.production) - weight(b.production) || a.rule.localeCompare(b.rule));
  return { findings, outcomes: ran.map(({ outcome }) => outcome) };
}
