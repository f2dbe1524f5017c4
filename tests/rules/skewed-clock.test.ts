import { ruleTable } from './rule-table';

ruleTable('skewed-clock', [
  ['has the defect', { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Date', value: 'Thu, 01 Jan 2026 01:00:00 GMT' }, { name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Expires=Fri, 02 Jan 2026 00:00:00 GMT' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, [['info', 'info']]],
  ['nothing to report, 1', { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Date', value: 'Thu, 01 Jan 2026 00:00:01 GMT' }, { name: 'Set-Cookie', value: 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Expires=Fri, 02 Jan 2026 00:00:00 GMT' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, 'none'],
]);
