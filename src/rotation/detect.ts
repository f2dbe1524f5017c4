/** Which requests were logins, logouts and changes of rights: by scored evidence, overridden by marks. */
import { principalOf, type DescribedStep } from './described';
import { loginEvidence, loginThreshold, pathOf, possibleThreshold, type Piece } from './login-evidence';
import type { EventKind, Mark, PossibleEvent, SessionEvent } from './timeline';
import type { TrafficEntry } from './traffic';

const logoutWords = /(?:^|[/_.-])(?:log-?out|log-?off|sign-?out|sign-?off|uitloggen|abmelden|deconnexion|end-?session)(?:[/_.?-]|$)/i;

export interface DetectedEvent extends SessionEvent {
  /** Index of the step that is the event. */
  readonly step: number;
}

export interface Detected {
  readonly events: readonly DetectedEvent[];
  readonly possible: readonly PossibleEvent[];
}

interface Guess {
  readonly kind: EventKind;
  readonly pieces: readonly Piece[];
}

/** A password form of a signed-in user: more than one password field, or an address that speaks of the password. */
function privilegeGuess({ entry }: DescribedStep): Guess | null {
  if (entry === null || entry.method === 'GET' || entry.requestBody === null || entry.status >= 400) return null;
  const { requestBody } = entry;
  const words = requestBody.fields.some((field) => /(?:current|old|new)[_-]?pass/i.test(field));
  const path = /password|sudo|confirm|mfa|2fa|totp|role|elevate/i.test(pathOf(entry.url));
  if (!requestBody.hasPassword || requestBody.hasUser || !(words || path)) return null;
  return { kind: 'privilege-change', pieces: [{ points: loginThreshold, text: 'a signed-in user gave a password again' }] };
}

function logoutGuess({ entry, momentsBefore, momentsAfter, deleted }: DescribedStep): Guess | null {
  if (entry === null || entry.status >= 400) return null;
  const pieces: Piece[] = [];
  if (logoutWords.test(pathOf(entry.url))) pieces.push({ points: 6, text: 'its address speaks of logging out' });
  const lost = principalOf(momentsBefore) !== null && principalOf(momentsAfter) === null;
  if (lost) pieces.push({ points: 6, text: [...deleted].length > 0 ? 'the answer removed the session' : 'the session lost its user' });
  return pieces.length === 0 ? null : { kind: 'logout', pieces };
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, { points }) => total + points, 0);
}

function guess(step: DescribedStep, later: ReadonlySet<string>): Guess | null {
  const evidence = loginEvidence(step, later);
  const gained = evidence.some(({ points }) => points >= 10);
  const logout = gained ? null : logoutGuess(step);
  if (logout !== null) return logout;
  const privilege = gained ? null : privilegeGuess(step);
  if (privilege !== null) return privilege;
  return evidence.length === 0 ? null : { kind: 'login', pieces: evidence };
}

function sentence(pieces: readonly Piece[]): string {
  const reasons = pieces.filter(({ points }) => points > 0).map(({ text }) => text);
  const text = reasons.length === 0 ? 'marked by hand' : reasons.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function eventOf(entry: TrafficEntry, { kind, pieces }: Guess): PossibleEvent {
  return {
    kind,
    entryId: entry.id,
    url: entry.url,
    method: entry.method,
    at: entry.startedMs,
    by: 'evidence',
    why: sentence(pieces),
    score: sum(pieces),
    evidence: pieces.map(({ points, text }) => `${points > 0 ? '+' : ''}${points} ${text}`),
  };
}

/** The mark that speaks of a step: by the request's id, else the latest request before the mark. */
function markedSteps(steps: readonly DescribedStep[], marks: readonly Mark[]): Map<number, Mark> {
  const byStep = new Map<number, Mark>();
  for (const mark of marks) {
    const index =
      mark.entryId === null
        ? steps.findLastIndex(({ entry }) => entry !== null && entry.startedMs <= mark.at && entry.kind !== 'other')
        : steps.findIndex(({ entry }) => entry?.id === mark.entryId);
    if (index >= 0) byStep.set(index, mark);
  }
  return byStep;
}

function byHand(entry: TrafficEntry, kind: EventKind): SessionEvent {
  return { ...eventOf(entry, { kind, pieces: [] }), by: 'hand', why: 'Marked by hand.' };
}

/** Digests of Authorization values from each step on, computed from the end. */
function laterAuthorizations(steps: readonly DescribedStep[]): ReadonlySet<string> {
  return new Set(steps.flatMap(({ entry }) => (entry?.authorization ? [entry.authorization.digest] : [])));
}

/** The events of a recording, in its order, and the requests that may be logins. */
export function detectEvents(steps: readonly DescribedStep[], marks: readonly Mark[]): Detected {
  const events: DetectedEvent[] = [];
  const possible: PossibleEvent[] = [];
  const marked = markedSteps(steps, marks);
  const later = laterAuthorizations(steps);
  for (const [index, step] of steps.entries()) {
    const mark = marked.get(index);
    if (step.entry === null || mark?.kind === 'none') continue;
    if (mark !== undefined) {
      events.push({ ...byHand(step.entry, mark.kind as EventKind), step: index });
      continue;
    }
    const found = guess(step, later);
    if (found === null) continue;
    const event = eventOf(step.entry, found);
    if (event.score >= loginThreshold) events.push({ ...event, step: index });
    else if (event.score >= possibleThreshold && found.kind === 'login') possible.push(event);
  }
  return { events, possible };
}
