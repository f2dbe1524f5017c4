/** The line that mends a defect in its two forms, each to copy. */
import { Fragment } from 'react';
import type { FixLine } from '../../../src/index';
import { usePanel } from '../store/panel-context';
import { CopyButton } from './copy-button';

function FixForm({ title, line }: { readonly title: string; readonly line: string }) {
  const { services } = usePanel();
  return (
    <div className="fix">
      <span className="quiet">{title}</span> <button type="button" onClick={() => void services.copy(line)} aria-label={`Copy the fix: ${title}`}>Copy</button>
      <pre>{line}</pre>
    </div>
  );
}

export function FixForms({ fix }: { readonly fix: FixLine }) {
  return (
    <>
      <FixForm title={`Fix, ${fix.framework}${fix.localhost === null ? '' : ', production'}`} line={fix.production} />
      {fix.localhost !== null && <FixForm title="Also works on http localhost" line={fix.localhost} />}
      <p className="quiet">Read in {fix.references.map((address, i) => <Fragment key={address}>{i > 0 && ', '}<code>{address.replace('https://', '')}</code></Fragment>)} <CopyButton text={fix.references.join('\n')} label="Copy the addresses" /></p>
    </>
  );
}
