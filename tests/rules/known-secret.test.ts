import { ruleTable } from './rule-table';

ruleTable('known-secret', [
  ['has the defect', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.Kz_H5AzHSVmm4lCa1dLhOm_ALvY; Path=/; HttpOnly; SameSite=Lax'] }, [['critical', 'critical']]],
  ['has the defect, 2', { url: 'http://localhost:5000/', setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.Kz_H5AzHSVmm4lCa1dLhOm_ALvY; Path=/; HttpOnly; SameSite=Lax'] }, [['high', 'critical']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
