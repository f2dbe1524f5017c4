/** Finds keys that prove nothing. */
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'unmatched-secret',
    title: 'Key matches no cookie',
    needs: ['secrets', 'cookies'],
    about: 'page',
    fix: ['secret'],
    references: ['Flask-Unsign issue 2'],
  },

  check({ secrets, cookies }) {
    if (secrets.some(({ verifies }) => verifies.length > 0)) return [];
    // Where nothing is there that a key could prove, as after a logout, no key can fail to.
    if (cookies.every(({ decoded }) => decoded.status !== 'unrecognised' && decoded.meta.keyFields.length === 0)) return [];
    return secrets.map(({ secret }) => ({
      ...both('info'),
      evidence: { text: secret.label, source: 'key' as const, request: null },
      message: `The key ${secret.label} verifies no cookie here. Likely causes: another salt or digest, spaces or quotes around it, text taken for bytes.`,
    }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'not the key of this cookie at all' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9' }] }],
  },
});
