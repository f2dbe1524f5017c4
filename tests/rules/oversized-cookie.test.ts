import { ruleTable } from './rule-table';

ruleTable('oversized-cookie', [
  ['one byte over', { setCookie: [`big=${'x'.repeat(4094)}`] }, [['high', 'high']]],
  ['exactly at the limit', { setCookie: [`big=${'x'.repeat(4093)}`] }, 'none'],
  ['bytes count, not characters', { setCookie: [`big=${'é'.repeat(2050)}`] }, [['high', 'high']]],
]);
