/** Finds sessions that an answer took away from a signed-in user who did not log out. */
import { cookieNamed } from '../cookie-named';
import type { Timeline, Touch } from '../../rotation/timeline';
import { requestText } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

/** True where the latest event before is a login. */
function isSignedIn(touch: Touch, { events }: Timeline): boolean {
  return events.findLast(({ at }) => at < touch.at)?.kind === 'login';
}

export default defineRule({
  meta: {
    id: 'lost-session',
    title: 'Session lost',
    needs: ['timeline', 'cookies', 'lines', 'requests'],
    about: 'touched',
    fix: [],
    references: ['WSTG-SESS-02'],
  },

  check({ timeline, cookies, lines, requests }) {
    // A logout or a refused login asks for the end of a session.
    const asking = new Set([...timeline.events, ...timeline.failed].map(({ entryId }) => entryId));
    const lost = timeline.touches.filter((touch) => touch.class === 'deleted' && touch.entryId !== null && !asking.has(touch.entryId) && isSignedIn(touch, timeline));
    return lost.map(({ cookie, entryId }) => {
      const entry = requests.find(({ id }) => id === entryId);
      const request = entry === undefined ? null : requestText(entry);
      return {
        ...cookieNamed(cookie, cookies, lines),
        ...both('low'),
        evidence: { text: `${cookie} was removed`, source: 'recording' as const, request },
        message: `${request ?? 'An answer'} removed ${cookie} while somebody was signed in and did not log out: this is where the login is lost.`,
      };
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Accept', value: 'text/html' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 302, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7; Path=/; Secure; HttpOnly; SameSite=Lax' }, { name: 'Location', value: '/home' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:05.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/report', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=; Path=/; Max-Age=0' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:06.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: '' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Location', value: '/login' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Accept', value: 'text/html' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 302, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7; Path=/; Secure; HttpOnly; SameSite=Lax' }, { name: 'Location', value: '/home' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:05.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/logout', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=; Path=/; Max-Age=0' }, { name: 'Location', value: '/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Accept', value: 'text/html' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 302, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7; Path=/; Secure; HttpOnly; SameSite=Lax' }, { name: 'Location', value: '/home' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
