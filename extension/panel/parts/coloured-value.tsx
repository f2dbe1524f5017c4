/** A cookie's raw value, each stretch in the colour of its part and named on hover. */
import type { Layer, Part } from '../../../src/index';

function pieces(value: string, parts: readonly Part[]): { readonly text: string; readonly part: Part | null; readonly start: number }[] {
  const found = [];
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
  return (
    <code className="raw-value">
      {pieces(value, parts).map(({ text, part, start }) => (
        <span key={start} className={part === null ? undefined : `part part-${part.role}`} title={part?.label}>
          {text}
        </span>
      ))}
    </code>
  );
}
