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
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], tests: [{ rule: 'adopted-session-id', isFound: true, text: 'A made-up id was sent, and the server went on with it instead of issuing its own.' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
