/** Finds lines that browsers drop because a name prefix is not kept. */
import { brokenPrefix } from '../../cookie/prefix';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'broken-prefix',
    title: 'Name prefix broken: dropped by the browser',
    needs: ['lines'],
    about: 'line',
    fix: ['name', 'secure'],
    references: ['draft-ietf-httpbis-rfc6265bis 4.1.3', 'draft-ietf-httpbis-layered-cookies'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const broken = cookie.parsed === null ? null : brokenPrefix(cookie.parsed, cookie.url);
      if (broken === null) return [];
      const severity = broken.prefix.includes('Http') ? ('medium' as const) : ('high' as const);
      return [{ cookie, severity, production: severity, message: `Browsers drop this line: a name with ${broken.prefix} ${broken.demand}.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly; SameSite=Lax'] }],
    good: [{ setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
