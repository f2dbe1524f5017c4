/** Evidence in words: the line with its value masked and the request that carried it, or the jar. */
import type { CookieFact, LineFact } from './facts';
import type { Evidence } from './finding';
import type { RotationVerdict, Timeline } from '../rotation/timeline';
import type { TrafficEntry } from '../rotation/traffic';

/** Enough of a value to know it again, and no more. */
export function maskedValue(value: string): string {
  return value.length <= 8 ? '…' : `${value.slice(0, 4)}… (${value.length} characters)`;
}

/** A Set-Cookie line with its value masked; everything else to the letter. */
export function maskedLine({ line, pieces }: Pick<LineFact, 'line' | 'pieces'>): string {
  const end = line.indexOf(';');
  const pair = pieces.nameless ? maskedValue(pieces.value) : `${pieces.name}=${pieces.value === '' ? '' : maskedValue(pieces.value)}`;
  return end < 0 ? pair : pair + line.slice(end);
}

/** An address without what may carry a session: query, fragment and path parameters. */
export function maskedUrl(url: string): string {
  return url.replace(/[;?#].*$/s, '');
}

export function requestText({ method, url }: Pick<TrafficEntry, 'method' | 'url'>): string {
  return `${method} ${maskedUrl(url)}`;
}

export function lineEvidence(fact: LineFact): Evidence {
  return { text: maskedLine(fact), source: 'set-cookie', request: fact.entry === null ? null : requestText(fact.entry) };
}

/** The line that set the cookie, or the jar where none was seen. */
export function cookieEvidence(fact: CookieFact): Evidence {
  return fact.line === null ? { text: `${fact.name}: from the cookie jar`, source: 'jar', request: null } : lineEvidence(fact.line);
}

/** What the recording shows of a judged event, and the event's request. */
export function eventEvidence(text: string, { entryId }: Pick<RotationVerdict, 'entryId'>, { events }: Pick<Timeline, 'events'>): Evidence {
  const event = entryId === null ? undefined : events.find((each) => each.entryId === entryId);
  const { method = null, url = null } = event ?? {};
  return { text, source: 'recording', request: method === null || url === null ? null : requestText({ method, url }) };
}

export function isLineFact(fact: CookieFact | LineFact): fact is LineFact {
  return 'pieces' in fact;
}
