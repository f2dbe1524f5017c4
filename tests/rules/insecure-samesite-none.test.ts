import { ruleTable } from './rule-table';

ruleTable('insecure-samesite-none', [
  ['any role', { setCookie: ['prefs=1; SameSite=None; Path=/'] }, [['high', 'high']]],
  ['with Secure', { setCookie: ['prefs=1; SameSite=None; Secure; Path=/'] }, 'none'],
  ['a deletion that is refused too', { setCookie: ['session=; Max-Age=0; SameSite=None; Path=/'] }, [['high', 'high']]],
]);
