/** Finds sessions that travel unencrypted after https. */
import { hostOf, isDevHost } from '../../cookie/match';
import { requestText } from '../evidence';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'plaintext-session',
    title: 'Session sent over plain http',
    needs: ['traffic', 'cookies', 'page'],
    about: 'login',
    fix: ['secure'],
    references: ['ASVS 3.4.1', 'CWE-319'],
  },

  check({ traffic, cookies, page }) {
    const logins = loginCookies(cookies);
    const secureHosts = new Set<string>();
    return traffic.flatMap((entry) => {
      const host = hostOf(entry.url);
      if (/^https:/i.test(entry.url)) secureHosts.add(host);
      const isLater = /^http:/i.test(entry.url) && secureHosts.has(host) && !isDevHost(host, page.devHosts);
      const cookie = isLater ? logins.find(({ name }) => entry.requestCookies?.some((sent) => sent.name === name)) : undefined;
      if (cookie === undefined) return [];
      return [{ cookie, ...both('high'), evidence: { text: `${cookie.name}=…`, source: 'request' as const, request: requestText(entry) }, message: `${cookie.name} went over plain http after https on the same host.` }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'http://app.example.com/', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
