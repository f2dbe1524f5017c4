/**
 * What a change without a recorded request may have been: Firefox does not report a request whose page is left before it has told of it, and
 * other tabs are not recorded. It is a question to the person, never an event: a script or the person may have done the same.
 */
import { loginMoments, principalOf, type DescribedStep } from './described';
import { possibleThreshold, type Piece } from './evidence';
import type { CookieMoment } from './moment';
import type { EventKind } from './timeline';

/** What the events so far tell of the host. */
export interface Known {
  /** Null: not known. */
  readonly isSignedIn: boolean | null;
  /** Names that the recording has shown before. */
  readonly seen: ReadonlySet<string>;
  /** True where a login came so shortly before that this may be its late consequence. */
  readonly isAfterLogin: boolean;
}

export interface SilentGuess {
  readonly kind: EventKind;
  readonly pieces: readonly Piece[];
}

/** The jar tells of each cookie alone: what changed at one instant is one change. Empty where the step is not the first of it. */
export function silentChange(steps: readonly DescribedStep[], index: number): readonly DescribedStep[] {
  const own = steps[index];
  const isTogether = (step: DescribedStep | undefined): step is DescribedStep =>
    step !== undefined && own !== undefined && step.entry === null && step.at === own.at && step.host === own.host && step.isSighting === own.isSighting;
  if (own?.entry !== null || isTogether(steps[index - 1])) return [];
  const together: DescribedStep[] = [];
  for (let i = index, step = steps[i]; isTogether(step); step = steps[(i += 1)]) together.push(step);
  return together;
}

function piece(text: string): Piece {
  return { points: possibleThreshold, text };
}

function namesOf(moments: readonly CookieMoment[]): string {
  return moments.map(({ name }) => name).join(', ');
}

function isSession({ role }: CookieMoment): boolean {
  return role !== 'remember-me';
}

function lossIn(base: DescribedStep['momentsBase'], after: DescribedStep['momentsAfter']): Piece[] {
  const vanished = loginMoments(base).filter((moment) => isSession(moment) && !after.has(moment.name));
  // A logout ends the remembering as well: where that stays, the browser was closed, or the session ran out.
  const isRemembered = loginMoments(after).some((moment) => !isSession(moment));
  if (vanished.length > 0 && !isRemembered) return [piece(`${namesOf(vanished)} vanished`)];
  const emptied = loginMoments(base).filter(({ name, principal }) => principal !== null && after.get(name)?.principal === null);
  return emptied.length > 0 && principalOf(after) === null ? [piece(`${namesOf(emptied)} lost its user`)] : [];
}

function gainIn(base: DescribedStep['momentsBase'], after: DescribedStep['momentsAfter'], isNews: (name: string) => boolean): Piece[] {
  const user = principalOf(after);
  const carriers = loginMoments(after).filter((moment) => isSession(moment) && moment.principal === user && isNews(moment.name));
  if (user !== null && user !== principalOf(base) && carriers.length > 0) return [piece(`${namesOf(carriers)} ${principalOf(base) === null ? 'gained' : 'changed'} its user`)];
  const fresh = loginMoments(after).filter(({ name, role }) => role !== 'session' && !base.has(name) && isNews(name));
  return fresh.length > 0 ? [piece(`${namesOf(fresh)} appeared`)] : [];
}

/** What the change may have been; null where nothing speaks for a login or a logout. What ended by itself is neither. */
export function silentGuess(change: readonly DescribedStep[], { isSignedIn, seen, isAfterLogin }: Known): SilentGuess | null {
  const first = change[0];
  const last = change.at(-1);
  if (first === undefined || last === undefined || change.some(({ ending }) => ending !== null)) return null;
  const lost = isSignedIn === false ? [] : lossIn(first.momentsBase, last.momentsAfter);
  if (lost.length > 0) return { kind: 'logout', pieces: lost };
  // What a request shows for the first time was there before the recording.
  const isNews = (name: string): boolean => !first.isSighting || seen.has(name);
  const hasUser = principalOf(first.momentsBase) !== null;
  if (isAfterLogin || (isSignedIn === true && !hasUser)) return null;
  const gained = gainIn(first.momentsBase, last.momentsAfter, isNews);
  return gained.length > 0 ? { kind: 'login', pieces: gained } : null;
}
