/** Finds former session ids that still work after a login. */
import { recordedUse } from '../recorded-use';
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'surviving-session-id',
    title: 'Former session id still works',
    needs: ['proofs', 'honoured', 'cookies', 'lines'],
    about: 'tested',
    fix: ['rotation'],
    references: ['ASVS 7.2.4', 'ASVS 7.4.1'],
  },

  check(facts) {
    const recorded = facts.honoured.filter(({ verdict }) => verdict.event === 'login').map((honoured) => recordedUse(honoured, 'high', facts));
    return shownByTest('surviving-session-id', 'high', facts, recorded);
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], tests: [{ rule: 'surviving-session-id', isFound: true, text: 'The cookies from before the login get the logged-in page.' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
