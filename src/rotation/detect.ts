/** Which requests were logins, logouts and changes of rights: by scored evidence, overridden by marks. */
import { loginMoments, principalOf, type DescribedStep } from './described';
import { failedPoints, loginThreshold, possibleThreshold, sumOf, type Piece } from './evidence';
import { followUp, isRefusal } from './follow-up';
import { isRestored, loginEvidence, type Scene } from './login-evidence';
import { logoutEvidence, privilegeEvidence } from './logout-evidence';
import type { EventKind, Mark, PossibleEvent, SessionEvent } from './timeline';
import type { TrafficEntry } from './traffic';

export interface DetectedEvent extends SessionEvent {
  /** Index of the step that is the event. */
  readonly step: number;
  /** True where the login hands out a token for the Authorization header. */
  readonly isBearer: boolean;
}

export interface Detected {
  readonly events: readonly DetectedEvent[];
  readonly possible: readonly PossibleEvent[];
  readonly failed: readonly PossibleEvent[];
}

interface Guess {
  readonly kind: EventKind;
  readonly pieces: readonly Piece[];
}

/** What the events so far tell of one host. */
interface HostState {
  isSignedIn: boolean | null;
  lastLogoutMs: number;
  readonly shut: Set<string>;
}

/** A second address of one logout, such as the way back from an identity provider, comes within this time. */
const oneLogoutMs = 10_000;

function guess(scene: Scene, steps: readonly DescribedStep[], index: number): Guess | null {
  const login = loginEvidence(scene);
  if (login.some(({ points }) => points >= 10)) return { kind: 'login', pieces: login };
  const logout = logoutEvidence(scene, steps, index);
  if (logout.length > 0) return { kind: 'logout', pieces: logout };
  const privilege = privilegeEvidence(scene);
  if (privilege.length > 0) return { kind: 'privilege-change', pieces: privilege };
  return login.length === 0 ? null : { kind: 'login', pieces: login };
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
    score: sumOf(pieces),
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

/** A user and a password were sent, and the answer was no. */
function isRefused(pieces: readonly Piece[]): boolean {
  return pieces.some(({ isAttempt }) => isAttempt) && pieces.some(({ points }) => points <= -failedPoints);
}

/** Goes through a recording once, remembering for each host who is signed in and what was shut. */
class Detection {
  readonly events: DetectedEvent[] = [];
  readonly possible: PossibleEvent[] = [];
  readonly failed: PossibleEvent[] = [];
  readonly #hosts = new Map<string, HostState>();
  readonly #steps: readonly DescribedStep[];
  readonly #authorizations: ReadonlySet<string>;

  constructor(steps: readonly DescribedStep[]) {
    this.#steps = steps;
    this.#authorizations = new Set(steps.flatMap(({ entry }) => (entry?.authorization ? [entry.authorization.digest] : [])));
  }

  step(index: number, mark: Mark | null): void {
    const step = this.#steps[index];
    const entry = step?.entry;
    if (step === undefined || !entry) return;
    const host = this.#hostOf(step);
    if (mark === null) this.#conclude(step, entry, index, host);
    else if (mark.kind !== 'none') this.#add({ ...byHand(entry, mark.kind), step: index, isBearer: false }, host);
    if (entry.method === 'GET' && isRefusal(entry)) host.shut.add(entry.url);
  }

  #conclude(step: DescribedStep, entry: TrafficEntry, index: number, host: HostState): void {
    if (entry.method === 'OPTIONS' || entry.method === 'HEAD') return;
    const steps = this.#steps;
    const scene: Scene = {
      step, entry, isSignedIn: host.isSignedIn, authorizations: this.#authorizations,
      // Looked for where something depends on it only: most requests are no attempt at anything.
      after: () => followUp(steps, index, host.shut),
    };
    const found = guess(scene, steps, index);
    if (found === null || this.#isSecondLogout(step, entry, found, host)) return;
    const event = eventOf(entry, found);
    if (event.score >= loginThreshold) this.#add({ ...event, step: index, isBearer: found.pieces.some(({ isBearer }) => isBearer) }, host);
    else if (found.kind === 'login' && isRefused(found.pieces)) this.failed.push(event);
    else if (event.score >= possibleThreshold && found.kind === 'login' && !isRestored(scene)) this.possible.push(event);
  }

  #isSecondLogout(step: DescribedStep, entry: TrafficEntry, { kind }: Guess, { lastLogoutMs, isSignedIn }: HostState): boolean {
    return kind === 'logout' && isSignedIn === false && step.momentsBase === step.momentsAfter && entry.startedMs - lastLogoutMs < oneLogoutMs;
  }

  #add(event: DetectedEvent, host: HostState): void {
    this.events.push(event);
    if (event.kind === 'login') host.isSignedIn = true;
    if (event.kind !== 'logout') return;
    host.isSignedIn = false;
    host.lastLogoutMs = event.at;
  }

  #hostOf({ host, entry, momentsBefore }: DescribedStep): HostState {
    const known = this.#hosts.get(host) ?? { isSignedIn: null, lastLogoutMs: Number.NEGATIVE_INFINITY, shut: new Set() };
    this.#hosts.set(host, known);
    // Cookies that were there before the recording may belong to somebody who is signed in.
    if (known.isSignedIn === null && principalOf(momentsBefore) !== null) known.isSignedIn = true;
    else if (known.isSignedIn === null && entry?.requestCookies != null && loginMoments(momentsBefore).length === 0) known.isSignedIn = false;
    return known;
  }
}

/** The events of a recording, in its order, and the requests that may be logins. */
export function detectEvents(steps: readonly DescribedStep[], marks: readonly Mark[]): Detected {
  const marked = markedSteps(steps, marks);
  const detection = new Detection(steps);
  for (const index of steps.keys()) detection.step(index, marked.get(index) ?? null);
  return { events: detection.events, possible: detection.possible, failed: detection.failed };
}
