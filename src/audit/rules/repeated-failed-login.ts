/** Finds logins that were refused again and again without being slowed down. */
import type { RequestEvent } from '../../rotation/timeline';
import { both } from '../weight';
import { defineRule } from '../define';

/** So many refused logins at one address within the window. */
const limit = 5;
const windowMs = 5 * 60_000;

export default defineRule({
  meta: {
    id: 'repeated-failed-login',
    title: 'Many refused logins',
    needs: ['timeline', 'requests'],
    about: 'page',
    fix: [],
    references: ['WSTG-ATHN-03', 'CWE-307', 'ASVS 6.3.1'],
  },

  check({ timeline, requests }) {
    if (requests.some(({ status }) => status === 429)) return [];
    const byUrl = new Map<string, RequestEvent[]>();
    for (const event of timeline.failed) {
      const events = byUrl.get(event.url);
      if (events === undefined) byUrl.set(event.url, [event]);
      else events.push(event);
    }
    return [...byUrl.values()].flatMap((events) => {
      const [first] = events;
      const isFast = events.some(({ at }, i) => i >= limit - 1 && at - (events[i - limit + 1]?.at ?? 0) <= windowMs);
      if (first === undefined || !isFast) return [];
      return [{
        ...both('info'),
        evidence: { text: `${limit} or more refused logins within ${windowMs / 60_000} minutes`, source: 'recording' as const, request: `${first.method} ${first.url}` },
        message: `${events.length} logins were refused, and none of the answers slowed the next one down (429): a password can be tried out.`,
      }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:06.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:09.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:12.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:06.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:06.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:09.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 401, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:15.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Accept', value: 'text/html' }, { name: 'Cookie', value: 'PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 429, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
