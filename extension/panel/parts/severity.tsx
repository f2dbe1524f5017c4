/** How many findings there are and how grave the gravest is, in words and colour. */
import { severities, type Finding, type Severity } from '../../../src/index';

export function bySeverity<T extends Pick<Finding, 'severity'>>(findings: readonly T[]): T[] {
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

export function gravest(findings: readonly Finding[]): Severity | null {
  return bySeverity(findings)[0]?.severity ?? null;
}

export function FindingCount({ findings }: { readonly findings: readonly Finding[] }) {
  const worst = gravest(findings);
  if (worst === null) return null;
  const ofWorst = findings.filter(({ severity }) => severity === worst).length;
  const others = findings.length - ofWorst;
  return (
    <span title={`${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}, of which ${ofWorst} ${worst}`}>
      <span className={`severity severity-${worst}`}>{ofWorst} {worst}</span>{others > 0 && <span className="quiet"> +{others}</span>}
    </span>
  );
}
