/** Finds sessions signed with HMAC-SHA-1. */
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'sha1-digest',
    title: 'Signed with HMAC-SHA-1',
    needs: ['cookies'],
    about: 'login-key',
    fix: [],
    references: ['pallets/flask issue 3318'],
  },

  check({ cookies }) {
    return loginCookies(cookies)
      .filter(({ decoded }) => decoded.status !== 'unrecognised' && decoded.layers.some((layer) => layer.kind === 'signature' && layer.state === 'verified' && /sha-?1$/i.test(layer.title)))
      .map((cookie) => ({ cookie, ...both('info'), message: `${cookie.name} is signed with HMAC-SHA-1, the default of its framework. HMAC-SHA-1 is not broken.` }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
