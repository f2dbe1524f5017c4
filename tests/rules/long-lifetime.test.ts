import { ruleTable } from './rule-table';

ruleTable('long-lifetime', [
  ['31 days', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2678400'] }, [['medium', 'medium']]],
  ['exactly 14 days', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=1209600'] }, 'none'],
  ['a remember-me of 60 days', { setCookie: ['remember_token=42|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; Max-Age=5184000; Path=/; Secure; HttpOnly; SameSite=Lax'] }, 'none'],
  ['7 days under the strict policy', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=604800'], settings: { policy: 'strict' } }, [['medium', 'medium']]],
  ['30 minutes where 20 are allowed', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=1800'], settings: { maxSessionSeconds: 1200 } }, [['medium', 'medium']]],
  ['31 days where 40 are allowed', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2678400'], settings: { policy: 'strict', maxSessionSeconds: 3456000 } }, 'none'],
]);
