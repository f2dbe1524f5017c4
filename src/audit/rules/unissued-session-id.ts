/** Finds session ids that appear in requests although no answer of the recording set them. */
import { cookieNamed } from '../cookie-named';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'unissued-session-id',
    title: 'A session id that nobody issued',
    needs: ['timeline', 'cookies', 'lines'],
    about: 'touched',
    fix: ['rotation'],
    references: ['WSTG-SESS-03', 'CWE-384'],
  },

  check({ timeline, cookies, lines }) {
    const replaced = timeline.touches.filter(({ class: kind, entryId }) => kind === 'identity-changed' && entryId === null);
    const foreign = replaced.filter(({ after }) => after !== null && !timeline.touches.some((touch) => touch.entryId !== null && touch.after?.identity === after.identity));
    return foreign.map(({ cookie }) => ({
      ...cookieNamed(cookie, cookies, lines),
      ...both('low'),
      confidence: 'likely' as const,
      evidence: { text: `${cookie} changed between two requests`, source: 'recording' as const, request: null },
      message: `The session id in ${cookie} was replaced by one that no recorded answer had set: by a script, another tab, an edit by hand, or an answer that the browser did not report, as it does not report that for its own favicon.ico. If the server goes on with it, it takes over ids that it never issued.`,
    }));
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Accept', value: 'text/html' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/a', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=m1n2b3v4c5x6z7l8k9j0h1g2f3' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/b', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=m1n2b3v4c5x6z7l8k9j0h1g2f3' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Accept', value: 'text/html' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/a', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7; Path=/; Secure; HttpOnly; SameSite=Lax' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/b', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=m1n2b3v4c5x6z7l8k9j0h1g2f3' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/a', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=m1n2b3v4c5x6z7l8k9j0h1g2f3' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
