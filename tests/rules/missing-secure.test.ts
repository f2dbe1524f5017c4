import { ruleTable } from './rule-table';

ruleTable('missing-secure', [
  ['on https', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly; SameSite=Lax'] }, [['high', 'high']]],
  ['on http localhost', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly; SameSite=Lax'], url: 'http://localhost:5000/' }, [['info', 'high']]],
  ['set', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['a theme', { setCookie: ['theme=dark; Path=/'] }, 'none'],
]);
