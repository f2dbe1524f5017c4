/** Tells that a second login leaves the first alive. */
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'concurrent-session',
    title: 'Sessions live side by side',
    needs: ['proofs', 'cookies', 'lines'],
    about: 'tested',
    fix: [],
    references: ['ASVS 7.1.2', 'WSTG-SESS-11'],
  },

  check(facts) {
    return shownByTest('concurrent-session', 'info', facts);
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], tests: [{ rule: 'concurrent-session', isFound: true, text: 'A second login in another browser left the first one logged in.' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
