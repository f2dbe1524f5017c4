/** Finds tokens that bring their own key. */
import { jwtCookies } from '../jwt-text';
import { forRole } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'jwt-header-key',
    title: 'JWT header names its key',
    needs: ['cookies'],
    about: 'jwt',
    fix: ['secret'],
    references: ['ASVS 9.1.3'],
  },

  check({ cookies }) {
    return jwtCookies(cookies).flatMap(({ cookie, jwt }) => {
      const named = ['jku', 'x5u', 'jwk'].filter((field) => jwt.header[field] !== undefined);
      if (named.length === 0) return [];
      return [{ cookie, ...forRole(cookie.role, 'medium'), message: `The header of ${cookie.name} has ${named.join(', ')}: a server that follows it verifies with the key of the attacker.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsImprdSI6Imh0dHBzOi8vYS5leGFtcGxlLyJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
