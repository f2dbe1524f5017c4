/** Finds pages that depend on a cookie while caches do not know it. */
import { requestText } from '../evidence';
import { loginCookies } from '../facts';
import type { TrafficEntry } from '../../rotation/traffic';
import { both } from '../weight';
import { defineRule } from '../define';

/** A page that Cache-Control lets shared caches keep; without such a word nothing is concluded. */
function isShareable({ status, kind, responseMime, responseHeaders }: TrafficEntry): boolean {
  if (status !== 200 || !(kind === 'document' || /html/i.test(responseMime))) return false;
  const header = (wanted: string): string => responseHeaders.filter(({ name }) => name === wanted).map(({ value }) => value).join(', ');
  const cache = header('cache-control');
  if (/no-store|private|no-cache/i.test(cache) || !/public|max-?age=[1-9]/i.test(cache)) return false;
  return !/cookie|\*/i.test(header('vary'));
}

export default defineRule({
  meta: {
    id: 'missing-vary',
    title: 'Vary: Cookie is missing',
    needs: ['traffic', 'cookies'],
    about: 'page',
    fix: [],
    references: ['RFC 9111 4.1'],
  },

  check({ traffic, cookies }) {
    const names = new Set(loginCookies(cookies).map(({ name }) => name));
    const entry = traffic.find((item) => isShareable(item) && item.requestCookies?.some(({ name }) => names.has(name)) === true);
    if (entry === undefined) return [];
    return [{ ...both('low'), confidence: 'likely' as const, evidence: { text: 'no Vary: Cookie', source: 'response' as const, request: requestText(entry) }, message: 'A page was asked for with a session, a shared cache may keep it, and Vary does not name Cookie: others may get it.' }];
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/me', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Cache-Control', value: 'public, max-age=60' }, { name: 'Content-Type', value: 'text/html' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/me', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Cache-Control', value: 'public, max-age=60' }, { name: 'Vary', value: 'Cookie' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/me', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Cache-Control', value: 'no-store' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
