import { ruleTable } from './rule-table';

ruleTable('exposed-internal-address', [
  ['has the defect', { setCookie: ['BIGipServerpool=1677787402.36895.0000; Path=/'] }, [['low', 'low']]],
  ['has the defect, 2', { setCookie: ['node=10.0.3.17; Path=/'] }, [['low', 'low']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['_ga=GA1.1.1234567890.1700000000; Path=/'] }, 'none'],
]);
