/** Finds cookies whose name tells the framework. */
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

const telling = /^(?:connect\.sid|PHPSESSID|JSESSIONID|ASP\.NET_SessionId|ASPSESSIONID[A-Z]+|\.ASPXAUTH|\.AspNetCore\..+|laravel_session|ci_session|rack\.session|koa[.:]sess|sails\.sid|PLAY_SESSION|CAKEPHP|adonis-session|better-auth\.session_token|(?:next-auth|authjs)\.session-token|mojolicious|plack_session|dancer\.session|kemal_sessid|webpy_session_id|beegosessionID|REMEMBERME|auth_tkt|_oauth2_proxy|payload-token|sb-[\w-]+-auth-token|nuxt-session|keystonejs-session|beaker\.session\.id|AIOHTTP_SESSION|wordpress_logged_in_.+)$/;

export default defineRule({
  meta: {
    id: 'default-cookie-name',
    title: 'Default cookie name',
    needs: ['cookies'],
    about: 'login',
    fix: ['name'],
    references: ['OWASP Session Management Cheat Sheet (Session ID Name Fingerprinting)'],
  },

  check({ cookies }) {
    return loginCookies(cookies)
      .filter(({ name }) => telling.test(name))
      .map((cookie) => ({ cookie, ...both('info'), message: `${cookie.name} tells everybody which framework runs here.` }));
  },

  examples: {
    bad: [{ setCookie: ['PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
