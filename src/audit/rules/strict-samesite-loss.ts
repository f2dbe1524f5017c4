/** Finds returns from other sites that arrived without a Strict session. */
import { requestText } from '../evidence';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'strict-samesite-loss',
    title: 'Session missing after a return from another site',
    needs: ['traffic', 'cookies'],
    about: 'login-attributes',
    fix: ['samesite'],
    references: ['WSTG-SESS-02 (SameSite)'],
  },

  check({ traffic, cookies }) {
    const strict = loginCookies(cookies).filter(({ role, sameSite }) => role === 'session' && sameSite === 'strict');
    const [cookie] = strict;
    if (cookie === undefined || strict.length > 1) return [];
    const has = (names: readonly { readonly name: string }[] | null): boolean | undefined => names?.some(({ name }) => name === cookie.name);
    const back = traffic.findIndex((entry) => entry.method === 'GET' && entry.requestHeaders.some(({ name, value }) => name === 'sec-fetch-site' && value === 'cross-site') && entry.requestHeaders.some(({ name, value }) => name === 'sec-fetch-mode' && value === 'navigate') && has(entry.requestCookies) === false);
    const entry = traffic[back];
    const wasThere = traffic.slice(0, Math.max(back, 0)).some(({ requestCookies }) => has(requestCookies));
    if (entry === undefined || !wasThere) return [];
    return [{ cookie, ...both('info'), evidence: { text: `no ${cookie.name} in the request`, source: 'request' as const, request: requestText(entry) }, message: `A return from another site arrived without ${cookie.name}: SameSite=Strict held it back.` }];
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Strict' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/a', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/callback?code=x', headers: [{ name: 'Cookie', value: 'theme=dark' }, { name: 'Sec-Fetch-Site', value: 'cross-site' }, { name: 'Sec-Fetch-Mode', value: 'navigate' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Strict' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/a', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
