/** All findings of the site by severity, here and in production side by side. */
import { useState, type FormEvent } from 'react';
import { severities, type Finding } from '../../../src/index';
import { FindingCard } from '../parts/finding-card';
import { usePanel, usePanelState } from '../store/panel-context';

function Waive({ finding }: { readonly finding: Finding }) {
  const { actions } = usePanel();
  const [reason, setReason] = useState('');
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    actions.waive({ rule: finding.rule, cookie: finding.cookie, reason });
  }
  return (
    <form onSubmit={onSubmit}>
      <label>Reason <input value={reason} onChange={(event) => setReason(event.target.value)} /></label> <button type="submit" disabled={reason.trim() === ''}>Waive</button>
    </form>
  );
}

export function AuditView() {
  const findings = usePanelState(({ report }) => report?.findings) ?? [];
  const outcomes = usePanelState(({ report }) => report?.outcomes) ?? [];
  if (findings.length === 0) return <p className="empty">No finding. {outcomes.filter(({ outcome }) => outcome === 'blocked').length} checks lack a fact that they need.</p>;
  const sorted = findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return (
    <table className="audit" aria-label="Findings">
      <thead><tr><th scope="col">Here</th><th scope="col">In production</th><th scope="col">Cookie</th><th scope="col">Finding</th></tr></thead>
      <tbody>
        {sorted.map((finding) => (
          <tr key={`${finding.rule} ${finding.cookieKey ?? finding.cookie} ${finding.evidence.text}`}>
            <td><span className={`severity severity-${finding.severity}`}>{finding.severity}</span></td>
            <td><span className={`severity severity-${finding.production}`}>{finding.production}</span></td>
            <td className="name">{finding.cookie ?? 'the page'}</td>
            <td>
              <details>
                <summary>{finding.title}{finding.waived !== null && ' (waived)'}</summary>
                <FindingCard finding={finding} />
                {finding.waived === null && <Waive finding={finding} />}
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
