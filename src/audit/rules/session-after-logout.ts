/** Finds sessions that outlive their logout on the server. */
import { recordedUse } from '../recorded-use';
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'session-after-logout',
    title: 'Session works after logout',
    needs: ['proofs', 'honoured', 'cookies', 'lines'],
    about: 'tested',
    fix: ['logout'],
    references: ['ASVS 7.4.1', 'WSTG-SESS-06', 'CWE-613'],
  },

  check(facts) {
    const recorded = facts.honoured.filter(({ verdict }) => verdict.event === 'logout').map((honoured) => recordedUse(honoured, 'high', facts));
    return shownByTest('session-after-logout', 'high', facts, recorded);
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], tests: [{ rule: 'session-after-logout', isFound: true, text: 'The cookies from before the logout get a page that a browser without a session does not get.' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
