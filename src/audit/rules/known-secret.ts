/** Finds signed and encrypted cookies that a publicly known secret makes. */
import { knownSecretOf } from '../known-secrets';
import type { CookieFact } from '../facts';
import { defineRule } from '../define';

function sourceOfPasted({ decoded }: CookieFact): string | null {
  const key = decoded.status === 'verified' || decoded.status === 'rejected' ? decoded.opened.key : null;
  return key === null ? null : (knownSecretOf(key.secret.reveal())?.source ?? null);
}

function isSealed({ decoded }: CookieFact): boolean {
  return decoded.status !== 'unrecognised' && decoded.layers.some(({ kind }) => kind === 'cipher');
}

export default defineRule({
  meta: {
    id: 'known-secret',
    title: 'Protected by a publicly known secret',
    needs: ['cookies', 'page'],
    about: 'known-secret',
    fix: ['secret'],
    references: ['CWE-798', 'CWE-1391', 'ASVS 13.2.3', 'ASVS 11.5.1'],
  },

  check({ cookies, page }) {
    return cookies.flatMap((cookie) => {
      const source = cookie.knownSecret ?? sourceOfPasted(cookie);
      if (source === null) return [];
      return [{
        cookie,
        severity: page.isDev ? ('high' as const) : ('critical' as const),
        production: 'critical' as const,
        message: `${isSealed(cookie) ? `${cookie.name} opens` : `The signature of ${cookie.name} verifies`} with a secret that is printed in ${source}.${page.isDev ? ' Fine here, fatal if deployed.' : ' Anybody can forge it.'}`,
      }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.Kz_H5AzHSVmm4lCa1dLhOm_ALvY; Path=/; HttpOnly; SameSite=Lax'] }, { url: 'http://localhost:5000/', setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.Kz_H5AzHSVmm4lCa1dLhOm_ALvY; Path=/; HttpOnly; SameSite=Lax'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
