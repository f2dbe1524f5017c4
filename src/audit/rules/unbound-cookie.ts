/** Finds cookies that authenticate alone although they belong to others. */
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'unbound-cookie',
    title: 'Cookies are not bound together',
    needs: ['proofs', 'cookies', 'lines'],
    about: 'tested',
    fix: ['rotation'],
    references: ['OWASP Session Management Cheat Sheet (Multiple Cookies)'],
  },

  check(facts) {
    return shownByTest('unbound-cookie', 'medium', facts);
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], tests: [{ rule: 'unbound-cookie', isFound: true, text: 'The remember-me cookie alone gets the logged-in page.' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
