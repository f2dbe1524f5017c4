import { ruleTable } from './rule-table';

ruleTable('near-limit-size', [
  ['a session', { setCookie: [`sessionid=${'x'.repeat(3600)}; Path=/`] }, [['medium', 'medium']]],
  ['another cookie', { setCookie: [`blob=${'x'.repeat(3600)}; Path=/`] }, [['info', 'info']]],
  ['small', { setCookie: ['sessionid=abc'] }, 'none'],
]);
