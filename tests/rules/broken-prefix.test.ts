import { ruleTable } from './rule-table';

ruleTable('broken-prefix', [
  ['__Host- without Secure', { setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly'] }, [['high', 'high']]],
  ['__Host- without Path', { setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Secure; HttpOnly'] }, [['high', 'high']]],
  ['__Host- with Domain', { setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; Domain=example.com'] }, [['high', 'high']]],
  ['__Secure- in other letters', { setCookie: ['__secure-a=1; Path=/'] }, [['high', 'high']]],
  ['__Http- without HttpOnly', { setCookie: ['__Http-a=1; Secure'] }, [['medium', 'medium']]],
  ['kept', { setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['kept, over http localhost', { url: 'http://localhost:5000/', setCookie: ['__Host-a=1; Path=/; Secure'] }, 'none'],
  ['kept, but over http', { url: 'http://app.test/', setCookie: ['__Host-a=1; Path=/; Secure'] }, [['high', 'high']]],
]);
