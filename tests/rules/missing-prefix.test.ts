import { expect, it } from 'vitest';
import { reportOn, ruleTable } from './rule-table';

ruleTable('missing-prefix', [
  ['on https', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, [['low', 'low']]],
  ['on localhost', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], url: 'http://localhost/' }, [['info', 'low']]],
  ['with a prefix', { setCookie: ['__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);

it('where the library cannot delete a cookie of such a name, neither line nor preview suggests it', async () => {
  const { findings } = await reportOn({ setCookie: ['AIOHTTP_SESSION={"created": 1767225600, "session": {"user": 42}}; Path=/; HttpOnly'] });
  const fix = findings.find(({ rule }) => rule === 'missing-prefix')?.fix;
  expect(fix?.framework).toBe('aiohttp-session');
  expect(fix?.preview).toMatch(/^AIOHTTP_SESSION=.*; Secure$/);
  expect(fix?.production).not.toContain('__Host-');
});
