/** Finds logins that keep the session id. */
import { cookieNamed } from '../cookie-named';
import { eventEvidence } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'kept-session-id',
    title: 'Session id kept at login',
    needs: ['timeline', 'cookies', 'lines', 'proofs'],
    about: 'judged-login',
    fix: ['rotation'],
    references: ['ASVS 7.2.4', 'WSTG-SESS-03', 'CWE-384', 'ZAP 40013'],
  },

  check({ timeline, cookies, lines, proofs }) {
    const proof = proofs.find(({ rule, isFound }) => rule === 'kept-session-id' && isFound);
    return timeline.verdicts
      .filter((verdict) => verdict.event === 'login' && verdict.verdict === 'kept')
      .map((verdict) => ({
        ...cookieNamed(verdict.cookie, cookies, lines),
        ...both(proof === undefined ? 'high' : 'critical'),
        evidence: eventEvidence(verdict.why, verdict, timeline),
        message: `${verdict.why}${proof === undefined ? '' : ` ${proof.text}`}`,
      }));
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/login', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 302, headers: [{ name: 'Location', value: '/home' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/login', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 302, headers: [{ name: 'Location', value: '/home' }, { name: 'Set-Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7; Path=/; Secure; HttpOnly; SameSite=Lax' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Cookie', value: 'PHPSESSID=z9x8c7v6b5n4m3a2s1d0f9g8h7' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
