/** Finds logins that carry anonymous data over. */
import { cookieNamed } from '../cookie-named';
import { eventEvidence } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'kept-anonymous-data',
    title: 'Anonymous data kept at login',
    needs: ['timeline', 'cookies', 'lines'],
    about: 'judged-login',
    fix: ['rotation'],
    references: ['WSTG-SESS-08'],
  },

  check({ timeline, cookies, lines }) {
    return timeline.verdicts.flatMap((verdict) =>
      verdict.checks
        .filter(({ id, state }) => id === 'kept-anonymous-keys' && state === 'fail')
        .map(({ text }) => ({
          ...cookieNamed(verdict.cookie, cookies, lines),
          ...both('medium'),
          evidence: eventEvidence(text, verdict, timeline),
          message: `The login kept what was in the session before it. ${text}`,
        })),
    );
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/login', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJleHBlcmltZW50IjoiYjcifQ.aVWq8A.0b6RKX9RRf_lu6MU6ijjuvLroV8; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Cookie', value: 'session=eyJleHBlcmltZW50IjoiYjcifQ.aVWq8A.0b6RKX9RRf_lu6MU6ijjuvLroV8' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 302, headers: [{ name: 'Location', value: '/home' }, { name: 'Set-Cookie', value: 'session=eyJleHBlcmltZW50IjoiYjciLCJfdXNlcl9pZCI6IjQyIn0.aVWq8A.d1QZctPE2pUrJlIuYmMMc1-Ih0w; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Cookie', value: 'session=eyJleHBlcmltZW50IjoiYjciLCJfdXNlcl9pZCI6IjQyIn0.aVWq8A.d1QZctPE2pUrJlIuYmMMc1-Ih0w' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/login', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJleHBlcmltZW50IjoiYjcifQ.aVWq8A.0b6RKX9RRf_lu6MU6ijjuvLroV8; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Cookie', value: 'session=eyJleHBlcmltZW50IjoiYjcifQ.aVWq8A.0b6RKX9RRf_lu6MU6ijjuvLroV8' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 302, headers: [{ name: 'Location', value: '/home' }, { name: 'Set-Cookie', value: 'session=eyJfdXNlcl9pZCI6IjQyIn0.aVWq8A.FWnZ0dp0ebaErP8wEhn_yg8apGQ; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Cookie', value: 'session=eyJfdXNlcl9pZCI6IjQyIn0.aVWq8A.FWnZ0dp0ebaErP8wEhn_yg8apGQ' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
