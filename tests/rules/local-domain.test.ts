import { ruleTable } from './rule-table';

ruleTable('local-domain', [
  ['has the defect', { url: 'http://127.0.0.1:5000/', cookies: [{ name: 'theme', value: 'dark', secure: false, httpOnly: false }], setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Domain=127.0.0.1; Path=/'] }, [['low', 'low']]],
  ['nothing to report, 1', { url: 'http://127.0.0.1:5000/', cookies: [{ name: 'theme', value: 'dark', secure: false, httpOnly: false }], setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/'] }, 'none'],
]);
