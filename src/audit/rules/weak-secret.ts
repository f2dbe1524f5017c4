/** Finds keys in use that can be guessed. */
import { bitsOf, keyDefect, strengthOf, wantedBits } from '../secret-strength';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'weak-secret',
    title: 'Weak secret in use',
    needs: ['secrets'],
    about: 'page',
    fix: ['secret'],
    references: ['CWE-521', 'CWE-331', 'ASVS 11.5.1'],
  },

  check({ secrets }) {
    return secrets
      .filter(({ secret, verifies }) => verifies.length > 0 && keyDefect(secret) === 'weak')
      .map(({ secret }) => {
        const bits = bitsOf(secret);
        return {
          ...both(bits === 122 ? 'medium' : 'high'),
          evidence: { text: secret.label, source: 'key' as const, request: null },
          message: `The key ${secret.label} has about ${bits} bits (${strengthOf(secret.reveal()).method}); ${wantedBits} are wanted.`,
        };
      });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.9DYHLRPWE1LeGB7wTzI1KoF3Fk8; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'tulip42' }] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.BJ2JaXAnZxkwLqYTIrCeZXaYLz8; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: '0b0e6a3c-3f0e-4c53-9a71-5f1d2b7c9e10' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9' }] }],
  },
});
