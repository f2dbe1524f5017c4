import { ruleTable } from './rule-table';

ruleTable('insecure-partitioned', [
  ['has the defect', { setCookie: ['embed=1; Path=/; Partitioned'] }, [['high', 'high']]],
  ['nothing to report, 1', { setCookie: ['embed=1; Path=/; Secure; SameSite=None; Partitioned'] }, 'none'],
]);
