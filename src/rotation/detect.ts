/** Which requests were logins, logouts and changes of rights: by scored evidence, overridden by marks. */
import { loginMoments, principalOf, type DescribedStep } from './described';
import { failedPoints, loginThreshold, possibleThreshold, sumOf, type Piece } from './evidence';
import { followUp, isRefusal } from './follow-up';
import { isRestored, loginEvidence, type Scene } from './login-evidence';
import { logoutEvidence, privilegeEvidence } from './logout-evidence';
import { silentChange, silentGuess } from './silent-change';
import type { EventKind, Mark, PossibleEvent, RequestEvent, SessionEvent } from './timeline';
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
  readonly failed: readonly RequestEvent[];
}

interface Guess {
  readonly kind: EventKind;
  readonly pieces: readonly Piece[];
}

/** What the events so far tell of one host. */
interface HostState {
  isSignedIn: boolean | null;
  lastLoginMs: number;
  lastLogoutMs: number;
  readonly shut: Set<string>;
  /** Names that the recording has shown. */
  readonly seen: Set<string>;
  /** When the person was asked last, by kind. */
  readonly asked: Map<EventKind, number>;
}

/** What belongs to one login or logout, such as the way back from an identity provider, comes within this time. */
const oneEventMs = 10_000;

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

function evidenceOf(pieces: readonly Piece[]): Pick<PossibleEvent, 'score' | 'evidence'> {
  return { score: sumOf(pieces), evidence: pieces.map(({ points, text }) => `${points > 0 ? '+' : ''}${points} ${text}`) };
}

function eventOf({ id, url, method, startedMs }: TrafficEntry, { kind, pieces }: Guess): RequestEvent {
  return { kind, entryId: id, url, method, at: startedMs, by: 'evidence', why: sentence(pieces), ...evidenceOf(pieces) };
}

const unrecorded = 'no recorded request';

/** Of a change that no recorded request made. */
function silentEvent(at: number, { kind, pieces }: Guess): PossibleEvent {
  const { score, evidence } = evidenceOf(pieces);
  return { kind, entryId: null, url: null, method: null, at, by: 'evidence', why: `Without a recorded request, ${pieces.map(({ text }) => text).join('; ')}.`, score, evidence: [...evidence, unrecorded] };
}

/** The first step of a change at each host; what a request showed of it counts where nothing else does. */
function changesAt(steps: readonly DescribedStep[], at: number): number[] {
  const byHost = new Map<string, number>();
  for (const [index, step] of steps.entries()) {
    if (step.entry !== null || step.at !== at) continue;
    const known = byHost.get(step.host);
    if (known === undefined || (steps[known]?.isSighting === true && !step.isSighting)) byHost.set(step.host, index);
  }
  return [...byHost.values()];
}

function stepsOf(mark: Mark, steps: readonly DescribedStep[]): number[] {
  if (mark.changeAt !== undefined) return changesAt(steps, mark.changeAt);
  const index =
    mark.entryId === null
      ? steps.findLastIndex(({ entry }) => entry !== null && entry.startedMs <= mark.at && entry.kind !== 'other')
      : steps.findIndex(({ entry }) => entry?.id === mark.entryId);
  return index < 0 ? [] : [index];
}

/** The mark that speaks of a step: by the request's id or the change's instant, else the latest request before the mark. */
function markedSteps(steps: readonly DescribedStep[], marks: readonly Mark[]): Map<number, Mark> {
  return new Map(marks.flatMap((mark) => stepsOf(mark, steps).map((index): [number, Mark] => [index, mark])));
}

/** What a person says of a step; `kind` is what it was. */
function byHand({ entry, at }: DescribedStep, kind: EventKind): SessionEvent {
  const what = { kind, pieces: [] };
  return { ...(entry === null ? silentEvent(at, what) : eventOf(entry, what)), by: 'hand', why: 'Marked by hand.' };
}

/** A user and a password were sent, and the answer was no. */
function isRefused(pieces: readonly Piece[]): boolean {
  return pieces.some(({ isAttempt }) => isAttempt) && pieces.some(({ points }) => points <= -failedPoints);
}

/** Goes through a recording once, remembering for each host who is signed in and what was shut. */
class Detection {
  readonly events: DetectedEvent[] = [];
  readonly possible: PossibleEvent[] = [];
  readonly failed: RequestEvent[] = [];
  readonly #hosts = new Map<string, HostState>();
  readonly #steps: readonly DescribedStep[];
  readonly #authorizations: ReadonlySet<string>;

  constructor(steps: readonly DescribedStep[]) {
    this.#steps = steps;
    this.#authorizations = new Set(steps.flatMap(({ entry }) => (entry?.authorization ? [entry.authorization.digest] : [])));
  }

  step(index: number, mark: Mark | null): void {
    const step = this.#steps[index];
    if (step === undefined) return;
    const { entry, momentsBase, momentsAfter } = step;
    const host = this.#hostOf(step);
    if (mark !== null && mark.kind !== 'none') this.#add({ ...byHand(step, mark.kind), step: index, isBearer: false }, host);
    else if (mark !== null) host.asked.set('login', step.at).set('logout', step.at);
    else if (entry === null) this.#wonder(step, index, host);
    else this.#conclude(step, entry, index, host);
    if (entry !== null && entry.method === 'GET' && isRefusal(entry)) host.shut.add(entry.url);
    if (momentsBase !== momentsAfter) for (const name of momentsAfter.keys()) host.seen.add(name);
  }

  /** A change without a recorded request: at most a question. */
  #wonder({ at }: DescribedStep, index: number, host: HostState): void {
    const { isSignedIn, seen, lastLoginMs, asked } = host;
    const found = silentGuess(silentChange(this.#steps, index), { isSignedIn, seen, isAfterLogin: at - lastLoginMs < oneEventMs });
    if (found === null || at - (asked.get(found.kind) ?? Number.NEGATIVE_INFINITY) < oneEventMs) return;
    asked.set(found.kind, at);
    // Until a request tells more, nobody knows.
    host.isSignedIn = null;
    if (!this.possible.some((question) => question.entryId === null && question.at === at)) this.possible.push(silentEvent(at, found));
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
    else if (event.score >= possibleThreshold && found.kind === 'login' && !isRestored(scene)) {
      host.asked.set('login', event.at);
      this.possible.push(event);
    }
  }

  #isSecondLogout(step: DescribedStep, entry: TrafficEntry, { kind }: Guess, { lastLogoutMs, isSignedIn }: HostState): boolean {
    return kind === 'logout' && isSignedIn === false && step.momentsBase === step.momentsAfter && entry.startedMs - lastLogoutMs < oneEventMs;
  }

  #add(event: DetectedEvent, host: HostState): void {
    this.events.push(event);
    if (event.kind === 'login') {
      host.isSignedIn = true;
      host.lastLoginMs = event.at;
    } else if (event.kind === 'logout') {
      host.isSignedIn = false;
      host.lastLogoutMs = event.at;
    }
  }

  #hostOf({ host, entry, momentsBefore }: DescribedStep): HostState {
    const known = this.#hosts.get(host) ?? { isSignedIn: null, lastLoginMs: Number.NEGATIVE_INFINITY, lastLogoutMs: Number.NEGATIVE_INFINITY, shut: new Set(), seen: new Set(), asked: new Map() };
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
