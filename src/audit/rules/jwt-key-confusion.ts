/** Finds tokens signed by a shared secret where public keys are published. */
import { jwtCookies } from '../jwt-text';
import { forRole } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'jwt-key-confusion',
    title: 'HMAC token beside published keys',
    needs: ['cookies', 'traffic'],
    about: 'jwt',
    fix: ['secret'],
    references: ['ASVS 9.1.2'],
  },

  check({ cookies, traffic }) {
    const hasKeySet = traffic.some(({ url, status }) => status === 200 && /\/jwks(?:\.json)?(?:[?#]|$)/i.test(url));
    if (!hasKeySet) return [];
    return jwtCookies(cookies)
      .filter(({ jwt }) => /^HS\d+$/i.test(jwt.algorithm))
      .map(({ cookie, jwt }) => ({ cookie, ...forRole(cookie.role, 'medium'), confidence: 'likely' as const, message: `${cookie.name} is signed with ${jwt.algorithm} while a key set is published: a server that accepts both may take a public key for the secret.` }));
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/.well-known/jwks.json', headers: [], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
