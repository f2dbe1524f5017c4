import { ruleTable } from './rule-table';

ruleTable('embedded-privilege', [
  ['has the defect', { setCookie: ['session=eyJ1c2VyX2lkIjo0Miwicm9sZSI6ImFkbWluIn0.aVWq8A.HpoMJdpn6eP1Nxh4Vjan6UbMYAU; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, [['info', 'info']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
