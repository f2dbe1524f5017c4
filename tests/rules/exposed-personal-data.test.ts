import { ruleTable } from './rule-table';

ruleTable('exposed-personal-data', [
  ['has the defect', { setCookie: ['session=.eJyrViotTi2Kz0xRsjIx0lFKTiwCspRMDA0NFQxRCKVaAAstCsM.aVWq8A.YPsPsXQ9pZwUL1G3qT8JXcPtdVM; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, [['medium', 'medium']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['session=.eJyrViotTi2Kz0xRsjIx0lFKTiwCspRMDA0NFQyRCSOlWgALMArE.aVWq8A.QybXlmdwm33PirMVK4rBJ7ogbbI; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
