import { ruleTable } from './rule-table';

ruleTable('control-character', [
  ['has the defect', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA\u0001; Path=/'] }, [['medium', 'medium']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['a=1\t; Path=/'] }, 'none'],
]);
