import { ruleTable } from './rule-table';

ruleTable('clamped-lifetime', [
  ['has the defect', { setCookie: ['_ga=GA1.1.1234567890.1700000000; Path=/; Max-Age=63072000'] }, [['low', 'low']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['a=1; Max-Age=34560000'] }, 'none'],
]);
