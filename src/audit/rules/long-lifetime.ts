/** Finds login cookies that live too long. */
import { expiryOf } from '../../cookie/set-cookie';
import type { Role, Settings } from '../../formats/define';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

const hourMs = 3_600_000;

/** Limits of the two policies, and the person's own. */
function limitMs(role: Role, settings: Settings): number {
  const isRemembered = role === 'remember-me';
  const own = settings[isRemembered ? 'maxRememberSeconds' : 'maxSessionSeconds'];
  if (typeof own === 'number') return own * 1000;
  const isStrict = settings['policy'] === 'strict';
  if (isRemembered) return (isStrict ? 30 : 90) * 24 * hourMs;
  return isStrict ? 12 * hourMs : 14 * 24 * hourMs;
}

function inWords(ms: number): string {
  return ms < 48 * hourMs ? `${Math.round(ms / hourMs)} hours` : `${Math.round(ms / hourMs / 24)} days`;
}

export default defineRule({
  meta: {
    id: 'long-lifetime',
    title: 'Lives too long',
    needs: ['cookies', 'page', 'settings'],
    fix: ['lifetime'],
    references: ['ASVS 7.3.1', 'ASVS 7.3.2', 'CWE-613', 'CWE-539'],
  },

  check({ cookies, page, settings }) {
    return loginCookies(cookies).flatMap((cookie) => {
      const from = cookie.line?.atMs ?? page.nowMs;
      const end = cookie.line?.parsed ? expiryOf(cookie.line.parsed, from) : cookie.expires;
      if (typeof end !== 'number') return [];
      const limit = limitMs(cookie.role, settings);
      // Expires counts whole seconds of the server's clock: what is exactly at the limit may look a little longer.
      const slack = typeof cookie.line?.parsed?.maxAge === 'number' ? 0 : 60_000;
      if (end - from <= limit + slack) return [];
      return [{ cookie, ...both('medium'), message: `${cookie.name} lives ${inWords(end - from)}; the limit for a ${cookie.role} cookie is ${inWords(limit)}.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2678400'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=1209600'] }],
  },
});
