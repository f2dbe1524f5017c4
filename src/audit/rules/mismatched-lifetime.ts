/** Finds tokens that end long before or after their cookie. */
import { expiryOf } from '../../cookie/set-cookie';
import { isRecord } from '../../codec/value';
import { jwtText } from '../jwt-text';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule, type CookieFact } from '../define';

/** Where the token inside ends, epoch milliseconds: `exp` of a JWT, the seal of iron, `_expire` of koa-session. Null: it does not say. */
function endInside({ decoded }: CookieFact): number | null {
  const exp = jwtText(decoded.wire.value)?.claims['exp'];
  if (typeof exp === 'number') return exp * 1000;
  const seal = /^Fe26\.2\*[^*]*\*[^*]*\*[^*]*\*[^*]*\*(\d{13})\*/.exec(decoded.wire.value)?.[1];
  if (seal !== undefined) return Number(seal);
  const payload = decoded.status === 'unrecognised' ? null : (decoded.payload?.value ?? null);
  const expire = isRecord(payload) ? payload['_expire'] : null;
  return typeof expire === 'number' && expire > 1e12 ? expire : null;
}

export default defineRule({
  meta: {
    id: 'mismatched-lifetime',
    title: 'Token and cookie end apart',
    needs: ['cookies', 'page'],
    about: 'login-attributes',
    fix: ['lifetime'],
    references: ['ASVS 9.2.1'],
  },

  check({ cookies, page }) {
    return loginCookies(cookies).flatMap((cookie) => {
      const from = cookie.line?.atMs ?? page.nowMs;
      const end = cookie.line?.parsed ? expiryOf(cookie.line.parsed, from) : cookie.expires;
      const inside = endInside(cookie);
      if (typeof end !== 'number' || inside === null) return [];
      const apart = inside - end;
      if (Math.abs(apart) <= 0.1 * (end - from)) return [];
      return [{ cookie, ...both('low'), message: `The token in ${cookie.name} ends ${Math.round(Math.abs(apart) / 60_000)} minutes ${apart < 0 ? 'before' : 'after'} the cookie does.` }];
    });
  },

  examples: {
    bad: [{ now: 1767225600000, setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ now: 1767225600000, setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600'] }],
  },
});
