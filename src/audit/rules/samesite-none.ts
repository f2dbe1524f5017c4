/** Finds login cookies that every other site can make the browser send. */
import { loginCookies } from '../facts';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'samesite-none',
    title: 'SameSite=None',
    needs: ['cookies'],
    fix: ['samesite'],
    references: ['CWE-1275', 'ZAP 10054-2'],
  },

  check({ cookies }) {
    return loginCookies(cookies)
      .filter(({ sameSite }) => sameSite === 'none')
      .map((cookie) => ({ cookie, severity: 'medium', production: 'medium', message: `${cookie.name} is sent with every cross-site request: SameSite is None.` }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=None'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
