/** What a verdict is made from, and what is said about every kind of event. */
import type { DetectedEvent } from './detect';
import type { CookieMoment } from './moment';
import type { TouchClass, VerdictMood, VerdictName } from './timeline';
import type { EventWindow } from './window';

export interface Ruling {
  readonly verdict: VerdictName;
  readonly mood: VerdictMood;
  readonly why: string;
  readonly settle?: string;
}

/** One cookie at one event. */
export interface Case {
  readonly name: string;
  readonly event: DetectedEvent;
  readonly before: CookieMoment | null;
  readonly after: CookieMoment | null;
  readonly touch: TouchClass;
  readonly window: EventWindow;
  readonly past: Past;
}

/** What the recording told of the cookie before the event. */
export interface Past {
  /** True: somebody logged in and did not log out. */
  readonly isSignedIn: boolean;
  /** Keys that the latest login brought into the payload. */
  readonly userKeys: readonly string[];
  /** True: the id is replaced on answer after answer, whether anybody logs in or not. */
  readonly isRestless: boolean;
}

const replay = 'prove it by a replay.';
export const oldIdTest = `Whether the old id still works on the server is another question: ${replay}`;
export const oldValueTest = `Whether the server still honours the old value is another question: ${replay}`;

export function sealedRuling({ name, before, after }: Case): Ruling {
  const base = { verdict: 'unclear-sealed', mood: 'unclear' } as const;
  if (before?.formatId == null || after?.formatId == null)
    return { ...base, why: `${name} is of no format that is known here, and its value changed: whether the session in it is another one cannot be read from it.`, settle: `Compare the sessions on the server, or ${replay}` };
  return {
    ...base,
    why: `${name} is encrypted and its bytes changed; without the key nobody can tell whether the session inside is another one.`,
    settle: `Paste the key of this cookie, or ${replay}`,
  };
}

/** Answers crossed: what the browser held in the end depended on which came last. */
export function racedRuling({ name }: Case): Ruling {
  return {
    verdict: 'unclear',
    mood: 'unclear',
    why: `Another request was under way during this event, and its answer set ${name} after the event's own answer had: which of the two counts is a matter of chance.`,
    settle: 'Do it again while nothing else is loading.',
  };
}

/** A cookie of the same name that stayed: a server may go on reading it. */
export function twinRuling({ name }: Case): Ruling {
  return {
    verdict: 'unclear',
    mood: 'unclear',
    why: `The browser holds two cookies named ${name}, at different paths or domains, and one of them still has the former id: which one the server reads decides.`,
    settle: `Set ${name} with one Path and one Domain only, or ${replay}`,
  };
}

export function hasFormerTwin({ before, after }: Case): boolean {
  if (before === null || after === null) return false;
  const isFormer = (moment: CookieMoment): boolean => moment.value === before.value || (moment.identity !== null && moment.identity === before.identity);
  return after.value !== before.value && (after.twins.some(isFormer) || before.twins.some(({ value }) => value === after.value));
}

/** Of a payload that holds no id: what became of it. Null where nothing did. */
export function statelessRuling({ name, before, after, touch }: Case): Ruling | null {
  if (touch === 'payload-changed' || touch === 'identity-changed')
    return {
      verdict: 'stateless',
      mood: 'neutral',
      why: `${name} carries the session itself and no id, so there is nothing to rotate. ${after?.principal != null && before?.principal == null ? 'Its payload gained the user.' : 'Its payload changed.'}`,
    };
  if (touch === 're-signed' || touch === 're-encrypted')
    return { verdict: 're-signed', mood: 'neutral', why: `${name} has new bytes around the same payload: a fresh timestamp, signature or encryption. Nothing inside changed.` };
  return null;
}

export function restlessNote({ past }: Case): string {
  return past.isRestless ? ' This id is replaced on answer after answer, not only here.' : '';
}
