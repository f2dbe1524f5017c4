import { ruleTable } from './rule-table';

ruleTable('public-suffix-domain', [
  ['has the defect', { url: 'https://app.example.co.uk/', setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Domain=co.uk; Path=/; Secure'] }, [['high', 'high']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { url: 'https://github.io/', setCookie: ['a=1; Domain=github.io'] }, 'none'],
]);
