/** Finds servers that take over an id they never issued. */
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'adopted-session-id',
    title: 'Server adopts a foreign session id',
    needs: ['tests'],
    fix: ['rotation'],
    references: ['OWASP Session Management Cheat Sheet (Permissive and Strict)'],
  },

  check({ tests }) {
    return shownByTest('adopted-session-id', 'high', tests);
  },

  examples: {
    bad: [],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
