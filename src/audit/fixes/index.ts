/** The line that mends a defect in the configuration of the framework at hand, and what it does to this very cookie. */
import type { FixTopic } from '../define';
import { isLineFact, maskedLine } from '../evidence';
import type { AuditFacts, CookieFact, LineFact } from '../facts';
import type { FixLine } from '../finding';
import type { RotationVerdict } from '../../rotation/timeline';
import type { FrameworkFixes } from './define';
import { further } from './further';
import { javascript } from './javascript';
import { otherLanguages } from './other-languages';
import { python } from './python';

const catalogue: readonly FrameworkFixes[] = [...python, ...javascript, ...otherLanguages, ...further];

function frameworkOf(cookie: CookieFact | LineFact | null, facts: AuditFacts): string | null {
  const own = cookie === null ? undefined : facts.cookies.find(({ name }) => name === cookie.name);
  if (own !== undefined && own.decoded.status !== 'unrecognised') return own.decoded.meta.framework;
  // One that is gone was known at the latest login or logout that a verdict speaks of.
  const judged = cookie === null ? undefined : facts.timeline?.verdicts.findLast(({ cookie: name, framework }) => name === cookie.name && framework !== null);
  if (judged !== undefined) return judged.framework;
  // A cookie that tells nothing is most likely set by the framework of the cookies beside it, where they agree.
  const others = new Set(facts.cookies.flatMap(({ decoded }) => (decoded.status === 'unrecognised' ? [] : [decoded.meta.framework])));
  return others.size === 1 ? ([...others][0] ?? null) : null;
}

/** The name under which only the host itself can set the cookie, and what goes with it. */
function hostOnly(line: string): string {
  const end = line.indexOf(';');
  const pair = end < 0 ? line : line.slice(0, end);
  if (!pair.includes('=')) return line;
  const rest = (end < 0 ? '' : line.slice(end)).replace(/;\s*(?:domain|path|secure)(?:=[^;]*)?(?=;|$)/gi, '');
  return `__Host-${pair.replace(/^__(?:host|secure|http|host-http)-/i, '')}${rest}; Path=/; Secure`;
}

/** What each topic changes in the line; topics that do not show there change nothing. */
const previews: Partial<Record<FixTopic, (line: string) => string>> = {
  name: hostOnly,
  secure: (line) => (/;\s*secure\b/i.test(line) ? line : `${line}; Secure`),
  httponly: (line) => (/;\s*httponly\b/i.test(line) ? line : `${line}; HttpOnly`),
  samesite: (line) => `${line.replace(/;\s*samesite(?:=[^;]*)?/gi, '')}; SameSite=Lax`,
  lifetime: (line) => `${line.replace(/;\s*(?:max-age|expires)=[^;]*/gi, '')}; Max-Age=43200`,
};

function previewOf(topics: readonly FixTopic[], cookie: CookieFact | LineFact | null): string | null {
  const line = cookie === null ? null : isLineFact(cookie) ? cookie : cookie.line;
  if (line === null) return null;
  const before = maskedLine(line);
  const after = topics.reduce((text, topic) => previews[topic]?.(text) ?? text, before);
  return after === before ? null : after;
}

/** The lines of a framework; null where it is not known or has none for these topics. */
function linesFor(framework: string | null, topics: readonly FixTopic[], preview: string | null): FixLine | null {
  const fixes = catalogue.find(({ frameworks }) => framework !== null && frameworks.includes(framework));
  const lines = topics.flatMap((topic) => fixes?.lines[topic] ?? []);
  if (fixes === undefined || framework === null || lines.length === 0) return null;
  const differs = lines.some(({ localhost }) => localhost !== null);
  return {
    framework,
    language: fixes.language,
    production: lines.map(({ production }) => production).join('\n'),
    localhost: differs ? lines.map(({ production, localhost }) => localhost ?? production).join('\n') : null,
    preview,
    references: fixes.references,
  };
}

/** The fix for the framework of the cookie; null where the framework is not known or the rule has no line to offer. */
export function fixFor(topics: readonly FixTopic[], cookie: CookieFact | LineFact | null, facts: AuditFacts): FixLine | null {
  return linesFor(frameworkOf(cookie, facts), topics, previewOf(topics, cookie));
}

/** The fix for what a verdict found: of the framework that was known at the event, whatever the jar holds now. */
export function fixForVerdict({ mood, event, framework }: Pick<RotationVerdict, 'mood' | 'event' | 'framework'>): FixLine | null {
  return mood === 'risk' ? linesFor(framework, [event === 'logout' ? 'logout' : 'rotation'], null) : null;
}
