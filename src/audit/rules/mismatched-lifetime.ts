/** Finds tokens that end long before or after their cookie. */
import { expiryOf } from '../../cookie/set-cookie';
import { jwtCookies } from '../jwt-text';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'mismatched-lifetime',
    title: 'Token and cookie end apart',
    needs: ['cookies', 'page'],
    fix: ['lifetime'],
    references: ['ASVS 9.2.1'],
  },

  check({ cookies, page }) {
    return jwtCookies(loginCookies(cookies)).flatMap(({ cookie, jwt }) => {
      const from = cookie.line?.atMs ?? page.nowMs;
      const end = cookie.line?.parsed ? expiryOf(cookie.line.parsed, from) : cookie.expires;
      const exp = jwt.claims['exp'];
      if (typeof end !== 'number' || typeof exp !== 'number') return [];
      const apart = exp * 1000 - end;
      if (Math.abs(apart) <= 0.1 * (end - from)) return [];
      return [{ cookie, ...both('low'), message: `The token in ${cookie.name} ends ${Math.round(Math.abs(apart) / 60_000)} minutes ${apart < 0 ? 'before' : 'after'} the cookie does.` }];
    });
  },

  examples: {
    bad: [{ now: 1767225600000, setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ now: 1767225600000, setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600'] }],
  },
});
