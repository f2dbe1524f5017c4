/** Finds keys in use that were meant to be replaced. */
import { keyDefect } from '../secret-strength';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'placeholder-secret',
    title: 'Placeholder secret in use',
    needs: ['secrets', 'page'],
    about: 'page',
    fix: ['secret'],
    references: ['CWE-1391', 'ASVS 13.3.1'],
  },

  check({ secrets, page }) {
    return secrets
      .filter(({ secret, verifies }) => verifies.length > 0 && keyDefect(secret) === 'placeholder')
      .map(({ secret }) => ({
        severity: page.isDev ? ('medium' as const) : ('high' as const),
        production: 'high' as const,
        evidence: { text: secret.label, source: 'key' as const, request: null },
        message: `The key ${secret.label} is a placeholder and signs cookies: it leaves with the code.`,
      }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.wWJgMLNDoomFEc4a1f0rC054gn8; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'django-insecure-q8v2n0x7m4' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9' }] }],
  },
});
