/** The findings of the selected cookie, the gravest first, and what became of every other check for this very cookie. */
import type { CookieOutcome, Finding, RuleOutcome } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { FindingCard } from '../parts/finding-card';
import { RuleDocument } from '../parts/rule-document';
import { bySeverity } from '../parts/severity';
import { usePanelState } from '../store/panel-context';
import { AdoptionView } from './adoption-view';

interface Said {
  readonly rule: string;
  readonly text: string | null;
}

function Rules({ title, rules }: { readonly title: string; readonly rules: readonly Said[] }) {
  if (rules.length === 0) return null;
  return (
    <details className="rules-of">
      <summary>{title} <span className="count">{rules.length}</span></summary>
      {rules.map(({ rule, text }) => <RuleDocument key={rule} rule={rule}><code>{rule}</code>{text !== null && <span className="quiet"> {text}</span>}</RuleDocument>)}
    </details>
  );
}

function isOf(cookie: PanelCookie, { cookie: name, cookieKey }: Pick<CookieOutcome, 'cookieKey'> & { readonly cookie: string | null }): boolean {
  return cookieKey === null ? name === cookie.name : cookieKey === cookie.key;
}

const pageWords: Readonly<Record<RuleOutcome['outcome'], string>> = {
  passed: 'passed', found: 'found something: see Audit', blocked: 'could not be checked', 'not-applicable': 'does not apply', crashed: 'crashed, a bug of Sessionscope',
};

function OtherChecks({ cookie, outcomes }: { readonly cookie: PanelCookie; readonly outcomes: readonly RuleOutcome[] }) {
  const own = outcomes.filter(({ about }) => about !== null).map((rule) => ({ ...rule, here: rule.cookies.find((each) => isOf(cookie, each)) }));
  const of = (kind: CookieOutcome['outcome']): Said[] => own.flatMap(({ rule, here }) => (here?.outcome === kind ? [{ rule, text: here.detail }] : []));
  const blocked = of('blocked');
  const reasons = [...new Set(blocked.map(({ text }) => text ?? 'needs a fact'))];
  const absent = own.filter(({ here, outcome }) => here === undefined && outcome !== 'crashed').map(({ rule, about }) => ({ rule, text: `about ${about}` }));
  const crashed = own.filter(({ outcome }) => outcome === 'crashed').map(({ rule, detail }) => ({ rule, text: detail }));
  const page = outcomes.filter(({ about }) => about === null).map(({ rule, outcome, detail }) => ({ rule, text: `${pageWords[outcome]}${detail === null ? '' : `, ${detail}`}` }));
  return (
    <>
      <Rules title="Crashed, a bug of Sessionscope" rules={crashed} />
      {reasons.map((reason) => <Rules key={reason} title={`Could not be checked, ${reason}`} rules={blocked.filter(({ text }) => text === reason).map(({ rule }) => ({ rule, text: null }))} />)}
      <Rules title="Checked and passed" rules={of('passed')} />
      <Rules title="Not about this cookie" rules={absent} />
      <Rules title="About the page, its requests and the keys" rules={page} />
    </>
  );
}

export function ChecksView({ cookie, findings }: { readonly cookie: PanelCookie; readonly findings: readonly Finding[] }) {
  const outcomes = usePanelState(({ report }) => report?.outcomes) ?? [];
  const all = usePanelState(({ report }) => report?.findings) ?? [];
  const waived = all.filter((finding) => finding.waived !== null && isOf(cookie, finding));
  const isAnyBlocked = outcomes.some(({ cookies }) => cookies.some((each) => each.outcome === 'blocked' && isOf(cookie, each)));
  return (
    <>
      {findings.length === 0 && <p className="quiet">No check found anything about this cookie.{isAnyBlocked && ' Some checks lack a fact: see below.'}</p>}
      {bySeverity(findings).map((finding) => <FindingCard key={JSON.stringify([finding.rule, finding.message, finding.evidence.text])} finding={finding} />)}
      {waived.length > 0 && <details className="rules-of"><summary>Waived <span className="count">{waived.length}</span></summary>{waived.map((finding) => <FindingCard key={finding.rule} finding={finding} />)}</details>}
      <AdoptionView cookie={cookie} />
      <OtherChecks cookie={cookie} outcomes={outcomes} />
    </>
  );
}
