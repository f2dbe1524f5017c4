import rule from '../../src/audit/rules/token-in-web-storage';
import { ruleTable } from './rule-table';

const [bad = {}] = rule.examples.bad;
const [good = {}] = rule.examples.good;

ruleTable('token-in-web-storage', [
  ['a token in localStorage', bad, [['medium', 'medium']]],
  ['a preference', good, 'none'],
  ['storage that was not looked at', { cookies: [] }, 'blocked'],
]);
