/** Finds sessions made for visitors who did nothing. */
import { isRecord } from '../../codec/value';
import { loginCookies, type CookieFact } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

/** `certain`: the payload is legible and empty; `likely`: an id, whose record nobody here can see; null: something is in it, or it is sealed. */
function emptiness({ decoded }: CookieFact): 'certain' | 'likely' | null {
  if (decoded.status === 'unrecognised') return null;
  const payload = decoded.payload?.value ?? null;
  // A text alone, such as Laravel's, is an id that was encrypted.
  if (decoded.meta.holds === 'id' || typeof payload === 'string') return 'likely';
  return isRecord(payload) && Object.keys(payload).length === 0 ? 'certain' : null;
}

export default defineRule({
  meta: {
    id: 'needless-anonymous-session',
    title: 'Session for an anonymous visitor',
    needs: ['lines', 'cookies', 'timeline', 'traffic'],
    about: 'login-line',
    fix: ['rotation'],
    references: ['express-session README (saveUninitialized)'],
  },

  check({ lines, cookies, timeline, traffic }) {
    const first = Math.min(...timeline.events.filter(({ kind }) => kind === 'login').map(({ at }) => at), ...traffic.filter(({ method }) => method !== 'GET').map(({ startedMs }) => startedMs));
    return loginCookies(cookies).flatMap((cookie) => {
      const line = lines.find(({ name, entry, isDeletion }) => name === cookie.name && entry !== null && !isDeletion);
      const isFresh = line?.entry?.requestCookies?.some(({ name }) => name === cookie.name) !== true;
      if (line === undefined || cookie.role !== 'session' || !isFresh || line.atMs >= first) return [];
      const confidence = emptiness(cookie);
      if (confidence === null) return [];
      return [{ cookie, ...both('info'), confidence, message: `${cookie.name} was set for a visitor who had neither logged in nor stored anything.` }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=e30.aVWq8A.aciR9kKggR6g2tPbCszvgM5Cs54; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJjYXJ0IjpbMV19.aVWq8A.bcV5oqbCuQpPZLz5Z1_Y1jAHyhE; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
