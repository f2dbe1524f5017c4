/** Finds name prefixes in other spelling. */
import { prefixOf } from '../../cookie/prefix';
import { forRole } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'miscased-prefix',
    title: 'Name prefix in other spelling',
    needs: ['lines'],
    about: 'line',
    fix: ['name'],
    references: ['draft-ietf-httpbis-rfc6265bis 5.4'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const prefix = prefixOf(cookie.name);
      if (prefix === null || cookie.name.startsWith(prefix) || cookie.isDeletion) return [];
      return [{ cookie, ...forRole(cookie.role, 'low'), message: `${cookie.name} begins with ${prefix} in other spelling: browsers enforce it, a server that compares letter by letter does not.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['__host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
