/** The verdict on one cookie at a logout. */
import { isRecord, type Value } from '../codec/value';
import { hostOf } from '../cookie/match';
import type { CookieMoment } from './moment';
import { oldIdTest, oldValueTest, racedRuling, sealedRuling, statelessRuling, type Case, type Ruling } from './ruling';
import { harmlessKeys } from './stateless-checks';

function keysOf(moment: CookieMoment | null): readonly string[] {
  const value: Value = moment?.payload?.value ?? null;
  return isRecord(value) ? Object.keys(value) : [];
}

/** Whether a payload says that somebody is logged in; null where it cannot be told from it. `isTold`: the payload before names the user. */
function isSignedIn(moment: CookieMoment, { userKeys }: Case['past'], isTold: boolean): boolean | null {
  if (moment.principal !== null || isTold) return moment.principal !== null;
  const keys = keysOf(moment);
  if (userKeys.length > 0) return userKeys.some((key) => keys.includes(key));
  return keys.every((key) => harmlessKeys.test(key)) ? false : null;
}

/** The logout was answered, and nothing on this site follows that could still remove the cookie. */
function isOver({ window }: Case): boolean {
  const own = window.steps[0]?.entry ?? null;
  return window.complete || (own !== null && own.redirectUrl !== null && hostOf(own.redirectUrl) !== hostOf(own.url));
}

/** True where a request after the logout carried the cookie. */
function isSentAfter({ name, after, window }: Case): boolean {
  const sent = [...window.steps.slice(1), ...window.later].map(({ entry, momentsBefore }) => (entry?.requestCookies == null ? null : momentsBefore.get(name)));
  return sent.some((moment) => moment != null && moment.value === after?.value);
}

function survived(item: Case): Ruling {
  const { name } = item;
  return isOver(item)
    ? { verdict: 'survived-logout', mood: 'risk', why: `The browser still holds${isSentAfter(item) ? ' and sends' : ''} the same session in ${name} after the logout.`, settle: oldValueTest }
    : {
        verdict: 'unclear',
        mood: 'unclear',
        why: `${name} has not changed so far, but nothing after the logout was recorded: it may still be removed.`,
        settle: 'Load a page after the logout while recording.',
      };
}

/** True where the value that is there now is the one from before, or its like. */
function isSameSession({ before, after, touch }: Case): boolean {
  if (before === null || after === null) return false;
  if (before.twins.some(({ value }) => value === after.value) || after.twins.some(({ value }) => value === before.value)) return true;
  return touch === 'same' || (before.identity !== null && before.identity === after.identity) || (before.principal !== null && before.principal === after.principal);
}

function payloadRuling(item: Case, before: CookieMoment, after: CookieMoment): Ruling | null {
  const { name, past, touch } = item;
  const isTold = before.principal !== null;
  const was = isSignedIn(before, past, isTold);
  const is = isSignedIn(after, past, isTold);
  if (was === true && is !== true)
    return { verdict: 'stateless', mood: 'neutral', why: `${name} carries the session itself: its payload lost the user and the cookie stays. A copy of the old value remains valid until it expires.` };
  if (is === true || (touch !== 'payload-changed' && was !== false)) return survived(item);
  return statelessRuling(item);
}

/** Words that applications leave in the place of a session: the cookie is there, and nothing is in it. */
const emptied = /^(?:"")?$|^"?(?:deleted|null|undefined|none|logged-?out|expired|invalid)"?$/i;

export function logoutRuling(item: Case): Ruling | null {
  const { name, before, after, touch, window } = item;
  if (before === null) return null;
  const removed = after === null || window.steps.some(({ deleted }) => deleted.has(name));
  if (removed && !isSameSession(item)) return { verdict: 'cleared', mood: 'good', why: `The logout removed ${name} from the browser.`, settle: oldValueTest };
  if (after === null) return null;
  if (before.value !== after.value && emptied.test(after.value))
    return { verdict: 'cleared', mood: 'good', why: `The logout emptied ${name}: the cookie is still there, and no session is in it.`, settle: oldValueTest };
  if (window.raced.has(name)) return racedRuling(item);
  if (touch === 'unclear') return sealedRuling(item);
  if (touch === 'identity-changed' && !isSameSession(item))
    return { verdict: 'rotated', mood: 'good', why: `The session id in ${name} was replaced by a new one at the logout.`, settle: oldIdTest };
  if (before.comparable === 'payload') return payloadRuling(item, before, after);
  return survived(item);
}
