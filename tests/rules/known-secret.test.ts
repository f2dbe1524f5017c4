import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { knownSecretOf, knownSecrets } from '../../src/audit/known-secrets';
import type { CookieOutcome } from '../../src/audit/finding';
import { createKdf } from '../../src/crypto/kdf';
import { analyse } from '../../src/report/analyse';
import { createKnownSecretMemory } from '../../src/report/known-secret';
import { inspectRequest } from '../../src/report/request';
import { ruleTable } from './rule-table';

const signed = (signature: string): string => `session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.${signature}; Path=/; HttpOnly; SameSite=Lax`;

/** Minted by `tests/tools/mint/known-secrets.*` with the frameworks themselves. */
const sealed = {
  ironSession: 'app=Fe26.2*1*b5b6f5be0ff66dc7ed61eb3f80646024bb0ea61fbbe554829239e43244ab35e3*Sh94zjSnUZn_x6TzN1aiRw*FJ62dGV1p6i8wCf3x76LEQ**98b71ee071a45f490bc1bdda96f9e81d51bb381c37016ef5a60074e2ae1f9763*uHJa8HH1VIpr2tnhj3-fjhp00DaLKhnD8AkyTVZSRhU~2',
  nextAuth: 'next-auth.session-token=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..3tOWEM3lu_9CkR6Z.1AeaZbUDv11UGXRv7h5yO_AqlOg38HNxcohn0HT3D0xjkpK3cp4ekEqlDhmXnTK_C-5iU1VMJT8bhaMohAdLdmlnaQe-RvtirBQ7_DHmudlNQIFOuvIfiAZkG4IIgR4SYD5WDrms-e8.eVJzSfjsP1r8PbySv3ixIQ',
  authJs: 'authjs.session-token=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwia2lkIjoiN3g5RFVNVmFFVTZnaWFiMGwwT1dEdDRlNFNzUkhfY2J3TW9mMkV6RXl5Nm9uSzVvOHhTUFBCNzk5UlZvcW0ydjZ6Njc0a1FDdjlqb20yVDhTLWExZFEifQ..q7SjRzb_HB10eHSgbBTq-A.Um1qVRyQNxew3SADcZR1h0dpKL79TGxF0PMx6UYo-q3qGm7j67QOQZMqOFBTkQ7kU4bK6vTsq93xGtMlvsCxvbhe3bkjKWAFvDbH_neEAwog7xbBGQucqsM3BRKfluXVAd-m7wd6a4wG4Zd6aQuPpg.ww3D-YNj5w4XjAFCE6btP7Dh9eXRJEusEQQ3kGItfUg',
  h3: 'h3=Fe26.2**4bcf97ea1ecd706edb63332dc43c1cfebb639ae1d5d29203fe70cec053160fd7*6u3qQDrE23p4lWIKYTPsgA*EE-fCvAWtqBxjCAYWsJGn42533raNIwZkgBNR_DFUe1B2YrGsXxK3epPzRBGYAIyYZyPhLTpb-F2EXtjU3TGCLxzU0UC5XAS0-O0JIkvDBKkoOmmxRLKrRcxAlInwD59**7a0db2b8090cf52d96525caaa8e56aea5c288963ff3a4dba0dd412ab9da189d4*_pkXUk4O9W9POIXfOBSZhyJdCPo00e9pSB48XFvLbgU',
  rails: '_app_session=yWI7LqsE%2B7mClxIR3c4mxAeMCHY11M4lgusidcRP%2Fr4PcM8cYaaun4TdD5ZDKycKtdCSt2iL60DIHUk5i9ZZ%2F%2BFMaKoZeFjRti1KuXyWWgp%2FCe%2BU2EHtOgrinJZX6LHdmTROHpNaF%2F27pqANb4dmSqujemRBykOxYm1EVXSsKg%2FZDeOQCFOfvqXWT%2F52A6CiY%2BDBjA%3D%3D--Ji97nnJiKwurf0cW--zxdYdaBRjvhRc3C2UYPWeg%3D%3D',
  laravel: 'laravel_session=eyJpdiI6IndRcHVLb1Y5SEh5SzlXck42VERheVE9PSIsInZhbHVlIjoiU0wxeHRIVDR1bXNReE9Fd050aHdxSEFBSzA0Y0NTd0JlOWJxMkxmVFVrM1RYZVRwVEZwVmpiai96bUVIbzJ4VG11RDJEeWQ4bFA1KzE5QzJDZnBvblBGM3lNRVk3N21LbEJOWExrZ1BCQ3Y1ZE9yMXNwdlJOS1M4NEZuLzdYMG0iLCJtYWMiOiIyODc2MDk2NWRkYjRlNzI3ODgwNTk2ZmMxN2FjNTZlZjg2YmVjN2E1Yzg2MmI0N2MxN2ZhYTA2Y2RlYWM3MjYwIiwidGFnIjoiIn0%3D',
};

