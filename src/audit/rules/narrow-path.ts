/** Finds sessions whose Path costs logins. */
import { hostOf, pathMatches, requestPathOf } from '../../cookie/match';
import { isLoginPath } from '../../rotation/path-words';
import { requestText } from '../evidence';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'narrow-path',
    title: 'Path is too narrow',
    needs: ['cookies', 'traffic'],
    about: 'login-line',
    fix: ['name'],
    references: ['draft-ietf-httpbis-rfc6265bis 8.6'],
  },

  check({ cookies, traffic }) {
    return loginCookies(cookies).flatMap((cookie) => {
      const path = cookie.line?.parsed?.path ?? '/';
      if (cookie.role !== 'session' || cookie.line === null || path === '/') return [];
      const host = hostOf(cookie.line.url);
      const since = cookie.line.atMs;
      const refused = traffic.find((entry) => {
        if (entry.startedMs < since || hostOf(entry.url) !== host || pathMatches(requestPathOf(entry.url), path)) return false;
        const isTurnedAway = entry.status === 401 || (entry.redirectUrl !== null && isLoginPath(entry.redirectUrl));
        return isTurnedAway && entry.requestCookies?.some(({ name }) => name === cookie.name) === false;
      });
      if (refused === undefined) return [];
      return [{ cookie, ...both('low'), evidence: { text: `Path=${path}`, source: 'request' as const, request: requestText(refused) }, message: `${cookie.name} has Path=${path}: a request outside it went without the session and was turned away.` }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/app/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/app' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/api/me', headers: [{ name: 'Cookie', value: 'theme=dark' }], cookies: [] }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/app/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/app' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/app/me', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
