import { ruleTable } from './rule-table';

ruleTable('sha1-digest', [
  ['has the defect', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9' }] }, [['info', 'info']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