ruleTable('known-secret', [
  ['the secret of the Flask tutorial, deployed', { setCookie: [signed('Kz_H5AzHSVmm4lCa1dLhOm_ALvY')] }, [['critical', 'critical']]],
  ['the same on localhost', { url: 'http://localhost:5000/', setCookie: [signed('Kz_H5AzHSVmm4lCa1dLhOm_ALvY')] }, [['high', 'critical']]],
  ['a secret with bytes that are no text', { setCookie: [signed('wfCG5S9KTXS8HRCFS7T1WLqqwyg')] }, [['critical', 'critical']]],
  ['the default of Superset', { setCookie: [signed('i0S1HgREmBgDYQR0iOhAxRJflhs')] }, [['critical', 'critical']]],
  ['a known secret that was pasted', { setCookie: [signed('Kz_H5AzHSVmm4lCa1dLhOm_ALvY')], secrets: [{ value: 'dev' }] }, [['critical', 'critical']]],
  ['iron-session with the password of its examples', { setCookie: [`${sealed.ironSession}; Path=/; HttpOnly; SameSite=Lax`] }, [['critical', 'critical']]],
  ['NextAuth.js with a secret that everybody tries', { setCookie: [`${sealed.nextAuth}; Path=/; HttpOnly; SameSite=Lax`] }, [['critical', 'critical']]],
  ['Auth.js with the same', { setCookie: [`${sealed.authJs}; Path=/; HttpOnly; SameSite=Lax`] }, [['critical', 'critical']]],
  ['h3 with the password of its documentation', { setCookie: [`${sealed.h3}; Path=/; HttpOnly; SameSite=Lax`] }, [['critical', 'critical']]],
  ['encrypted Rails with the key of its templates', { setCookie: [`${sealed.rails}; Path=/; HttpOnly; SameSite=Lax`] }, [['critical', 'critical']]],
  ['Laravel with the key of its tests', { setCookie: [`${sealed.laravel}; Path=/; HttpOnly; SameSite=Lax`] }, [['critical', 'critical']]],
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

/** The first cookie of a format's vectors: minted with a secret that stands on no list. */
function unknown(format: string): string {
  const [vector] = JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../vectors/${format}.json`), 'utf8')) as { cookies: { name: string; value: string }[] }[];
  return (vector?.cookies ?? []).slice(0, 1).map(({ name, value }) => `${name}=${value}; Path=/; HttpOnly`).join('');
}

const memory = createKnownSecretMemory(createKdf());

async function outcomeOf(setCookie: string): Promise<Omit<CookieOutcome, 'cookie' | 'cookieKey'>> {
  const request = inspectRequest({ url: 'https://app.example/', setCookie: [setCookie] }, 0);
  if (!request.ok) throw new Error('no request');
  const { outcomes } = await analyse(request.value.input, { knownSecrets: memory });
  const [cookie] = outcomes.find(({ rule }) => rule === 'known-secret')?.cookies ?? [];
  if (cookie === undefined) throw new Error('the rule is not about it');
  return { outcome: cookie.outcome, detail: cookie.detail };
}

it('says of a cookie what was not tried, and why', async () => {
  expect(await outcomeOf(unknown('laravel-encrypted'))).toEqual({ outcome: 'passed', detail: null });
  expect(await outcomeOf(unknown('fastify-secure-session'))).toEqual({ outcome: 'blocked', detail: 'needs too slow a derivation for each of the printed secrets' });
  expect(await outcomeOf(unknown('plug-encrypted'))).toMatchObject({ outcome: 'blocked', detail: expect.stringContaining('give encryption_salt') as unknown });
});

it('goes on with the next report where one may not derive enough', async () => {
  const first = await outcomeOf(unknown('h3-session'));
  expect(first).toMatchObject({ outcome: 'blocked', detail: expect.stringMatching(/^needs more derivations .*: \d+ were made, and the next report goes on$/) as unknown });
  const made = ({ detail }: typeof first): number => Number(/(\d+) were made/.exec(detail ?? '')?.[1] ?? 0);
  expect(made(await outcomeOf(unknown('h3-session')))).toBeGreaterThan(made(first));
}, 60_000);
