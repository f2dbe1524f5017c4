/** Finds servers that accept tokens past their end. */
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'accepted-expired-token',
    title: 'Expired token accepted',
    needs: ['proofs', 'cookies', 'lines'],
    about: 'tested',
    fix: ['lifetime'],
    references: ['ASVS 9.2.1', 'CWE-613'],
  },

  check(facts) {
    return shownByTest('accepted-expired-token', 'high', facts);
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], tests: [{ rule: 'accepted-expired-token', isFound: true, text: 'The token ended an hour ago and the profile page was answered as before.' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
