/** Finds lines whose two expiries disagree. */
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'conflicting-expiry',
    title: 'Expires and Max-Age disagree',
    needs: ['lines'],
    about: 'line',
    fix: ['lifetime'],
    references: ['draft-ietf-httpbis-rfc6265bis 5.7'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const { maxAge = null, expires = null } = cookie.parsed ?? {};
      if (maxAge === null || expires === null || cookie.isDeletion) return [];
      const seconds = Math.abs(cookie.atMs + maxAge * 1000 - expires) / 1000;
      if (seconds <= 60) return [];
      return [{ cookie, ...both('info'), message: `Expires and Max-Age of ${cookie.name} end ${Math.round(seconds)} seconds apart; browsers go by Max-Age.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600; Expires=Thu, 01 Jan 1970 00:00:00 GMT'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT'] }],
  },
});
