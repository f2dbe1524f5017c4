/** Finds sessions without an end of their own. */
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-expiry',
    title: 'No expiry: ends with the browser',
    needs: ['cookies'],
    about: 'session-attributes',
    fix: ['lifetime'],
    references: ['NIST SP 800-63B', 'WSTG-SESS-02'],
  },

  check({ cookies }) {
    return cookies
      .filter(({ role, line, expires }) => role === 'session' && (line === null ? expires === 'session' : line.parsed?.maxAge === null && line.parsed.expires === null && typeof expires !== 'number'))
      .map((cookie) => ({ cookie, severity: 'info', production: 'info', message: `${cookie.name} has neither Max-Age nor Expires: it ends with the browser session, which restoring tabs prolongs.` }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
