import laravel from '../vectors/laravel-encrypted.json' with { type: 'json' };
import { ruleTable } from './rule-table';

const encryptedId = laravel.find(({ id }) => id === 'laravel13-sess-id');
const firstPage = { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: encryptedId?.setCookie?.[0] }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } };

ruleTable('needless-anonymous-session', [
  ['has the defect', { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=e30.aVWq8A.aciR9kKggR6g2tPbCszvgM5Cs54; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, [['info', 'info']]],
  ['nothing to report, 1', { har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'session=eyJjYXJ0IjpbMV19.aVWq8A.bcV5oqbCuQpPZLz5Z1_Y1jAHyhE; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }, 'none'],
  ['an id that a key opens', { ...firstPage, secrets: encryptedId?.secrets.map(({ value }) => ({ value })) }, [['info', 'info']]],
  ['the same without the key', firstPage, 'none'],
]);
