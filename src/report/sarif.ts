/** A report's findings as SARIF 2.1.0 (OASIS), for code-scanning dashboards. */
import { maskedUrl } from '../audit/evidence';
import type { Finding, Severity } from '../audit/finding';
import { hex, utf8 } from '../codec/bytes';
import { hash } from '../crypto/hash';
import type { SiteReport } from './site';

type Level = 'error' | 'warning' | 'note';

const levels: Readonly<Record<Severity, Level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' };

export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly unknown[];
}

/** Stays the same from run to run, so that a dashboard knows the finding again. */
function fingerprint({ rule, cookie }: Finding, url: string): string {
  return hex(hash('sha256', utf8(JSON.stringify([rule, cookie, url])))).slice(0, 32);
}

function resultOf(finding: Finding, url: string): unknown {
  const { rule, cookie, severity, production, confidence, message, evidence, waived } = finding;
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: `${message} Evidence: ${evidence.text}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: maskedUrl(url) } },
        ...(cookie === null ? {} : { logicalLocations: [{ name: cookie === '' ? '(no name)' : cookie, kind: 'resource' }] }),
      },
    ],
    partialFingerprints: { 'sessionscope/v1': fingerprint(finding, url) },
    properties: { severity, production, confidence },
    ...(waived === null ? {} : { suppressions: [{ kind: 'external', justification: waived }] }),
  };
}

/** One run with the rules that found something. Evidence is masked where it was found; no value stands in the log. */
export function sarifReport(report: SiteReport): SarifLog {
  const rules = new Map(report.findings.map((finding) => [finding.rule, finding]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Sessionscope',
            rules: [...rules.values()].map(({ rule, title, references }) => ({
              id: rule,
              shortDescription: { text: title },
              ...(references.length === 0 ? {} : { properties: { tags: references } }),
            })),
          },
        },
        properties: { lifetimeLimits: report.limits },
        results: report.findings.map((finding) => resultOf(finding, report.url)),
      },
    ],
  };
}
