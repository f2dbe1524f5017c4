/** The findings of the selected cookie, the gravest first, and what became of the other checks. */
import type { Finding, RuleOutcome } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { FindingCard } from '../parts/finding-card';
import { RuleDocument } from '../parts/rule-document';
import { bySeverity } from '../parts/severity';
import { usePanelState } from '../store/panel-context';
import { AdoptionView } from './adoption-view';

function Rules({ title, outcomes, detailed }: { readonly title: string; readonly outcomes: readonly RuleOutcome[]; readonly detailed: boolean }) {
  if (outcomes.length === 0) return null;
  return (
    <details className="rules-of">
      <summary>{title} <span className="count">{outcomes.length}</span></summary>
      {outcomes.map(({ rule, detail }) => <RuleDocument key={rule} rule={rule}><code>{rule}</code>{detailed && detail !== null && <span className="quiet"> {detail}</span>}</RuleDocument>)}
    </details>
  );
}

export function ChecksView({ cookie, findings }: { readonly cookie: PanelCookie; readonly findings: readonly Finding[] }) {
  const outcomes = usePanelState(({ report }) => report?.outcomes) ?? [];
  const all = usePanelState(({ report }) => report?.findings) ?? [];
  const waived = all.filter((finding) => finding.waived !== null && (finding.cookieKey === null ? finding.cookie === cookie.name : finding.cookieKey === cookie.key));
  const own = new Set([...findings, ...waived].map(({ rule }) => rule));
  const of = (kind: RuleOutcome['outcome']): RuleOutcome[] => outcomes.filter(({ rule, outcome }) => outcome === kind && !own.has(rule));
  return (
    <>
      {findings.length === 0 && <p className="quiet">No check found anything about this cookie.{of('blocked').length > 0 && ' Some checks lack a fact: see below.'}</p>}
      {bySeverity(findings).map((finding) => <FindingCard key={JSON.stringify([finding.rule, finding.message, finding.evidence.text])} finding={finding} />)}
      {waived.length > 0 && <details className="rules-of"><summary>Waived <span className="count">{waived.length}</span></summary>{waived.map((finding) => <FindingCard key={finding.rule} finding={finding} />)}</details>}
      <AdoptionView cookie={cookie} />
      <Rules title="Could not be checked" outcomes={of('blocked')} detailed />
      <Rules title="Passed" outcomes={of('passed')} detailed={false} />
      <Rules title="Found on other cookies or on the page only" outcomes={of('found')} detailed={false} />
      <Rules title="Does not apply" outcomes={of('not-applicable')} detailed={false} />
    </>
  );
}
