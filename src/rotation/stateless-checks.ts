/** The five checks that take the place of rotation where the cookie is the session: done where the recording allows it. */
import { isRecord, type Value } from '../codec/value';
import type { DetectedEvent } from './detect';
import type { CookieMoment } from './moment';
import type { StatelessCheck } from './timeline';
import type { EventWindow } from './window';

interface Question {
  readonly event: DetectedEvent;
  readonly window: EventWindow;
  readonly before: CookieMoment | null;
  readonly after: CookieMoment | null;
}

/** Keys that may well be there before and after a login; koa-session's and hono-sessions' own bookkeeping among them. */
export const harmlessKeys = /^(?:_permanent|_flashes|_fresh|csrf_token|_csrf|_csrf_token|_token|locale|lang|language|theme|next|cart|flash|_id|session_id|tz|timezone|_maxAge|_expires?|_accessed|_delete|__ts)$/i;

function keysOf(moment: CookieMoment | null): ReadonlyMap<string, Value> {
  const value = moment?.payload?.value;
  return new Map(value !== undefined && isRecord(value) ? Object.entries(value) : []);
}

function keptKeys({ before, after }: Question): StatelessCheck {
  const then = keysOf(before);
  const now = keysOf(after);
  const kept = [...then.keys()].filter((key) => !harmlessKeys.test(key) && now.has(key) && JSON.stringify(then.get(key)) === JSON.stringify(now.get(key)));
  const base = { id: 'kept-anonymous-keys', title: 'Anonymous data dropped at login' } as const;
  if (before?.payload == null || after?.payload == null) return { ...base, state: 'unknown', text: 'There was no legible session before the login to compare with.' };
  return kept.length === 0
    ? { ...base, state: 'pass', text: 'No key from before the login was carried over.' }
    : { ...base, state: 'fail', text: `Carried over from before the login: ${kept.join(', ')}.` };
}

const csrfKeys = ['csrf_token', '_csrf_token', '_csrf', 'csrf', '_token', '_csrft_', 'csrfToken'];

function csrfRotated({ before, after }: Question): StatelessCheck {
  const base = { id: 'csrf-rotated', title: 'CSRF token replaced at login' } as const;
  const key = csrfKeys.find((name) => keysOf(before).has(name) && keysOf(after).has(name));
  if (key === undefined) return { ...base, state: 'unknown', text: 'The session holds no CSRF token on both sides of the login.' };
  return JSON.stringify(keysOf(before).get(key)) === JSON.stringify(keysOf(after).get(key))
    ? { ...base, state: 'fail', text: `${key} is the same before and after the login.` }
    : { ...base, state: 'pass', text: `${key} was replaced.` };
}

const logoutReplay: StatelessCheck = {
  id: 'logout-replay',
  title: 'Old value dead after logout',
  state: 'unknown',
  text: 'A signed value stays valid until it expires unless the server keeps a list: prove it by a replay.',
};

function lifetimeInside({ after }: Question): StatelessCheck {
  const base = { id: 'lifetime-inside', title: 'End of life inside the value' } as const;
  const keys = keysOf(after);
  const end = ['exp', 'expires', '_expire', '__ts', 'expires_at', '_expires'].find((key) => keys.has(key));
  return end === undefined
    ? { ...base, state: 'unknown', text: 'The payload holds no end: only the age limit of the server bounds it.' }
    : { ...base, state: 'pass', text: `The payload ends by itself (${end}).` };
}

function tossing({ after }: Question): StatelessCheck {
  const base = { id: 'cookie-tossing', title: 'Safe from cookies of sibling hosts' } as const;
  return after?.name.startsWith('__Host-') === true
    ? { ...base, state: 'pass', text: 'The __Host- prefix keeps other hosts from setting it.' }
    : { ...base, state: 'fail', text: 'Without the __Host- prefix a sibling host can set this cookie.' };
}

/** The checks of a login; of other events none. */
export function statelessChecks(question: Question): StatelessCheck[] {
  if (question.event.kind !== 'login') return [];
  return [keptKeys(question), csrfRotated(question), logoutReplay, lifetimeInside(question), tossing(question)];
}
