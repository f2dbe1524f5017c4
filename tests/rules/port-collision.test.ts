import { ruleTable } from './rule-table';

ruleTable('port-collision', [
  ['has the defect', { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'http://localhost:3000/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'http://localhost:5000/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, [['medium', 'medium']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
