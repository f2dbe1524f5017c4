/** What a recording shows: the events of its sessions, and the verdict on each login and logout. */
import type { Payload } from '../codec/value';
import type { PayloadChange } from './payload-diff';

export type EventKind = 'login' | 'logout' | 'privilege-change';

/** A login, logout or change of rights, found by evidence or marked by hand. */
export interface SessionEvent {
  readonly kind: EventKind;
  /** Null, and with it address and method: no recorded request, but a change at this instant. */
  readonly entryId: string | null;
  readonly url: string | null;
  readonly method: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: 'evidence' | 'hand';
  /** One sentence: what made us think so. */
  readonly why: string;
  readonly score: number;
  readonly evidence: readonly string[];
}

/** A request that may have been a login, or a change without one that may have been a login or a logout: shown as a question, never judged. */
export interface PossibleEvent extends Omit<SessionEvent, 'by'> {
  readonly by: 'evidence';
}

/** One that a recorded request was. */
export interface RequestEvent extends PossibleEvent {
  readonly entryId: string;
  readonly url: string;
  readonly method: string;
}

export type TouchClass =
  | 'created' | 'same' | 're-signed' | 're-encrypted' | 'payload-changed' | 'identity-changed' | 'deleted' | 'expired' | 'evicted' | 'unclear';

/** One moment at which a session cookie was set, changed or removed. */
export interface Touch {
  readonly cookie: string;
  /** The request that did it; null: none that was recorded. */
  readonly entryId: string | null;
  readonly at: number;
  readonly class: TouchClass;
  readonly before: Moment | null;
  readonly after: Moment | null;
  /** What became different inside, place by place; empty where one of the two cannot be read. */
  readonly changes: readonly PayloadChange[];
}

/** A cookie's value at one moment. */
export interface Moment {
  /** `sha256:` and hexadecimal: what stands for the value wherever it is shown or exported. */
  readonly digest: string;
  readonly payload: Payload | null;
  /** Digest of the session id, where there is one. */
  readonly identity: string | null;
  readonly principal: string | null;
}

export type VerdictName =
  | 'rotated' | 'kept' | 'issued' | 'stateless' | 're-signed' | 'unclear-sealed' | 'cleared' | 'survived-logout' | 'unclear';

/** Whether a verdict is good news: a `risk` comes with a fix, `unclear` with what would settle it. */
export type VerdictMood = 'good' | 'risk' | 'neutral' | 'unclear';

/** One of the checks that replace rotation for a stateless session. */
export interface StatelessCheck {
  readonly id: 'kept-anonymous-keys' | 'csrf-rotated' | 'logout-replay' | 'lifetime-inside' | 'cookie-tossing';
  readonly title: string;
  readonly state: 'pass' | 'fail' | 'unknown';
  readonly text: string;
}

export interface RotationVerdict {
  readonly event: EventKind;
  readonly entryId: string | null;
  readonly at: number;
  readonly cookie: string;
  readonly formatId: string | null;
  /** What the cookie's own format told at the event, or where it told nothing, the cookies beside it that agree; null where it is not known. */
  readonly framework: string | null;
  readonly verdict: VerdictName;
  readonly mood: VerdictMood;
  /** One plain sentence. */
  readonly why: string;
  readonly evidence: readonly string[];
  /** What would settle it, where it is unclear; what remains to be tested, where it is provisional. */
  readonly settle: string | null;
  readonly before: Moment | null;
  readonly after: Moment | null;
  readonly checks: readonly StatelessCheck[];
}

/** A session that an answer made anew from a remember-me cookie: nobody typed anything, so it is no login. */
export interface RestoredSession {
  readonly entryId: string;
  readonly at: number;
  readonly cookie: string;
  readonly rememberedBy: string;
  /** False: the token that was used stays good, for a thief as well. */
  readonly isTokenReplaced: boolean;
  /** What the session says of itself (Flask-Login's `_fresh`); null where it says nothing. */
  readonly isFresh: boolean | null;
}

/** A stretch without recording: nothing is concluded across it. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly why: string;
}

export interface Timeline {
  readonly events: readonly SessionEvent[];
  readonly possible: readonly PossibleEvent[];
  /** Attempts to log in that were refused. */
  readonly failed: readonly RequestEvent[];
  readonly restored: readonly RestoredSession[];
  readonly touches: readonly Touch[];
  readonly verdicts: readonly RotationVerdict[];
  readonly gaps: readonly Gap[];
}

/** A mark by hand; it overrides what evidence says of the request or change it names, or of the latest request before it. */
export interface Mark {
  readonly kind: EventKind | 'none';
  readonly entryId: string | null;
  /** The instant of a change that no recorded request made, where the mark speaks of one. */
  readonly changeAt?: number;
  readonly at: number;
}
