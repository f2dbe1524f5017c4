/** Finds tokens that never end. */
import { jwtCookies } from '../jwt-text';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-jwt-expiry',
    title: 'JWT without exp',
    needs: ['cookies'],
    about: 'login-jwt',
    fix: ['lifetime'],
    references: ['ASVS 9.2.1', 'CWE-613'],
  },

  check({ cookies }) {
    return jwtCookies(loginCookies(cookies))
      .filter(({ jwt }) => jwt.claims['exp'] === undefined)
      .map(({ cookie, jwt }) => {
        const names = Object.keys(jwt.claims).filter((name) => name !== 'iat');
        const isId = names.length === 1 && /^(?:sid|jti|session_?id)$/i.test(names[0] ?? '');
        return { cookie, ...both(isId ? 'info' : 'medium'), message: `${cookie.name} is a JWT without exp: it is valid as long as its key is.` };
      });
  },

  examples: {
    bad: [{ setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
