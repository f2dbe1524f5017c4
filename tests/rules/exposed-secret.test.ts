import { ruleTable } from './rule-table';

ruleTable('exposed-secret', [
  ['has the defect', { setCookie: ['session=eyJhY2Nlc3NfdG9rZW4iOiJ5YTI5LmEwQWZINlNNQnh4OVExIn0.aVWq8A.nvBt2XIWUqVtkZrQO-ZwBjP0fbY; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, [['high', 'high']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['session=eyJjc3JmX3Rva2VuIjoiMDEyMzQ1Njc4OWFiY2RlZjAxMjMiLCJfYXV0aF91c2VyX2hhc2giOiIwMTIzNDU2Nzg5YWJjZGVmIn0.aVWq8A.7sdOUmPJQS_5au8AAnluj757x9Y; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
