/** Finds lifetimes beyond what browsers grant. */
import { expiryOf } from '../../cookie/set-cookie';
import { both } from '../weight';
import { defineRule } from '../define';

/** Four hundred days. */
const maxLifetimeMs = 34_560_000_000;

export default defineRule({
  meta: {
    id: 'clamped-lifetime',
    title: 'Lives longer than browsers allow',
    needs: ['lines'],
    about: 'line',
    fix: ['lifetime'],
    references: ['draft-ietf-httpbis-rfc6265bis 5.5'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const end = cookie.parsed === null ? 'session' : expiryOf(cookie.parsed, cookie.atMs);
      if (end === 'session' || end - cookie.atMs <= maxLifetimeMs) return [];
      return [{ cookie, ...both('low'), message: `${cookie.name} asks for ${Math.round((end - cookie.atMs) / 86_400_000)} days; browsers cut it down to 400.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['_ga=GA1.1.1234567890.1700000000; Path=/; Max-Age=63072000'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['a=1; Max-Age=34560000'] }],
  },
});
