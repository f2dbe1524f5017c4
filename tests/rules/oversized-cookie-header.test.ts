import { ruleTable } from './rule-table';

ruleTable('oversized-cookie-header', [
  ['has the defect', { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Cookie', value: `a=${'x'.repeat(4000)}; b=${'x'.repeat(4000)}; c=${'x'.repeat(300)}` }], cookies: [] }, response: { status: 400, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, [['medium', 'medium']]],
  ['nothing to report, 1', { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [{ name: 'Cookie', value: 'a=1' }], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, 'none'],
]);
