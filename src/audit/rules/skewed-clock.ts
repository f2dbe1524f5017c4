/** Finds servers whose clock is off while an expiry depends on it. */
import { parseSetCookie } from '../../cookie/set-cookie';
import { requestText } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'skewed-clock',
    title: 'Server clock is off',
    needs: ['traffic'],
    about: 'page',
    fix: [],
    references: ['RFC 9110 6.6.1'],
  },

  check({ traffic }) {
    for (const entry of traffic) {
      const date = Date.parse(entry.responseHeaders.find(({ name }) => name === 'date')?.value ?? '');
      const seconds = Math.round((date - entry.startedMs - entry.durationMs) / 1000);
      if (Number.isNaN(date) || Math.abs(seconds) <= 60 || !entry.setCookies.some((line) => (parseSetCookie(line)?.expires ?? 0) > 0)) continue;
      return [{ ...both('info'), evidence: { text: `Date is ${seconds} seconds off`, source: 'response' as const, request: requestText(entry) }, message: `The clock of the server is ${Math.abs(seconds)} seconds ${seconds < 0 ? 'behind' : 'ahead of'} the one here: an Expires attribute ends that much off.` }];
    }
    return [];
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Date', value: 'Thu, 01 Jan 2026 01:00:00 GMT' }, { name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Expires=Fri, 02 Jan 2026 00:00:00 GMT' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Date', value: 'Thu, 01 Jan 2026 00:00:01 GMT' }, { name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Expires=Fri, 02 Jan 2026 00:00:00 GMT' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
