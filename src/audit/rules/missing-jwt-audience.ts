/** Finds tokens that do not say whom they are for. */
import { jwtCookies } from '../jwt-text';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-jwt-audience',
    title: 'JWT with neither aud nor iss',
    needs: ['cookies'],
    about: 'login-jwt',
    fix: [],
    references: ['ASVS 9.2.3', 'ASVS 9.2.4'],
  },

  check({ cookies }) {
    return jwtCookies(loginCookies(cookies))
      .filter(({ jwt }) => jwt.claims['aud'] === undefined && jwt.claims['iss'] === undefined)
      .map(({ cookie }) => ({ cookie, ...both('low'), message: `${cookie.name} is a JWT with neither aud nor iss: another service with the same key would accept it.` }));
  },

  examples: {
    bad: [{ setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
