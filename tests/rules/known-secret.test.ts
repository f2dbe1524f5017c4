import { expect, it } from 'vitest';
import { knownSecretOf, knownSecrets } from '../../src/audit/known-secrets';
import { ruleTable } from './rule-table';

const signed = (signature: string): string => `session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.${signature}; Path=/; HttpOnly; SameSite=Lax`;

ruleTable('known-secret', [
  ['the secret of the Flask tutorial, deployed', { setCookie: [signed('Kz_H5AzHSVmm4lCa1dLhOm_ALvY')] }, [['critical', 'critical']]],
  ['the same on localhost', { url: 'http://localhost:5000/', setCookie: [signed('Kz_H5AzHSVmm4lCa1dLhOm_ALvY')] }, [['high', 'critical']]],
  ['a secret with bytes that are no text', { setCookie: [signed('wfCG5S9KTXS8HRCFS7T1WLqqwyg')] }, [['critical', 'critical']]],
  ['the default of Superset', { setCookie: [signed('i0S1HgREmBgDYQR0iOhAxRJflhs')] }, [['critical', 'critical']]],
  ['a known secret that was pasted', { setCookie: [signed('Kz_H5AzHSVmm4lCa1dLhOm_ALvY')], secrets: [{ value: 'dev' }] }, [['critical', 'critical']]],
  ['a secret that nobody knows', { setCookie: [signed('p6160YgqeLS48WIbav0g8lzWowA')] }, 'none'],
]);

it('every known secret has its source, and stands there once', () => {
  expect(knownSecrets.length).toBeGreaterThanOrEqual(150);
  expect(new Set(knownSecrets.map(({ text }) => text)).size).toBe(knownSecrets.length);
  for (const { text, source } of knownSecrets) {
    expect(text).toBe(text.trim());
    expect(source.length, text).toBeGreaterThan(10);
  }
  expect(knownSecretOf('keyboard cat\n')?.source).toContain('express-session');
});
