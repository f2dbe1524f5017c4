/** Finds login cookies whose name does not say who may set them. */
import { prefixOf } from '../../cookie/prefix';
import { loginCookies } from '../facts';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-prefix',
    title: 'No name prefix',
    needs: ['cookies', 'page'],
    about: 'login',
    fix: ['name', 'secure'],
    references: ['ASVS 3.3.1', 'ASVS 3.3.3', 'WSTG-SESS-02'],
  },

  check({ cookies, page }) {
    return loginCookies(cookies)
      .filter(({ name }) => prefixOf(name) === null)
      .map((cookie) => ({
        cookie,
        severity: page.isHttps ? 'low' : 'info',
        production: 'low',
        message: `A sibling host or a page over http can set ${cookie.name} as well; nobody else can set a __Host- cookie.`,
      }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
