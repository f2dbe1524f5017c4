/** Finds login cookies that live too long. */
import { expiryOf } from '../../cookie/set-cookie';
import { loginCookies } from '../facts';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'long-lifetime',
    title: 'Lives too long',
    needs: ['cookies', 'page'],
    fix: ['lifetime'],
    references: ['ASVS 7.3.1', 'ASVS 7.3.2', 'CWE-613', 'CWE-539'],
  },

  check({ cookies, page }) {
    const day = 86_400_000;
    return loginCookies(cookies).flatMap((cookie) => {
      const from = cookie.line?.atMs ?? page.nowMs;
      const end = cookie.line?.parsed ? expiryOf(cookie.line.parsed, from) : cookie.expires;
      if (typeof end !== 'number') return [];
      const limit = cookie.role === 'remember-me' ? 90 : 14;
      const days = (end - from) / day;
      if (days <= limit) return [];
      return [{ cookie, severity: 'medium' as const, production: 'medium' as const, message: `${cookie.name} lives ${Math.round(days)} days; the limit for a ${cookie.role} cookie is ${limit} days.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2678400'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=1209600'] }],
  },
});
