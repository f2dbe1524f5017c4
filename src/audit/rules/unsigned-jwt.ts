/** Finds tokens that nothing protects. */
import { jwtCookies } from '../jwt-text';
import { forRole } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'unsigned-jwt',
    title: 'JWT without a signature',
    needs: ['cookies'],
    about: 'jwt',
    fix: ['secret'],
    references: ['ASVS 9.1.2', 'CWE-347'],
  },

  check({ cookies }) {
    return jwtCookies(cookies)
      .filter(({ jwt }) => !jwt.isSigned)
      .map(({ cookie }) => ({ cookie, ...forRole(cookie.role, 'critical'), message: `${cookie.name} is a JWT without a signature: anybody can write another one.` }));
  },

  examples: {
    bad: [{ setCookie: ['auth_token=eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImlhdCI6MTc2NzIyNTYwMCwiZXhwIjoxNzY3MjI5MjAwfQ.; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
