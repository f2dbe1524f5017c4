/** Finds login cookies that no response set. */
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'script-written-session',
    title: 'Login cookie written by a script',
    needs: ['jar', 'traffic', 'cookies', 'lines'],
    about: 'login',
    fix: ['httponly'],
    references: ['ASVS 3.3.4'],
  },

  check({ jar, traffic, cookies, lines }) {
    const start = traffic.findIndex(({ kind }) => kind === 'document');
    if (start < 0) return { blocked: 'needs a recorded page load' };
    return loginCookies(cookies)
      .filter(({ name, httpOnly }) => httpOnly === false && jar.some((cookie) => cookie.name === name))
      .filter(({ name }) => !lines.some((line) => line.name === name) && traffic[start]?.requestCookies?.some((sent) => sent.name === name) === false)
      .map((cookie) => ({ cookie, ...both('high'), confidence: 'likely' as const, message: `${cookie.name} was not there when the page was asked for, no response set it, and it is in the jar: a script wrote it.` }));
  },

  examples: {
    bad: [{ cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', secure: true, httpOnly: false }], har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Cookie', value: 'theme=dark' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Content-Type', value: 'text/html' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', secure: true, httpOnly: false }], har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Content-Type', value: 'text/html' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, { cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', secure: true, httpOnly: false }], har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Cookie', value: 'theme=dark' }], cookies: [] }, response: { status: 200, headers: [{ name: 'Content-Type', value: 'text/html' }, { name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
