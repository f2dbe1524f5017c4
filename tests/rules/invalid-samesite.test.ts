import { ruleTable } from './rule-table';

ruleTable('invalid-samesite', [
  ['a word browsers do not know', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Sometimes'] }, [['medium', 'medium']]],
  ['no value', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite'] }, [['medium', 'medium']]],
  ['another case of letters', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=lAX'] }, 'none'],
  ['no login cookie', { setCookie: ['theme=dark; SameSite=x'] }, [['info', 'info']]],
]);
