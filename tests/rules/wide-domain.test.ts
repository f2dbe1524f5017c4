import { ruleTable } from './rule-table';

ruleTable('wide-domain', [
  ['has the defect', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Domain=example.com; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, [['medium', 'medium']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['_ga=GA1.1.1.2; Domain=example.com'] }, 'none'],
]);
