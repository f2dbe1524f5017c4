/** Finds logouts that leave the data of the site in the browser. */
import { requestText } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-clear-site-data',
    title: 'Logout without Clear-Site-Data',
    needs: ['timeline', 'traffic'],
    about: 'page',
    fix: [],
    references: ['ASVS 14.3.1'],
  },

  check({ timeline, traffic }) {
    const logouts = new Set(timeline.events.filter(({ kind }) => kind === 'logout').map(({ entryId }) => entryId));
    return traffic.flatMap((entry) => {
      if (!logouts.has(entry.id) || entry.responseHeaders.some(({ name }) => name === 'clear-site-data')) return [];
      return [{ ...both('info'), evidence: { text: 'no Clear-Site-Data header', source: 'response' as const, request: requestText(entry) }, message: 'The logout response has no Clear-Site-Data: caches and storage keep what the session left.' }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/logout', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Location', value: '/login' }, { name: 'Set-Cookie', value: 'session=; Path=/; Max-Age=0' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/logout', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Location', value: '/login' }, { name: 'Set-Cookie', value: 'session=; Path=/; Max-Age=0' }, { name: 'Clear-Site-Data', value: '"cookies"' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
