/** Finds login cookies that page script can read. */
import { loginCookies } from '../facts';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-httponly',
    title: 'HttpOnly is missing',
    needs: ['cookies'],
    about: 'login-attributes',
    fix: ['httponly'],
    references: ['ASVS 3.3.4', 'WSTG-SESS-02', 'CWE-1004', 'ZAP 10010'],
  },

  check({ cookies }) {
    return loginCookies(cookies)
      .filter(({ httpOnly }) => httpOnly === false)
      .map((cookie) => ({ cookie, severity: 'high', production: 'high', message: `Every script of the page can read ${cookie.name}: HttpOnly is not set.` }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; SameSite=Lax'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['csrftoken=QopDzPBGzHhPPZYlJDVpJ5gCj2yeGe01; Path=/; Secure; SameSite=Lax'] }, { setCookie: ['theme=dark; Path=/'] }],
  },
});
