/** Finds changes of rights that keep the session id. */
import { cookieNamed } from '../cookie-named';
import { eventEvidence } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'kept-id-on-privilege-change',
    title: 'Session id kept over a change of rights',
    needs: ['timeline', 'cookies', 'lines'],
    about: 'judged-privilege-change',
    fix: ['rotation'],
    references: ['ASVS 7.2.4', 'ASVS 7.4.1'],
  },

  check({ timeline, cookies, lines }) {
    return timeline.verdicts
      .filter((verdict) => verdict.event === 'privilege-change' && verdict.verdict === 'kept')
      .map((verdict) => ({
        ...cookieNamed(verdict.cookie, cookies, lines),
        ...both('medium'),
        evidence: eventEvidence(verdict.why, verdict, timeline),
        message: `${verdict.cookie} has the same session id before and after the change of rights. ${verdict.why}`,
      }));
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/account', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/account/password', headers: [{ name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'old_password=a&new_password=b&confirm_password=b', params: [] } }, response: { status: 302, headers: [{ name: 'Location', value: '/account' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/account', headers: [{ name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
