import { ruleTable } from './rule-table';

ruleTable('unsigned-payload', [
  ['has the defect', { setCookie: ['session=eyJ1c2VyIjo0Mn0=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, [['high', 'high']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['cart=eyJpdGVtcyI6WzEsMl19; Path=/'] }, 'none'],
]);
