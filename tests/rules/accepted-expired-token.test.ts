import { expect, it } from 'vitest';
import rule from '../../src/audit/rules/accepted-expired-token';
import { ruleTable } from './rule-table';

ruleTable('accepted-expired-token', [
  ['without a test', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'blocked'],
  ['with a test of another rule', { setCookie: ['a=1; Path=/'], tests: [{ rule: 'kept-session-id', isFound: false, text: 'The cookies from before the login get another page.' }] }, 'blocked'],
]);

it('accepted-expired-token says what its own test has shown', () => {
  const proofs = [
    { rule: 'accepted-expired-token', isFound: true, text: 'It was tried, and it is so.' },
    { rule: 'accepted-expired-token', isFound: false, text: 'It was tried, and it is not so.' },
    { rule: 'another', isFound: true, text: 'This is about something else.' },
  ];
  const found = rule.check({ proofs, honoured: [], cookies: [], lines: [] } as unknown as Parameters<typeof rule.check>[0]);
  expect(found).toMatchObject([{ severity: 'high', production: 'high', message: 'It was tried, and it is so.' }]);
});
