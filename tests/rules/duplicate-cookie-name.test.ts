import { ruleTable } from './rule-table';

ruleTable('duplicate-cookie-name', [
  ['has the defect', { url: 'https://app.example.com/app/x', cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', path: '/', secure: true, httpOnly: true }, { name: 'session', value: 'eyJ1c2VyX2lkIjo3fQ.aVWq8A.FWLkDO71jAq-7ujY4YiXUH7CLvE', path: '/app', secure: true, httpOnly: true }] }, [['high', 'high']]],
  ['nothing to report, 1', { url: 'https://app.example.com/', cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', path: '/', secure: true, httpOnly: true }, { name: 'session', value: 'eyJ1c2VyX2lkIjo3fQ.aVWq8A.FWLkDO71jAq-7ujY4YiXUH7CLvE', path: '/app', secure: true, httpOnly: true }] }, 'none'],
  ['nothing to report, 2', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
