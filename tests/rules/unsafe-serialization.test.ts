import { ruleTable } from './rule-table';

ruleTable('unsafe-serialization', [
  ['has the defect', { setCookie: ['data=gASVDAAAAAAAAAB9lIwBYZRLAXMu; Path=/'] }, [['high', 'high']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
