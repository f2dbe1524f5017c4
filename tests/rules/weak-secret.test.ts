import { ruleTable } from './rule-table';

ruleTable('weak-secret', [
  ['has the defect', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.9DYHLRPWE1LeGB7wTzI1KoF3Fk8; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'tulip42' }] }, [['high', 'high']]],
  ['has the defect, 2', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.BJ2JaXAnZxkwLqYTIrCeZXaYLz8; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: '0b0e6a3c-3f0e-4c53-9a71-5f1d2b7c9e10' }] }, [['medium', 'medium']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9' }] }, 'none'],
]);
