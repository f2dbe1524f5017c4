import { ruleTable } from './rule-table';

ruleTable('default-cookie-name', [
  ['has the defect', { setCookie: ['PHPSESSID=q1w2e3r4t5y6u7i8o9p0a1s2d3; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, [['info', 'info']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
