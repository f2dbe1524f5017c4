/** Finds tokens that stay in storage after a logout. */
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'leftover-web-storage',
    title: 'Token left in web storage after logout',
    needs: ['tests'],
    fix: [],
    references: ['ASVS 14.3.1', 'WSTG-SESS-06'],
  },

  check({ tests }) {
    return shownByTest('leftover-web-storage', 'medium', tests);
  },

  examples: {
    bad: [],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
