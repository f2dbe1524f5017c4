/** Finds login cookies that live too long. */
import { expiryOf } from '../../cookie/set-cookie';
import { durationInWords } from '../duration';
import { loginCookies } from '../facts';
import { lifetimeLimits, limitOf } from '../lifetime-limits';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'long-lifetime',
    title: 'Lives too long',
    needs: ['cookies', 'page', 'settings'],
    about: 'login-attributes',
    fix: ['lifetime'],
    references: ['ASVS 7.3.1', 'ASVS 7.3.2', 'CWE-613', 'CWE-539'],
  },

  check({ cookies, page, settings }) {
    const limits = lifetimeLimits(settings);
    return loginCookies(cookies).flatMap((cookie) => {
      const from = cookie.line?.atMs ?? page.nowMs;
      const end = cookie.line?.parsed ? expiryOf(cookie.line.parsed, from) : cookie.expires;
      if (typeof end !== 'number') return [];
      const limitSeconds = limitOf(cookie.role, limits);
      // Expires counts whole seconds of the server's clock: what is exactly at the limit may look a little longer.
      const slack = typeof cookie.line?.parsed?.maxAge === 'number' ? 0 : 60_000;
      if (end - from <= limitSeconds * 1000 + slack) return [];
      return [{ cookie, ...both('medium'), message: `${cookie.name} lives ${durationInWords((end - from) / 1000)}; the limit for a ${cookie.role} cookie is ${durationInWords(limitSeconds)}.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2678400'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=1209600'] }],
  },
});
