/** Finds responses with a session that a cache may keep. */
import { isLoginRole } from '../../decode/role';
import type { TrafficEntry } from '../../rotation/traffic';
import type { LineFact } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

function mayBeKept({ status, responseHeaders, url }: TrafficEntry): boolean {
  if (status >= 300 && status < 400) return false;
  if (/\.(?:js|css|png|jpe?g|gif|svg|woff2?|ico|webp)(?:[?#]|$)/i.test(url)) return false;
  return !responseHeaders.some(({ name, value }) => name === 'cache-control' && /no-store|private/i.test(value));
}

/** The signature beside a cookie (Keygrip) says nothing that its cookie does not. */
function isSignature({ name, entry }: LineFact, lines: readonly LineFact[]): boolean {
  return name.endsWith('.sig') && lines.some((other) => other.entry === entry && `${other.name}.sig` === name);
}

export default defineRule({
  meta: {
    id: 'cacheable-session-response',
    title: 'Session in a cacheable response',
    needs: ['lines', 'traffic'],
    about: 'login-line',
    fix: [],
    references: ['ASVS 14.3.2', 'CWE-525'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const { entry } = cookie;
      if (isSignature(cookie, lines)) return [];
      if (entry === null || cookie.isDeletion || cookie.parsed === null || !isLoginRole(cookie.role) || !mayBeKept(entry)) return [];
      return [{ cookie, ...both('medium'), message: `The response that sets ${cookie.name} has neither no-store nor private in Cache-Control: a shared cache may hand the session to others.` }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200' }, { name: 'Cache-Control', value: 'no-store' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [], cookies: [] }, response: { status: 302, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200' }, { name: 'Location', value: '/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
