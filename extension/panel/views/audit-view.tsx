/** All findings of the site by severity, here and in production side by side; what was waived; and what became of every check. */
import { useId, useState, type FormEvent } from 'react';
import { severities, type Finding, type RuleOutcome, type Severity } from '../../../src/index';
import { FindingCard } from '../parts/finding-card';
import { usePanel, usePanelState } from '../store/panel-context';
import { wordsPass } from '../store/words-filter';

function keyOf({ rule, cookie, cookieKey, evidence, message }: Finding): string {
  return JSON.stringify([rule, cookieKey ?? cookie, evidence.text, message]);
}

function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function Waive({ finding }: { readonly finding: Finding }) {
  const { actions } = usePanel();
  const [reason, setReason] = useState('');
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    actions.waive({ rule: finding.rule, cookie: finding.cookie, reason: reason.trim() });
  }
  if (finding.waived !== null) return <button type="button" onClick={() => actions.unwaive({ rule: finding.rule, cookie: finding.cookie })}>Take the waiver back</button>;
  return (
    <form onSubmit={onSubmit} className="buttons">
      <label className="quiet">Why it does not matter here <input value={reason} onChange={(event) => setReason(event.target.value)} /></label>
      <button type="submit" disabled={reason.trim() === ''}>Waive</button>
    </form>
  );
}

function SeverityWord({ severity }: { readonly severity: Severity }) {
  return <span className={`severity severity-${severity}`}>{severity}</span>;
}

function FindingRow({ finding }: { readonly finding: Finding }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <tr>
        <td><SeverityWord severity={finding.severity} /></td>
        <td><SeverityWord severity={finding.production} /></td>
        <td className="name">{finding.cookie === null ? <span className="quiet">the page</span> : finding.cookie === '' ? '(no name)' : finding.cookie}</td>
        <td>
          <button type="button" className="unfold" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}><span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {finding.title}</button>
          {finding.confidence === 'likely' && <span className="quiet"> likely</span>}
        </td>
      </tr>
      {isOpen && <tr id={id} className="unfolded"><td colSpan={4}><FindingCard finding={finding} /><Waive finding={finding} /></td></tr>}
    </>
  );
}

function FindingTable({ findings, label }: { readonly findings: readonly Finding[]; readonly label: string }) {
  const groups = severities.map((severity) => ({ severity, own: findings.filter((finding) => finding.severity === severity) })).filter(({ own }) => own.length > 0);
  return (
    <table className="audit" aria-label={label}>
      <thead><tr><th scope="col">Here</th><th scope="col">In production</th><th scope="col">Cookie</th><th scope="col">Finding</th></tr></thead>
      {groups.map(({ severity, own }) => (
        <tbody key={severity}>
          <tr className="group"><th scope="rowgroup" colSpan={4}><SeverityWord severity={severity} /> here: {plural(own.length, 'finding')}</th></tr>
          {own.map((finding) => <FindingRow key={keyOf(finding)} finding={finding} />)}
        </tbody>
      ))}
    </table>
  );
}

function RuleList({ title, outcomes }: { readonly title: string; readonly outcomes: readonly RuleOutcome[] }) {
  if (outcomes.length === 0) return null;
  return (
    <details>
      <summary>{title}: {outcomes.length}</summary>
      <ul className="rules">{outcomes.map(({ rule }) => <li key={rule}><code>{rule}</code></li>)}</ul>
    </details>
  );
}

/** What was checked, and what could not be and why: no finding means little without it. */
function Outcomes({ outcomes }: { readonly outcomes: readonly RuleOutcome[] }) {
  const of = (kind: RuleOutcome['outcome']): RuleOutcome[] => outcomes.filter(({ outcome }) => outcome === kind);
  const needs = [...new Set(of('blocked').map(({ detail }) => detail ?? 'needs a fact'))];
  return (
    <section aria-label="Checks" className="outcomes">
      {of('crashed').map(({ rule, detail }) => <p key={rule} className="warning">The check <code>{rule}</code> crashed, a bug of Sessionscope; the others are not affected. {detail}</p>)}
      {needs.map((need) => <RuleList key={need} title={`Could not be checked, ${need}`} outcomes={of('blocked').filter(({ detail }) => detail === need)} />)}
      <RuleList title="Checked and passed" outcomes={of('passed')} />
      <RuleList title="Does not apply here" outcomes={of('not-applicable')} />
    </section>
  );
}

interface Chosen {
  readonly severity: Severity | null;
  readonly cookie: string | null;
}

interface FilterProps {
  readonly findings: readonly Finding[];
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

function AuditFilter({ findings, chosen, onChoose }: FilterProps) {
  const cookies = [...new Set(findings.flatMap(({ cookie }) => cookie ?? []))].toSorted();
  return (
    <div className="audit-bar">
      <fieldset className="buttons">
        <legend className="hidden-text">Severity here</legend>
        {severities.map((severity) => {
          const count = findings.filter((finding) => finding.severity === severity).length;
          return (
            <button key={severity} type="button" className="choice" aria-pressed={chosen.severity === severity} disabled={count === 0 && chosen.severity !== severity}
              onClick={() => onChoose({ ...chosen, severity: chosen.severity === severity ? null : severity })}>{count} {severity}</button>
          );
        })}
      </fieldset>
      <select aria-label="Cookie" value={chosen.cookie ?? ''} onChange={(event) => onChoose({ ...chosen, cookie: event.target.value === '' ? null : event.target.value })}>
        <option value="">All cookies</option>
        {cookies.map((name) => <option key={name} value={name}>{name === '' ? '(no name)' : name}</option>)}
      </select>
    </div>
  );
}

function passes({ severity, cookie, title, rule, message }: Finding, chosen: Chosen, words: string): boolean {
  return (chosen.severity === null || severity === chosen.severity) && (chosen.cookie === null || cookie === chosen.cookie) && wordsPass(words, `${severity} ${cookie ?? ''} ${title} ${rule} ${message}`);
}

function summaryOf(outcomes: readonly RuleOutcome[]): string {
  const count = (kind: RuleOutcome['outcome']): number => outcomes.filter(({ outcome }) => outcome === kind).length;
  const blocked = count('blocked');
  return `${plural(count('passed') + count('found'), 'check')} made on what is known${blocked === 0 ? '.' : `; ${blocked} lack a fact that they need.`}`;
}

export function AuditView() {
  const { actions } = usePanel();
  const report = usePanelState((state) => state.report);
  const words = usePanelState((state) => state.filter);
  const [chosen, setChosen] = useState<Chosen>({ severity: null, cookie: null });
  if (report === null) return null;
  const { findings, outcomes } = report;
  const open = findings.filter(({ waived }) => waived === null);
  const waived = findings.filter((finding) => finding.waived !== null);
  const shown = open.filter((finding) => passes(finding, chosen, words));
  return (
    <div className="page">
      <AuditFilter findings={open} chosen={chosen} onChoose={setChosen} />
      {open.length === 0 && <p className="empty">No finding{waived.length === 0 ? '' : ' but those that were waived'}. {summaryOf(outcomes)}</p>}
      {open.length > 0 && shown.length === 0 && <p className="empty">No finding passes the filter. <button type="button" onClick={() => { setChosen({ severity: null, cookie: null }); actions.setFilter(''); }}>Show all {open.length}</button></p>}
      {shown.length > 0 && <FindingTable findings={shown} label="Findings" />}
      {waived.length > 0 && <details className="outcomes"><summary>Waived on this site: {waived.length}</summary><FindingTable findings={waived} label="Waived findings" /></details>}
      <Outcomes outcomes={outcomes} />
    </div>
  );
}
