/** The line that mends a defect in the configuration of the framework at hand, and what it does to this very cookie. */
import type { DecodeResult } from '../../decode/result';
import type { FixTopic } from '../define';
import { isLineFact, maskedLine } from '../evidence';
import type { AuditFacts, CookieFact, LineFact } from '../facts';
import type { FixLine } from '../finding';
import type { RotationVerdict } from '../../rotation/timeline';
import type { FrameworkFixes } from './define';
import { goRustElixir } from './go-rust-elixir';
import { javascript } from './javascript';
import { javascriptFullStack } from './javascript-full-stack';
import { jvmDotnet } from './jvm-dotnet';
import { php } from './php';
import { python } from './python';
import { pythonFurther } from './python-further';
import { rubyPerl } from './ruby-perl';

export const fixCatalogue: readonly FrameworkFixes[] = [...python, ...pythonFurther, ...javascript, ...javascriptFullStack, ...php, ...rubyPerl, ...goRustElixir, ...jvmDotnet];

/** What formats give in place of a framework where the value does not tell it, and why no line belongs to it. */
export const unspecific: Readonly<Record<string, string>> = {
  JWT: 'Any server may set a JSON Web Token: its form does not tell which library made it.',
  'a session on the server': 'Many servers make ids of this form: the cookie\'s name is all that tells them apart.',
};

function specific(framework: string | null): string | null {
  return framework === null || framework in unspecific ? null : framework;
}

function nameOf(decoded: DecodeResult): string | null {
  return decoded.status === 'unrecognised' ? null : specific(decoded.meta.framework);
}

function frameworkOf(cookie: CookieFact | LineFact | null, facts: AuditFacts): string | null {
  const own = cookie === null ? undefined : facts.cookies.find(({ name }) => name === cookie.name);
  const named = own === undefined ? null : nameOf(own.decoded);
  if (named !== null) return named;
  // One that is gone was known at the latest login or logout that a verdict speaks of.
  const judged = cookie === null ? undefined : facts.timeline?.verdicts.findLast(({ cookie: name, framework }) => name === cookie.name && specific(framework) !== null);
  if (judged !== undefined) return judged.framework;
  // A cookie that tells nothing is most likely set by the framework of the cookies beside it, where they agree.
  const others = new Set(facts.cookies.flatMap(({ decoded }) => nameOf(decoded) ?? []));
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

function fixesOf(framework: string | null): FrameworkFixes | undefined {
  return fixCatalogue.find(({ frameworks }) => framework !== null && frameworks.includes(framework));
}

/** Why the framework of the cookie has no line for these topics; null where it has one, or is not known. */
export function noFixReason(topics: readonly FixTopic[], cookie: CookieFact | LineFact | null, facts: AuditFacts): string | null {
  const fixes = fixesOf(frameworkOf(cookie, facts));
  const lines = topics.flatMap((topic) => fixes?.lines[topic] ?? []);
  const reasons = lines.flatMap((line) => ('none' in line ? [line.none] : []));
  return reasons.length === 0 || reasons.length < lines.length ? null : [...new Set(reasons)].join(' ');
}

/** The lines of a framework; null where it is not known or has none for these topics. */
function linesFor(framework: string | null, topics: readonly FixTopic[], cookie: CookieFact | LineFact | null): FixLine | null {
  const fixes = fixesOf(framework);
  const lines = topics.flatMap((topic) => {
    const line = fixes?.lines[topic];
    return line === undefined || 'none' in line ? [] : [{ topic, ...line }];
  });
  if (fixes === undefined || framework === null || lines.length === 0) return null;
  const differs = lines.some(({ localhost }) => localhost !== null);
  return {
    framework,
    language: fixes.language,
    production: lines.map(({ production }) => production).join('\n'),
    localhost: differs ? lines.map(({ production, localhost }) => localhost ?? production).join('\n') : null,
    preview: previewOf(lines.map(({ topic }) => topic), cookie),
    references: fixes.references,
  };
}

/** The fix for the framework of the cookie; null where the framework is not known or the rule has no line to offer. */
export function fixFor(topics: readonly FixTopic[], cookie: CookieFact | LineFact | null, facts: AuditFacts): FixLine | null {
  return linesFor(frameworkOf(cookie, facts), topics, cookie);
}

/** The fix for what a verdict found: of the framework that was known at the event, whatever the jar holds now. */
export function fixForVerdict({ mood, event, framework }: Pick<RotationVerdict, 'mood' | 'event' | 'framework'>): FixLine | null {
  return mood === 'risk' ? linesFor(framework, [event === 'logout' ? 'logout' : 'rotation'], null) : null;
}
