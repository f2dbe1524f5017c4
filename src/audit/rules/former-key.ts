/** Finds cookies that only a former key verifies. */
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'former-key',
    title: 'Verified by a former key',
    needs: ['cookies'],
    about: 'key',
    fix: ['secret'],
    references: ['ASVS 13.3.4'],
  },

  check({ cookies }) {
    return cookies.flatMap((cookie) => {
      const { decoded } = cookie;
      if (decoded.status !== 'verified' || !decoded.byFormerKey) return [];
      return [{ cookie, ...both('info'), message: `${cookie.name} verifies with ${decoded.opened.key.secret.label}, a former key: drop that key once no such cookie is alive.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: '7ab5d3c09e814f6287c1d5e2b3f04a96c8e7120d9f3b45a6870c1e2d4b5f6a38', label: 'key 1' }, { value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9', label: 'key 2' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9' }] }],
  },
});
