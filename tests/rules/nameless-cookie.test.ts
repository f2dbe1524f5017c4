import { ruleTable } from './rule-table';

ruleTable('nameless-cookie', [
  ['has the defect', { setCookie: ['justavalue; Path=/'] }, [['info', 'info']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
