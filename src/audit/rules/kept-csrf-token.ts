/** Finds logins that keep the CSRF token. */
import { cookieNamed } from '../cookie-named';
import { eventEvidence } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'kept-csrf-token',
    title: 'CSRF token kept at login',
    needs: ['timeline', 'cookies', 'lines'],
    about: 'judged-login',
    fix: ['rotation'],
    references: ['flask-login pull request 677'],
  },

  check({ timeline, cookies, lines }) {
    return timeline.verdicts.flatMap((verdict) =>
      verdict.checks
        .filter(({ id, state }) => id === 'csrf-rotated' && state === 'fail')
        .map(({ text }) => ({
          ...cookieNamed(verdict.cookie, cookies, lines),
          ...both('low'),
          evidence: eventEvidence(text, verdict, timeline),
          message: `The CSRF token outlives the login. ${text}`,
        })),
    );
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/login', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJjc3JmX3Rva2VuIjoiMGYxZTJkM2M0YjVhNjk3ODg3OTZhNWI0YzNkMmUxZjAwZjFlMmQzYyJ9.aVWq8A.dSkYTzi8zvZbMkMEEzWEj7VmyuM; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Cookie', value: 'session=eyJjc3JmX3Rva2VuIjoiMGYxZTJkM2M0YjVhNjk3ODg3OTZhNWI0YzNkMmUxZjAwZjFlMmQzYyJ9.aVWq8A.dSkYTzi8zvZbMkMEEzWEj7VmyuM' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 302, headers: [{ name: 'Location', value: '/home' }, { name: 'Set-Cookie', value: 'session=eyJjc3JmX3Rva2VuIjoiMGYxZTJkM2M0YjVhNjk3ODg3OTZhNWI0YzNkMmUxZjAwZjFlMmQzYyIsIl91c2VyX2lkIjoiNDIifQ.aVWq8A.7Vh6npIg9FdQsV4UaDsWNepO9RI; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Cookie', value: 'session=eyJjc3JmX3Rva2VuIjoiMGYxZTJkM2M0YjVhNjk3ODg3OTZhNWI0YzNkMmUxZjAwZjFlMmQzYyIsIl91c2VyX2lkIjoiNDIifQ.aVWq8A.7Vh6npIg9FdQsV4UaDsWNepO9RI' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/login', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJjc3JmX3Rva2VuIjoiMGYxZTJkM2M0YjVhNjk3ODg3OTZhNWI0YzNkMmUxZjAwZjFlMmQzYyJ9.aVWq8A.dSkYTzi8zvZbMkMEEzWEj7VmyuM; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'POST', url: 'https://app.example.com/login', headers: [{ name: 'Cookie', value: 'session=eyJjc3JmX3Rva2VuIjoiMGYxZTJkM2M0YjVhNjk3ODg3OTZhNWI0YzNkMmUxZjAwZjFlMmQzYyJ9.aVWq8A.dSkYTzi8zvZbMkMEEzWEj7VmyuM' }], cookies: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=ana&password=x', params: [] } }, response: { status: 302, headers: [{ name: 'Location', value: '/home' }, { name: 'Set-Cookie', value: 'session=eyJjc3JmX3Rva2VuIjoiOTk5OTk5M2M0YjVhNjk3ODg3OTZhNWI0YzNkMmUxZjAwZjFlMmQzYyIsIl91c2VyX2lkIjoiNDIifQ.aVWq8A.Pbb8BZa2OFRZXvpM_dGsojJVMok; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/home', headers: [{ name: 'Cookie', value: 'session=eyJjc3JmX3Rva2VuIjoiOTk5OTk5M2M0YjVhNjk3ODg3OTZhNWI0YzNkMmUxZjAwZjFlMmQzYyIsIl91c2VyX2lkIjoiNDIifQ.aVWq8A.Pbb8BZa2OFRZXvpM_dGsojJVMok' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
