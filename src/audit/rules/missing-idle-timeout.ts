/** Finds sessions that survive the idle limit. */
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-idle-timeout',
    title: 'No idle timeout',
    needs: ['proofs', 'cookies', 'lines'],
    about: 'tested',
    fix: ['lifetime'],
    references: ['ASVS 7.3.1', 'WSTG-SESS-07'],
  },

  check(facts) {
    return shownByTest('missing-idle-timeout', 'info', facts);
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], tests: [{ rule: 'missing-idle-timeout', isFound: true, text: 'After 30 minutes without a request the session still got the profile page.' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
