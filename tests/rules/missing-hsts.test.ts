import { ruleTable } from './rule-table';

ruleTable('missing-hsts', [
  ['has the defect', { url: 'https://app.example.com/', har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, [['low', 'low']]],
  ['nothing to report, 1', { url: 'https://app.example.com/', har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Strict-Transport-Security', value: 'max-age=31536000' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, 'none'],
]);
