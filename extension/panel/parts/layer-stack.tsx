/** The layers of a value from outside in, each with its state. */
import type { Layer } from '../../../src/index';
import { RelativeTime } from './relative-time';

type Shown = Exclude<Layer, { kind: 'envelope' }>;

const names: Readonly<Record<Shown['kind'], string>> = {
  encoding: 'Encoding', timestamp: 'Time', compression: 'Compression', cipher: 'Cipher', signature: 'Signature', payload: 'Payload', note: 'Note',
};

const states = {
  verified: ['good', 'verified'], opened: ['good', 'opened'], failed: ['bad', 'failed: no given key fits'], missing: ['bad', 'missing'], unchecked: ['open', 'not checked'], sealed: ['open', 'closed'],
} as const;

function LayerState({ layer }: { readonly layer: Extract<Layer, { state: unknown }> }) {
  const [mood, word] = states[layer.state];
  return <span className={`layer-state layer-${mood}`}>{word}{layer.key !== null && ` by ${layer.key}`}</span>;
}

function Content({ layer }: { readonly layer: Shown }) {
  switch (layer.kind) {
    case 'encoding':
    case 'payload':
      return layer.title;
    case 'timestamp':
      return <>{layer.title} <RelativeTime epochMs={layer.epochMs} exact /></>;
    case 'compression':
      return <>{layer.title} <span className="quiet">{layer.bytesBefore} to {layer.bytesAfter} bytes{layer.truncated && ', cut off at the limit'}</span></>;
    case 'cipher':
    case 'signature':
      return <>{layer.title} <LayerState layer={layer} /></>;
    case 'note':
      return layer.text;
  }
}

export function LayerStack({ layers }: { readonly layers: readonly Layer[] }) {
  const shown = layers.filter((layer) => layer.kind !== 'envelope');
  if (shown.length === 0) return null;
  return (
    <section aria-label="Layers">
      <h3>Layers, from outside in</h3>
      <ol className="layers">
        {/* Layers have no identity of their own, and their order never changes within a value. */}
        {shown.map((layer, i) => <li key={`${i} ${layer.kind}`} className={`layer layer-${layer.kind}`}><span className="layer-name">{names[layer.kind]}</span><span><Content layer={layer} /></span></li>)}
      </ol>
    </section>
  );
}
