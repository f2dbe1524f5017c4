/** Finds a SameSite attribute with a value that browsers do not know. */
import { isLoginRole } from '../../decode/role';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'invalid-samesite',
    title: 'SameSite has an invalid value',
    needs: ['lines'],
    about: 'line',
    fix: ['samesite'],
    references: ['draft-ietf-httpbis-layered-cookies', 'ZAP 10054-3'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const last = cookie.pieces.attributes.findLast(({ name }) => name === 'samesite');
      if (last === undefined || cookie.isDeletion || cookie.parsed?.sameSite !== 'unset') return [];
      const severity = isLoginRole(cookie.role) ? ('medium' as const) : ('info' as const);
      return [{ cookie, severity, production: severity, message: `SameSite=${last.value.slice(0, 20)} is neither Strict, Lax nor None: browsers ignore it and ${cookie.name} counts as unset.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Sometimes'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
