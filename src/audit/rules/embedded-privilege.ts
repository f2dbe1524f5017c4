/** Finds rights that live in the cookie. */
import { payloadFields, payloadOf } from '../payload-fields';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'embedded-privilege',
    title: 'Rights in the cookie',
    needs: ['cookies'],
    about: 'login-payload',
    fix: [],
    references: ['ASVS 7.2.1', 'CWE-565'],
  },

  check({ cookies }) {
    return loginCookies(cookies).flatMap((cookie) => {
      const payload = payloadOf(cookie);
      const names = payload === null ? [] : payloadFields(payload.value).map(({ name }) => name).filter((name) => /^(?:roles?|is_?admin|admin|is_?staff|is_?superuser|permissions?|privileges?)$/i.test(name));
      if (names.length === 0) return [];
      return [{ cookie, ...both('info'), message: `${cookie.name} carries rights (${[...new Set(names)].join(', ')}): one that is revoked lives on until the cookie ends.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Miwicm9sZSI6ImFkbWluIn0.aVWq8A.HpoMJdpn6eP1Nxh4Vjan6UbMYAU; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
