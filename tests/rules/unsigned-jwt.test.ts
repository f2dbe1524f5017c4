import { ruleTable } from './rule-table';

ruleTable('unsigned-jwt', [
  ['has the defect', { setCookie: ['auth_token=eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImlhdCI6MTc2NzIyNTYwMCwiZXhwIjoxNzY3MjI5MjAwfQ.; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, [['critical', 'critical']]],
  ['nothing to report, 1', { setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
