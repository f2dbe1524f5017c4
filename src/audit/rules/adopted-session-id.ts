/** Finds servers that take over an id they never issued. */
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'adopted-session-id',
    title: 'Server adopts a foreign session id',
    needs: ['proofs', 'cookies', 'lines'],
    about: 'tested',
    fix: ['rotation'],
    references: ['OWASP Session Management Cheat Sheet (Permissive and Strict)'],
  },

  check(facts) {
    return shownByTest('adopted-session-id', 'high', facts);
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], tests: [{ rule: 'adopted-session-id', isFound: true, text: 'A made-up id was sent, and the server went on with it instead of issuing its own.' }] }],
    good: [{ setCookie: ['PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax'], tests: [{ rule: 'adopted-session-id', isFound: false, cookie: 'PHPSESSID', text: 'The server put an id of its own in the place of the made-up one.' }] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
