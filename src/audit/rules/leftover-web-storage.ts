/** Finds tokens that stay in storage after a logout. */
import { originOf } from '../../cookie/match';
import { both } from '../weight';
import { defineRule } from '../define';

/** A page that clears its storage at logout has done so by then. */
const settledMs = 2000;

export default defineRule({
  meta: {
    id: 'leftover-web-storage',
    title: 'Token left in web storage after logout',
    needs: ['storage', 'timeline'],
    about: 'page',
    fix: [],
    references: ['ASVS 14.3.1', 'WSTG-SESS-06'],
  },

  check({ storage, timeline }) {
    const last = timeline.events.at(-1);
    if (last?.kind !== 'logout' || last.url === null) return [];
    const site = originOf(last.url);
    return storage
      .filter(({ shape, origin, sinceMs, seenMs }) => shape !== 'other' && origin === site && sinceMs < last.at && seenMs >= last.at + settledMs)
      .map(({ area, name, origin }) => ({
        ...both('medium'),
        evidence: { text: `${area}: ${name}`, source: 'recording' as const, request: origin },
        message: `${name} in ${area} is the same before and after the logout: whoever uses this browser next can read it.`,
      }));
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/logout', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Location', value: '/login' }, { name: 'Set-Cookie', value: 'session=; Path=/; Max-Age=0' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } }, storage: [{ area: 'localStorage', origin: 'https://app.example.com', name: 'access_token', shape: 'jwt', length: 180, digest: '5f3a9c01d2', sinceMs: 1767225500000, seenMs: 1767225690000 }] }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/logout', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 302, headers: [{ name: 'Location', value: '/login' }, { name: 'Set-Cookie', value: 'session=; Path=/; Max-Age=0' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } }, storage: [{ area: 'localStorage', origin: 'https://app.example.com', name: 'access_token', shape: 'jwt', length: 180, digest: '5f3a9c01d2', sinceMs: 1767225500000, seenMs: 1767225601000 }] }],
  },
});
