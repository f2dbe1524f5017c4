import { ruleTable } from './rule-table';

ruleTable('conflicting-expiry', [
  ['has the defect', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Max-Age=3600; Expires=Thu, 01 Jan 1970 00:00:00 GMT'] }, [['info', 'info']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['session=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT'] }, 'none'],
]);
