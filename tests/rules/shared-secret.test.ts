import rule from '../../src/audit/rules/shared-secret';
import { ruleTable } from './rule-table';

const [bad = {}] = rule.examples.bad;
const [good = {}] = rule.examples.good;

ruleTable('shared-secret', [
  ['a Flask session and a JWT under one key', bad, [['medium', 'medium']]],
  ['one cookie', good, 'none'],
  ['no key', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/'] }, 'blocked'],
]);
