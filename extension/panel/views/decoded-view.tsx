/** The selected cookie, layer by layer from outside in, and its payload. */
import { instantInWords, type Layer } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { ColouredValue } from '../parts/coloured-value';
import { PayloadTree } from '../parts/payload-tree';
import { StateBadge } from '../parts/state-badge';
import { usePanel } from '../store/panel-context';

function layerText(layer: Layer): string | null {
  switch (layer.kind) {
    case 'encoding':
      return `Encoding: ${layer.title}`;
    case 'timestamp':
      return `${layer.title}: ${instantInWords(layer.epochMs)}`;
    case 'compression':
      return `Compression: ${layer.title}, ${layer.bytesBefore} to ${layer.bytesAfter} bytes${layer.truncated ? ', cut off at the limit' : ''}`;
    case 'cipher':
      return `Cipher: ${layer.title}, ${layer.state}${layer.key === null ? '' : ` with ${layer.key}`}`;
    case 'signature':
      return `Signature: ${layer.title}, ${layer.state}${layer.key === null ? '' : ` with ${layer.key}`}`;
    case 'payload':
      return `Payload: ${layer.title}`;
    case 'note':
      return layer.text;
    case 'envelope':
      return null;
  }
}

function proofText({ decoded }: PanelCookie): string {
  const key = decoded.keyLabel === null ? 'a pasted key' : decoded.keyLabel;
  switch (decoded.status) {
    case 'verified':
      return `A pasted key proves it: ${key}${decoded.byFormerKey ? ' (a former key)' : ''}.`;
    case 'read':
      return 'Legible without a key. Nothing proves that the server made it: paste the key to verify it.';
    case 'sealed':
      return 'Encrypted. Paste the key to read it.';
    case 'rejected':
      return `Refused: ${decoded.reason?.replaceAll('-', ' ') ?? 'no key fits'}.${decoded.hint === null ? '' : ` ${decoded.hint}`}`;
    case 'unrecognised':
      return decoded.alternatives.length === 0 ? 'Not a known session format.' : `Not told apart: it may be ${decoded.alternatives.join(', ')}.`;
  }
}

export function DecodedView({ cookie, masked }: { readonly cookie: PanelCookie; readonly masked: boolean }) {
  const { actions, services } = usePanel();
  const { decoded } = cookie;
  const layers = decoded.layers.map(layerText).filter((text) => text !== null);
  return (
    <>
      <section aria-label="Proof"><p><StateBadge status={decoded.status} /> {proofText(cookie)}</p></section>
      {masked ? (
        <p>This is not a development host, so values are masked. <button type="button" onClick={actions.unlock}>Show and unlock</button></p>
      ) : (
        <>
          <h3>Value</h3>
          <ColouredValue value={decoded.value} layers={decoded.layers} />
          {decoded.payload !== null && (
            <section aria-label="Payload">
              <h3>Payload <button type="button" onClick={() => void services.copy(decoded.payload?.text ?? '')}>Copy JSON</button></h3>
              <PayloadTree value={decoded.payload.value} />
            </section>
          )}
        </>
      )}
      {layers.length > 0 && (
        <>
          <h3>Layers</h3>
          <ol className="layers">{layers.map((text) => <li key={text}>{text}</li>)}</ol>
        </>
      )}
      <h3>Role</h3>
      <p>{cookie.role}: {cookie.roleReason}</p>
    </>
  );
}
