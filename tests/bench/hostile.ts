/** How long each format looks at 64 KB of hostile text, as a multiple of what JSON.parse takes for 64 KB: a quadratic one takes thousands. */
import { performance } from 'node:perf_hooks';
import { wireCookie } from '../../src/cookie/wire-cookie';
import type { SessionFormat } from '../../src/formats/define';
import { formats } from '../../src/formats';
import { allVectors, type Vector } from '../tools/vectors';
import { documentOf } from './document';
import { fastestMs, inMs, type Figure } from './measure';

const bytes = 65_536;
const shownFormats = 8;

function filled(unit: string): string {
  return unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes);
}

/** What upsets a careless parser: one character for ever, nesting, separators, escapes. */
const units = ['A', '.', '%', '%41', '=', '[', 'W1tb', 'eyJh', 'a:1:{', '--', '*', ' '].map(filled);

/** Besides, each format's own cookie over and over. */
function textsFor(format: SessionFormat, vectors: readonly Vector[]): string[] {
  const own = vectors.find((vector) => vector.format === format.meta.id)?.cookies[0]?.value ?? '';
  return own === '' ? units : [...units, filled(own)];
}

function onceMs(run: () => unknown): number {
  const startedAt = performance.now();
  run();
  return performance.now() - startedAt;
}

/** All texts once, then the slowest of them with care. */
function worstOf(format: SessionFormat, vectors: readonly Vector[]): { readonly text: string; readonly ms: number } {
  const name = String(format.meta.cookieNames.find((known) => typeof known === 'string') ?? 'session');
  const parse = (text: string) => () => format.parse(wireCookie(name, text));
  const timed = textsFor(format, vectors).map((text) => ({ text, ms: Math.min(onceMs(parse(text)), onceMs(parse(text))) }));
  const { text } = timed.reduce((worst, each) => (each.ms > worst.ms ? each : worst));
  return { text, ms: fastestMs(parse(text)) };
}

/** The slowest formats. */
export function hostileFigures(): Figure[] {
  const vectors = allVectors();
  const json = documentOf(bytes);
  const baselineMs = fastestMs(() => JSON.parse(json) as unknown);
  return formats
    .map((format) => ({ id: format.meta.id, ...worstOf(format, vectors) }))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, shownFormats)
    .map(({ id, text, ms }) => ({ name: `${id}: parse 64 KB of ${JSON.stringify(text.slice(0, 8))} ÷ JSON.parse of 64 KB`, ratio: ms / baselineMs, limit: 100, detail: inMs(ms) }));
}
