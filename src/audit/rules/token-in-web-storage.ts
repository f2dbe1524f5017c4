/** Finds tokens that any script can read. */
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'token-in-web-storage',
    title: 'Token in web storage',
    needs: ['storage'],
    about: 'page',
    fix: ['httponly'],
    references: ['ASVS 14.3.3', 'NIST SP 800-63B', 'CWE-922'],
  },

  check({ storage }) {
    return storage
      .filter(({ shape }) => shape !== 'other')
      .map(({ area, origin, name, shape, length }) => ({
        ...both('medium'),
        confidence: shape === 'jwt' ? ('certain' as const) : ('likely' as const),
        evidence: { text: `${area}: ${name} (${shape === 'jwt' ? 'a JSON Web Token' : 'a token'} of ${length} characters)`, source: 'recording' as const, request: origin },
        message: `${name} in ${area} holds ${shape === 'jwt' ? 'a JSON Web Token' : 'a value that looks like a token'}: every script of the page can read it and send it elsewhere. A cookie with HttpOnly, or a backend that keeps the token for the page, cannot be read so.`,
      }));
  },

  examples: {
    bad: [{ cookies: [], storage: [{ area: 'localStorage', origin: 'https://app.example.com', name: 'access_token', shape: 'jwt', length: 180, digest: '5f3a9c01d2', sinceMs: 1767225600000, seenMs: 1767225660000 }] }],
    good: [{ cookies: [], storage: [{ area: 'localStorage', origin: 'https://app.example.com', name: 'theme', shape: 'other', length: 180, digest: '5f3a9c01d2', sinceMs: 1767225600000, seenMs: 1767225660000 }] }],
  },
});
