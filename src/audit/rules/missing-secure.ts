/** Finds login cookies that also travel over plain http. */
import { loginCookies } from '../facts';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-secure',
    title: 'Secure is missing',
    needs: ['cookies', 'page'],
    fix: ['secure'],
    references: ['ASVS 3.3.1', 'WSTG-SESS-02', 'CWE-614', 'ZAP 10011'],
  },

  check({ cookies, page }) {
    return loginCookies(cookies)
      .filter(({ secure }) => secure === false)
      .map((cookie) => ({
        cookie,
        severity: page.isHttps ? 'high' : 'info',
        production: 'high',
        message: page.isHttps
          ? `${cookie.name} is also sent over plain http: Secure is not set.`
          : `Secure is not set on ${cookie.name}. Over http that costs nothing here; in production the cookie would also travel unencrypted.`,
      }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly; SameSite=Lax'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly; SameSite=Lax'], url: 'http://localhost:5000/' }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
