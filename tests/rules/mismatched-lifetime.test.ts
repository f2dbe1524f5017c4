import { ruleTable } from './rule-table';

ruleTable('mismatched-lifetime', [
  ['has the defect', { now: 1767225600000, setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, [['low', 'low']]],
  ['nothing to report, 1', { now: 1767225600000, setCookie: ['auth_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwcCIsImF1ZCI6ImFwcCIsImV4cCI6MTc2NzIyOTIwMH0.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600'] }, 'none'],
]);
