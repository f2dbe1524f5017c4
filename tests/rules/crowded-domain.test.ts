import { ruleTable } from './rule-table';

ruleTable('crowded-domain', [
  ['has the defect', { cookies: Array.from({ length: 51 }, (_none, i) => ({ name: `c${i}`, value: '1', secure: true, httpOnly: true })) }, [['low', 'low']]],
  ['nothing to report, 1', { cookies: Array.from({ length: 50 }, (_none, i) => ({ name: `c${i}`, value: '1', secure: true, httpOnly: true })) }, 'none'],
]);
