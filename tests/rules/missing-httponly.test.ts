import { ruleTable } from './rule-table';

ruleTable('missing-httponly', [
  ['a session without it', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; SameSite=Lax'] }, [['high', 'high']]],
  ['a session with it', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['known from the jar', { cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', domain: 'app.example.com', hostOnly: true, path: '/', secure: true, httpOnly: false, sameSite: 'lax', expires: null }] }, [['high', 'high']]],
  ['a CSRF cookie', { setCookie: ['XSRF-TOKEN=abcdefghijklmnop; Path=/'] }, 'none'],
  ['only name and value known', { cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA' }] }, 'none'],
  ['a deletion', { setCookie: ['session=; Max-Age=0; Path=/'] }, 'none'],
]);
