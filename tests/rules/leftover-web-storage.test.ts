import rule from '../../src/audit/rules/leftover-web-storage';
import { ruleTable } from './rule-table';

const [bad = {}] = rule.examples.bad;
const [good = {}] = rule.examples.good;

ruleTable('leftover-web-storage', [
  ['a token that outlives the logout', bad, [['medium', 'medium']]],
  ['storage last seen before the logout was over', good, 'none'],
  ['storage that was not looked at', { cookies: [] }, 'blocked'],
]);
