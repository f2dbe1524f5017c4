import { expect, it } from 'vitest';
import rule from '../../src/audit/rules/token-in-web-storage';
import { ruleTable } from './rule-table';

ruleTable('token-in-web-storage', [['without a test', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'blocked']]);

it('token-in-web-storage says what its own test has shown', () => {
  const tests = [
    { rule: 'token-in-web-storage', isFound: true, text: 'It was tried, and it is so.' },
    { rule: 'token-in-web-storage', isFound: false, text: 'It was tried, and it is not so.' },
    { rule: 'another', isFound: true, text: 'This is about something else.' },
  ];
  const found = rule.check({ tests } as unknown as Parameters<typeof rule.check>[0]);
  expect(found).toMatchObject([{ severity: 'medium', production: 'medium', message: 'It was tried, and it is so.' }]);
});
