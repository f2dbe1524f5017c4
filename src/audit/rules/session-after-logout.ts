/** Finds sessions that outlive their logout on the server. */
import { shownByTest } from '../shown-by-test';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'session-after-logout',
    title: 'Session works after logout',
    needs: ['tests'],
    fix: ['logout'],
    references: ['ASVS 7.4.1', 'WSTG-SESS-06', 'CWE-613'],
  },

  check({ tests }) {
    return shownByTest('session-after-logout', 'high', tests);
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], tests: [{ rule: 'session-after-logout', isFound: true, text: 'The cookies from before the logout get a page that a browser without a session does not get.' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
