/** A cookie's raw value, each stretch in the colour of its part, and a legend of the parts. */
import type { Layer, Part } from '../../../src/index';

interface Piece {
  readonly text: string;
  readonly part: Part | null;
  readonly start: number;
}

function pieces(value: string, parts: readonly Part[]): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    if (part.start < at) continue;
    if (part.start > at) found.push({ text: value.slice(at, part.start), part: null, start: at });
    found.push({ text: value.slice(part.start, part.end), part, start: part.start });
    at = part.end;
  }
  if (at < value.length) found.push({ text: value.slice(at), part: null, start: at });
  return found;
}

export function ColouredValue({ value, layers }: { readonly value: string; readonly layers: readonly Layer[] }) {
  const parts = layers.flatMap((layer) => (layer.kind === 'envelope' ? layer.parts : []));
  const shown = pieces(value, parts);
  const legend = shown.flatMap(({ part }) => (part === null || part.role === 'separator' || part.end === part.start ? [] : [part]));
  return (
    <>
      <code className="raw-value">
        {shown.map(({ text, part, start }) => (
          <span key={start} className={part === null ? undefined : `part part-${part.role}`} title={part?.label}>
            {text}
          </span>
        ))}
      </code>
      {legend.length > 0 && (
        <ul className="legend" aria-label="Parts of the value">
          {legend.map((part) => <li key={part.start} className={`part-${part.role}`}><span>{part.label}</span> <span className="quiet">{part.end - part.start}</span></li>)}
        </ul>
      )}
    </>
  );
}
