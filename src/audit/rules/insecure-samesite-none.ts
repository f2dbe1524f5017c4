/** Finds lines that browsers drop because SameSite=None stands without Secure. */
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'insecure-samesite-none',
    title: 'SameSite=None without Secure: dropped by the browser',
    needs: ['lines'],
    about: 'line',
    fix: ['secure', 'samesite'],
    references: ['draft-ietf-httpbis-layered-cookies', 'CWE-1275'],
  },

  check({ lines }) {
    return lines
      .filter(({ parsed }) => parsed !== null && parsed.sameSite === 'none' && !parsed.secure)
      .map((cookie) => ({ cookie, severity: 'high', production: 'high', message: `Browsers drop this line: SameSite=None needs Secure, also on http://localhost. ${cookie.name} is never stored.` }));
  },

  examples: {
    bad: [{ setCookie: ['prefs=1; SameSite=None; Path=/'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=None'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
