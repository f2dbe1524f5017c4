/** Finds logouts that a link or an image can trigger. */
import { requestText } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'logout-by-get',
    title: 'Logout by GET',
    needs: ['timeline'],
    about: 'page',
    fix: [],
    references: ['ASVS 3.5.3'],
  },

  check({ timeline }) {
    return timeline.events.flatMap(({ kind, method, url, why }) => {
      if (kind !== 'logout' || method !== 'GET' || url === null) return [];
      return [{ ...both('low'), evidence: { text: why, source: 'recording' as const, request: requestText({ method, url }) }, message: 'A GET request logged out: any page can trigger it with a link or an image.' }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/logout', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Location', value: '/login' }, { name: 'Set-Cookie', value: 'session=; Path=/; Max-Age=0' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/logout', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Location', value: '/login' }, { name: 'Set-Cookie', value: 'session=; Path=/; Max-Age=0' }, { name: 'Clear-Site-Data', value: '"cookies"' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
