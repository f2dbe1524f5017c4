/** The selected cookie: what is proved, its value by parts, its layers from outside in, and its payload. */
import type { PanelCookie } from '../analysis/panel-report';
import { ColouredValue } from '../parts/coloured-value';
import { CopyButton } from '../parts/copy-button';
import { LayerStack } from '../parts/layer-stack';
import { PayloadTree } from '../parts/payload-tree';
import { RelativeTime } from '../parts/relative-time';
import { StateBadge } from '../parts/state-badge';
import { usePanel } from '../store/panel-context';
import { FormatSettings } from './format-settings';
import { LoginSearchView } from './login-search-view';
import { RoleChoice } from './role-choice';
import { StoredRecord } from './stored-record';

function proofText({ decoded }: PanelCookie): string {
  const key = decoded.keyLabel === null ? 'a pasted key' : decoded.keyLabel;
  switch (decoded.status) {
    case 'verified':
      return `A pasted key proves it: ${key}${decoded.byFormerKey ? ' (a former key)' : ''}.`;
    case 'read':
      return 'Legible without a key. Nothing proves that the server made it.';
    case 'sealed':
      return 'Encrypted. Nothing can be read without its key.';
    case 'rejected':
      return `Refused: ${decoded.reason?.replaceAll('-', ' ') ?? 'no key fits'}${decoded.keyLabel === null ? '' : `, although ${decoded.keyLabel} fits`}.`;
    case 'unrecognised':
      return 'Not a known session format.';
  }
}

/** What would prove it; null where nothing is missing. */
function needText({ decoded }: PanelCookie): string | null {
  if (decoded.status === 'verified' || decoded.missingKeys.length === 0) return null;
  const names = decoded.missingKeys.map(({ title }) => title).join(', ');
  return `Needs: ${names}. Paste ${decoded.missingKeys.length === 1 ? 'it' : 'them'} under Keys.`;
}

function Proof({ cookie }: { readonly cookie: PanelCookie }) {
  const { decoded } = cookie;
  const need = needText(cookie);
  return (
    <section aria-label="Proof" className={`proof-state proof-state-${decoded.status}`}>
      <p><StateBadge status={decoded.status} /> {proofText(cookie)}</p>
      {decoded.hint !== null && <p className="hint">{decoded.hint}</p>}
      {need !== null && <p>{need}</p>}
      {decoded.missingParts.length > 0 && <p className="hint">Chunks are missing: {decoded.missingParts.join(', ')}.</p>}
      {decoded.alternatives.length > 0 && <p>It may also be: {decoded.alternatives.join(', ')}. A key would tell.</p>}
    </section>
  );
}

function Times({ cookie }: { readonly cookie: PanelCookie }) {
  const { issuedAt, expiresAt, facts } = cookie.decoded;
  const found = Object.entries(facts);
  if (issuedAt === null && expiresAt === null && found.length === 0) return null;
  return (
    <dl className="facts">
      {issuedAt !== null && <div><dt>Issued</dt><dd><RelativeTime epochMs={issuedAt} exact /></dd></div>}
      {expiresAt !== null && <div><dt>Expires</dt><dd><RelativeTime epochMs={expiresAt} exact /></dd></div>}
      {found.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value} <span className="quiet">found by trying</span></dd></div>)}
    </dl>
  );
}

function Masked({ cookie }: { readonly cookie: PanelCookie }) {
  const { actions } = usePanel();
  return (
    <p>
      This is not a development host, so values are masked.{' '}
      <button type="button" onClick={() => actions.reveal(cookie.id)}>Show this cookie</button>{' '}
      <button type="button" onClick={actions.unlock}>Show and unlock the site</button>
    </p>
  );
}

export function DecodedView({ cookie, masked }: { readonly cookie: PanelCookie; readonly masked: boolean }) {
  const { decoded } = cookie;
  return (
    <>
      <Proof cookie={cookie} />
      {masked ? <Masked cookie={cookie} /> : (
        <>
          {decoded.payload !== null && (
            <section aria-label="Payload">
              <h3>Payload <CopyButton text={decoded.payload.text} label="Copy the payload as JSON">Copy JSON</CopyButton></h3>
              <PayloadTree value={decoded.payload.value} label="Payload" />
            </section>
          )}
          <Times cookie={cookie} />
          <section aria-label="Value">
            <h3>Value {decoded.meta !== null && <span className="quiet mono">{decoded.meta.grammar}</span>}</h3>
            <ColouredValue value={decoded.value} layers={decoded.layers} />
          </section>
        </>
      )}
      <LayerStack layers={decoded.layers} />
      {!masked && <StoredRecord key={cookie.id} cookie={cookie} />}
      <RoleChoice cookie={cookie} />
      <LoginSearchView cookie={cookie} />
      <FormatSettings meta={decoded.meta} />
    </>
  );
}
