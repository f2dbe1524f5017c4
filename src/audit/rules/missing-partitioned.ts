/** Finds login cookies in cross-site frames that are not partitioned. */
import { requestText } from '../evidence';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-partitioned',
    title: 'Not partitioned in a cross-site frame',
    needs: ['traffic', 'cookies'],
    about: 'login-line',
    fix: ['samesite'],
    references: ['CHIPS (partitioned cookies)'],
  },

  check({ traffic, cookies }) {
    const frame = (wanted: string) => traffic.find(({ requestCookies, requestHeaders }) => {
      const header = (field: string): string => requestHeaders.find(({ name }) => name === field)?.value ?? '';
      return header('sec-fetch-dest') === 'iframe' && header('sec-fetch-site') === 'cross-site' && requestCookies?.some(({ name }) => name === wanted) === true;
    });
    return loginCookies(cookies).flatMap((cookie) => {
      const entry = frame(cookie.name);
      if (entry === undefined || cookie.sameSite !== 'none' || cookie.line?.parsed?.partitioned !== false) return [];
      return [{ cookie, ...both('info'), evidence: { text: `${cookie.name} in a cross-site frame`, source: 'request' as const, request: requestText(entry) }, message: `${cookie.name} is used in a cross-site frame and is not Partitioned: where third-party cookies are blocked it is not sent.` }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=None' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/w', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }, { name: 'Sec-Fetch-Dest', value: 'iframe' }, { name: 'Sec-Fetch-Site', value: 'cross-site' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=None; Partitioned' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/w', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }, { name: 'Sec-Fetch-Dest', value: 'iframe' }, { name: 'Sec-Fetch-Site', value: 'cross-site' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
