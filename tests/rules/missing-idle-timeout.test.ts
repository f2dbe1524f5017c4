import { expect, it } from 'vitest';
import rule from '../../src/audit/rules/missing-idle-timeout';
import { ruleTable } from './rule-table';

ruleTable('missing-idle-timeout', [
  ['without a test', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'blocked'],
  ['with a test of another rule', { setCookie: ['a=1; Path=/'], tests: [{ rule: 'kept-session-id', isFound: false, text: 'The cookies from before the login get another page.' }] }, 'blocked'],
]);

it('missing-idle-timeout says what its own test has shown', () => {
  const proofs = [
    { rule: 'missing-idle-timeout', isFound: true, text: 'It was tried, and it is so.' },
    { rule: 'missing-idle-timeout', isFound: false, text: 'It was tried, and it is not so.' },
    { rule: 'another', isFound: true, text: 'This is about something else.' },
  ];
  const found = rule.check({ proofs, honoured: [], cookies: [], lines: [] } as unknown as Parameters<typeof rule.check>[0]);
  expect(found).toMatchObject([{ severity: 'info', production: 'info', message: 'It was tried, and it is so.' }]);
});
