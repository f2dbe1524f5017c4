/** Finds requests whose cookies are too many for servers. */
import { byteLength } from '../../cookie/set-cookie';
import { requestText } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'oversized-cookie-header',
    title: 'Cookie header over 8 KiB',
    needs: ['traffic'],
    about: 'page',
    fix: [],
    references: ['nginx large_client_header_buffers'],
  },

  check({ traffic }) {
    return traffic.flatMap((entry) => {
      const bytes = (entry.requestCookies ?? []).reduce((sum, { name, value }) => sum + byteLength(name) + byteLength(value) + 3, 0);
      if (bytes <= 8192) return [];
      return [{ ...both('medium'), evidence: { text: `Cookie: ${bytes} bytes`, source: 'request' as const, request: requestText(entry) }, message: `A request sends ${bytes} bytes of cookies: nginx takes 8 KiB in one header line.` }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Cookie', value: `a=${'x'.repeat(4000)}; b=${'x'.repeat(4000)}; c=${'x'.repeat(300)}` }], cookies: [] }, response: { status: 400, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Cookie', value: 'a=1' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
