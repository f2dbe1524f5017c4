/** Finds logouts that leave the session cookie in the browser. */
import { cookieNamed } from '../cookie-named';
import { eventEvidence } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'leftover-session-cookie',
    title: 'Session cookie left after logout',
    needs: ['timeline', 'cookies', 'lines'],
    about: 'judged-logout',
    fix: ['logout'],
    references: ['WSTG-SESS-06'],
  },

  check({ timeline, cookies, lines }) {
    return timeline.verdicts
      .filter((verdict) => verdict.event === 'logout' && verdict.verdict === 'survived-logout')
      .map((verdict) => ({
        ...cookieNamed(verdict.cookie, cookies, lines),
        ...both('medium'),
        evidence: eventEvidence(verdict.why, verdict, timeline),
        message: `${verdict.cookie} is still in the browser after the logout, with the same session in it. ${verdict.why}`,
      }));
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/logout', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Location', value: '/login' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/login', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/logout', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Location', value: '/login' }, { name: 'Set-Cookie', value: 'session=; Path=/; Max-Age=0' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/login', headers: [], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
