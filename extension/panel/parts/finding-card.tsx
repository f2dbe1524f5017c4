/** One finding: why, evidence, and the line that mends it in both its forms. */
import type { Finding } from '../../../src/index';
import { CopyButton } from './copy-button';
import { FixForms } from './fix-forms';
import { PlainMarkdown } from './plain-markdown';
import { RuleDocument } from './rule-document';

export function FindingCard({ finding }: { readonly finding: Finding }) {
  const { fix, noFix, evidence, severity, production, references } = finding;
  return (
    <article className="finding" aria-label={finding.title}>
      <h3>
        <span className={`severity severity-${severity}`}>{severity}</span> {finding.title}
      </h3>
      <p>{finding.message}</p>
      <p className="quiet">Here: {severity}. In production: {production}. {finding.confidence === 'likely' ? 'Likely, not certain.' : ''}</p>
      <p><code>{evidence.text}</code>{evidence.request !== null && <span className="quiet"> {evidence.request}</span>}</p>
      {fix !== null && <FixForms fix={fix} />}
      {noFix !== null && <PlainMarkdown text={`No setting mends it. ${noFix}`} />}
      {fix?.preview && <p>The line would become <code>{fix.preview}</code></p>}
      {references.length > 0 && <p className="quiet">See {references.join(', ')} <CopyButton text={references.join('\n')} label="Copy the references" /></p>}
      <RuleDocument rule={finding.rule}>About this check</RuleDocument>
      {finding.waived !== null && <p>Waived: {finding.waived}</p>}
    </article>
  );
}
