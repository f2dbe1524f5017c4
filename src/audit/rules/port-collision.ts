/** Finds two applications on one host that share a cookie name. */
import { hostOf } from '../../cookie/match';
import { forRole } from '../weight';
import { defineRule } from '../define';

function portOf(url: string): string {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'http:' ? '80' : '443') : port;
}

export default defineRule({
  meta: {
    id: 'port-collision',
    title: 'Two ports set the same cookie',
    needs: ['lines'],
    about: 'line',
    fix: ['name'],
    references: ['draft-ietf-httpbis-layered-cookies (Weak Confidentiality)', 'express-session README (name)'],
  },

  check({ lines }) {
    const ports = new Map<string, string[]>();
    return lines.flatMap((cookie) => {
      if (cookie.isDeletion || !URL.canParse(cookie.url)) return [];
      const host = hostOf(cookie.url);
      const port = portOf(cookie.url);
      const place = JSON.stringify([host, cookie.name]);
      const known = ports.get(place) ?? [];
      if (!known.includes(port)) ports.set(place, [...known, port]);
      const other = known.find((item) => item !== port);
      if (other === undefined) return [];
      return [{ cookie, ...forRole(cookie.role, 'medium'), message: `${cookie.name} is set by port ${other} and by port ${port} of ${host}: ports share cookies, so each application logs the other out.` }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'http://localhost:3000/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'http://localhost:5000/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
