/** The verdict on one cookie at a login. */
import { isLoginRole } from '../decode/role';
import type { CookieMoment } from './moment';
import { pathOf } from './path-words';
import { hasFormerTwin, oldIdTest, racedRuling, restlessNote, sealedRuling, statelessRuling, twinRuling, type Case, type Ruling } from './ruling';

/** Login cookies that came or changed with the event, this one left out. */
function othersThatChanged({ window, name }: Case): CookieMoment[] {
  return [...window.after.values()].filter((moment) => moment.name !== name && isLoginRole(moment.role) && window.before.get(moment.name)?.value !== moment.value);
}

function issuedRuling({ name, window }: Case): Ruling {
  return window.knowsBefore
    ? { verdict: 'issued', mood: 'good', why: `There was no ${name} before the login; the login set the first one.` }
    : {
        verdict: 'unclear',
        mood: 'unclear',
        why: `${name} is there after the login; with which cookies the login was sent was not recorded.`,
        settle: 'Record from before the login page on.',
      };
}

function keptReason({ name, before, after, past, touch }: Case): string {
  if (before?.principal != null && after?.principal != null && before.principal !== after.principal)
    return `The user changed and the session id in ${name} stayed the same: one session serves two users, with whatever the first one left in it.`;
  const base = `The session id in ${name} is the same before and after the login.`;
  return past.isSignedIn
    ? `${base} Somebody was logged in already: if this was another user, one session serves both.`
    : touch === 'payload-changed'
      ? `${base} The cookie carries the session itself, so an older copy of it is not logged in; whatever the server keeps under that id is.`
      : `${base} Whoever planted or saw it before is now logged in as well.`;
}

/** Another id that came when the window had long closed, as a sentence; empty where none did. */
function lateNote({ name, after, window }: Case): string {
  const late = window.later.find(({ entry, momentsAfter }) => entry !== null && momentsAfter.has(name) && momentsAfter.get(name)?.identity !== after?.identity);
  const end = window.steps.at(-1)?.at;
  if (!late?.entry || end === undefined) return '';
  return ` It was replaced only ${Math.round((late.entry.startedMs - end) / 1000)} s after the first page, by ${late.entry.method} ${pathOf(late.entry.url)}: until then it is the id of a logged-in user.`;
}

function keptRuling(item: Case): Ruling {
  const { name, window } = item;
  if (!window.complete)
    return {
      verdict: 'unclear',
      mood: 'unclear',
      why: `The session id in ${name} has not changed so far, but the first page after the login was not recorded: it may still be replaced there.`,
      settle: 'Load a page after the login while recording.',
    };
  const second = othersThatChanged(item).find(({ name: other, role }) => !window.before.has(other) && role !== 'session')?.name;
  const settle =
    second === undefined
      ? 'Prove it by a replay of the id from before the login.'
      : `${second} appeared at the login. If the server also asks for it, the kept id alone is harmless: a replay of ${name} alone tells.`;
  return { verdict: 'kept', mood: 'risk', why: `${keptReason(item)}${lateNote(item)}`, settle };
}

/** The same bytes as before. A cookie that holds the user would have changed, so this is an id, or no session at all. */
function sameRuling(item: Case): Ruling | null {
  const { after, before } = item;
  const others = othersThatChanged(item);
  if (item.event.isBearer && others.length === 0) return null;
  if (after?.comparable === 'payload') return null;
  if (before?.isGuess === true && others.length > 0) return null;
  if (after?.comparable === 'sealed' && (after.formatId !== null || others.length > 0))
    return {
      verdict: 'unclear',
      mood: 'unclear',
      why: `${item.name} is encrypted and did not change at all at the login; without the key nobody can tell what it holds.`,
      settle: 'Paste the key of this cookie, or prove it by a replay.',
    };
  return keptRuling(item);
}

export function loginRuling(item: Case): Ruling | null {
  const { name, before, after, touch, window } = item;
  if (after === null) return null;
  if (window.raced.has(name)) return racedRuling(item);
  if (before === null) return issuedRuling(item);
  if (touch === 'same') return sameRuling(item);
  if (hasFormerTwin(item)) return twinRuling(item);
  if (touch === 'unclear') return sealedRuling(item);
  if (before.comparable === 'id' && after.comparable === 'id')
    return touch === 'identity-changed'
      ? { verdict: 'rotated', mood: 'good', why: `The session id in ${name} was replaced at the login.${restlessNote(item)}`, settle: oldIdTest }
      : keptRuling(item);
  if (touch === 'payload-changed' && before.tokenId !== null && before.tokenId === after.tokenId) return keptRuling(item);
  return statelessRuling(item);
}
