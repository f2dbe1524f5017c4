/** The verdict on one cookie at one event: what is known, why, and what would settle what is not. */
import { touchClass } from './compare';
import type { DetectedEvent } from './detect';
import type { CookieMoment } from './moment';
import { statelessChecks } from './stateless-checks';
import type { RotationVerdict, TouchClass, VerdictMood, VerdictName } from './timeline';
import type { EventWindow } from './window';

interface Ruling {
  readonly verdict: VerdictName;
  readonly mood: VerdictMood;
  readonly why: string;
  readonly settle?: string;
}

interface Case {
  readonly name: string;
  readonly event: DetectedEvent;
  readonly before: CookieMoment | null;
  readonly after: CookieMoment | null;
  readonly touch: TouchClass;
  readonly window: EventWindow;
}

const pasteKey = 'Paste the key of this cookie, or prove it by a replay.';
const oldIdTest = 'Whether the old id still works on the server is another question: prove it by a replay.';

function sealedRuling(name: string): Ruling {
  return { verdict: 'unclear-sealed', mood: 'unclear', why: `${name} is encrypted and its bytes changed; without the key nobody can tell whether the session inside is another one.`, settle: pasteKey };
}

/** Further cookies that the event created: a session may be bound to them. */
function secondCookie({ window, name }: Case): string | null {
  const fresh = [...window.after.values()].find((moment) => moment.name !== name && (moment.role === 'auth-token' || moment.role === 'remember-me') && !window.before.has(moment.name));
  return fresh?.name ?? null;
}

function keptRuling(item: Case): Ruling {
  const { name, window, before, after } = item;
  const second = secondCookie(item);
  const switched = before?.principal != null && after?.principal != null && before.principal !== after.principal;
  const why = switched
    ? `The user changed and the session id in ${name} stayed the same: one session serves two users.`
    : `The session id in ${name} is the same before and after the login. Whoever planted or saw it before is now logged in as well.`;
  const settle = second === null ? 'Prove it by a replay of the id from before the login.' : `${second} appeared at the login. If the server also asks for it, the kept id alone is harmless: a replay of ${name} alone tells.`;
  return window.complete
    ? { verdict: 'kept', mood: 'risk', why, settle }
    : { verdict: 'unclear', mood: 'unclear', why: `The session id in ${name} has not changed so far, but the first page after the login was not recorded: it may still be replaced there.`, settle: 'Load a page after the login while recording.' };
}

function statelessRuling({ name, before, after, touch }: Case): Ruling | null {
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

function loginRuling(item: Case): Ruling | null {
  const { name, before, after, touch } = item;
  if (after === null) return null;
  if (before === null) return { verdict: 'issued', mood: 'good', why: `There was no ${name} before the login; the login set the first one.` };
  if (touch === 'unclear') return sealedRuling(name);
  if (after.comparable === 'payload') return statelessRuling(item);
  if (touch === 'identity-changed')
    return { verdict: 'rotated', mood: 'good', why: `The session id in ${name} was replaced at the login.`, settle: oldIdTest };
  if (after.comparable === 'sealed')
    return { verdict: 'unclear', mood: 'unclear', why: `${name} is encrypted and did not change at all at the login; without the key nobody can tell what it holds.`, settle: pasteKey };
  return keptRuling(item);
}

function logoutRuling(item: Case): Ruling | null {
  const { name, before, after, touch, window } = item;
  if (before === null) return null;
  const removed = after === null || window.steps.some(({ deleted }) => deleted.has(name));
  if (removed) return { verdict: 'cleared', mood: 'good', why: `The logout removed ${name} from the browser.`, settle: 'Whether the server still honours the old value is another question: prove it by a replay.' };
  if (touch === 'unclear') return sealedRuling(name);
  if (touch === 'identity-changed' && after.comparable === 'id')
    return { verdict: 'rotated', mood: 'good', why: `The session id in ${name} was replaced by a new one at the logout.`, settle: oldIdTest };
  if (before.comparable === 'payload' && before.principal !== null && after.principal === null)
    return { verdict: 'stateless', mood: 'neutral', why: `${name} carries the session itself: its payload lost the user and the cookie stays. A copy of the old value remains valid until it expires.` };
  if (before.comparable === 'payload' && before.principal === null) return statelessRuling(item);
  return { verdict: 'survived-logout', mood: 'risk', why: `The browser still holds and sends the same session in ${name} after the logout.`, settle: 'Whether the server still honours it is another question: prove it by a replay.' };
}

function privilegeRuling(item: Case): Ruling | null {
  const { name, before, after, touch } = item;
  if (before === null || after === null) return null;
  if (touch === 'unclear') return sealedRuling(name);
  if (after.comparable === 'payload') return statelessRuling(item);
  if (touch === 'identity-changed') return { verdict: 'rotated', mood: 'good', why: `The session id in ${name} was replaced.`, settle: oldIdTest };
  if (after.comparable === 'sealed') return null;
  return { verdict: 'kept', mood: 'risk', why: `The session id in ${name} is the same before and after the change: sessions elsewhere go on with the old rights.` };
}

const rulings = { login: loginRuling, logout: logoutRuling, 'privilege-change': privilegeRuling };

/** A gap in the recording inside the window: nothing is concluded across it. */
function gapRuling(name: string): Ruling {
  return { verdict: 'unclear', mood: 'unclear', why: `The recording has a gap around this event: what happened to ${name} in it is not known.`, settle: 'Record the event again.' };
}

function evidenceOf({ before, after, touch, event }: Case): string[] {
  return [
    ...event.evidence,
    `before: ${before === null ? 'none' : (before.identity ?? before.digest)}`,
    `after: ${after === null ? 'none' : (after.identity ?? after.digest)}`,
    `change: ${touch}`,
  ];
}

/** The verdict on the cookie `name`; null where there is nothing to say. `hasGap`: the recording is not complete around the event. */
export function verdictOn(name: string, event: DetectedEvent, window: EventWindow, hasGap: boolean): RotationVerdict | null {
  const before = window.before.get(name) ?? null;
  const after = window.after.get(name) ?? null;
  const item: Case = { name, event, before, after, window, touch: touchClass(before, after) };
  const ruling = hasGap ? gapRuling(name) : rulings[event.kind](item);
  if (ruling === null) return null;
  const moment = after ?? before;
  return {
    event: event.kind,
    entryId: event.entryId,
    at: event.at,
    cookie: name,
    formatId: moment?.formatId ?? null,
    verdict: ruling.verdict,
    mood: ruling.mood,
    why: ruling.why,
    evidence: evidenceOf(item),
    settle: ruling.settle ?? null,
    before,
    after,
    checks: moment?.comparable === 'payload' ? statelessChecks({ event, window, before, after }) : [],
  };
}
