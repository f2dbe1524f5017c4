/** Finds tokens that any script can read. */
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'token-in-web-storage',
    title: 'Token in web storage',
    needs: ['tests'],
    fix: ['httponly'],
    references: ['ASVS 14.3.3', 'CWE-922'],
  },

  check({ tests }) {
    return shownByTest('token-in-web-storage', 'medium', tests);
  },

  examples: {
    bad: [],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
