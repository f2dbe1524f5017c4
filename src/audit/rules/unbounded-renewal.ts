/** Finds sessions whose end is pushed forward for ever. */
import { expiryOf } from '../../cookie/set-cookie';
import { payloadFields, payloadOf } from '../payload-fields';
import { loginCookies, type CookieFact } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

interface Absence {
  readonly text: string;
  /** False where the end may stand somewhere out of sight. */
  readonly isCertain: boolean;
}

const end = /^(?:exp|expires?(?:_?at|In)?|max_?age|logged_?in_?at|login_?time|auth_time)$/i;

/** Null: the payload holds an absolute end. */
function absenceOfEnd(cookie: CookieFact): Absence | null {
  const payload = payloadOf(cookie);
  if (payload === null) return { text: 'its payload cannot be read', isCertain: false };
  if (typeof payload.value !== 'object') return { text: 'it holds an id: an absolute end can only stand in the record on the server', isCertain: false };
  return payloadFields(payload.value).some(({ name }) => end.test(name)) ? null : { text: 'its payload holds no absolute end', isCertain: true };
}

export default defineRule({
  meta: {
    id: 'unbounded-renewal',
    title: 'Renewed without an absolute end',
    needs: ['lines', 'cookies', 'timeline', 'traffic'],
    about: 'login-line',
    fix: ['lifetime'],
    references: ['ASVS 7.3.2', 'OWASP Session Management Cheat Sheet (Absolute Timeout)'],
  },

  check({ lines, cookies, timeline }) {
    // A login makes a new session, with an end of its own.
    const sinceMs = Math.max(...timeline.events.filter(({ kind }) => kind === 'login').map(({ at }) => at), -Infinity);
    return loginCookies(cookies).flatMap((cookie) => {
      const ends = lines
        .filter(({ name, entry, isDeletion, parsed }) => name === cookie.name && entry !== null && entry.startedMs >= sinceMs && !isDeletion && parsed !== null)
        .map(({ parsed, atMs }) => (parsed === null ? 'session' : expiryOf(parsed, atMs)));
      const pushes = ends.filter((end, i) => i > 0 && typeof end === 'number' && end > Number(ends[i - 1])).length;
      if (pushes < 3) return [];
      const absence = absenceOfEnd(cookie);
      return absence === null ? [] : [{ cookie, ...both(absence.isCertain ? 'medium' : 'info'), message: `${pushes} responses pushed the end of ${cookie.name} forward, and ${absence.text}.` }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/0', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/1', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/2', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/3', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:04.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/4', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/0', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/1', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/2', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
