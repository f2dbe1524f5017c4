import { expect, it } from 'vitest';
import type { Cookie } from '../../src/cookie/cookie';
import { cookieHeader, curlCommand, setCookieLine } from '../../src/cookie/copy-forms';

const cookie: Cookie = {
  name: 'session', value: 'abc', domain: 'localhost', hostOnly: true, path: '/', secure: false, httpOnly: true, sameSite: 'unset', expires: 'session', partition: null, store: '0',
};

it('writes the line of a plain session cookie', () => {
  expect(setCookieLine(cookie)).toBe('session=abc; Path=/; HttpOnly');
});

it('writes every attribute', () => {
  const full: Cookie = {
    ...cookie, hostOnly: false, domain: 'example.com', secure: true, sameSite: 'none', expires: 1_767_225_600_000, partition: { topLevelSite: 'https://a.example', hasCrossSiteAncestor: true },
  };
  expect(setCookieLine(full)).toBe('session=abc; Domain=example.com; Path=/; Expires=Thu, 01 Jan 2026 00:00:00 GMT; Secure; HttpOnly; SameSite=None; Partitioned');
});

it('writes a header without an equals sign for a nameless cookie', () => {
  expect(cookieHeader([{ name: 'a', value: '1' }, { name: '', value: 'x' }])).toBe('a=1; x');
});

it('quotes a command against the shell', () => {
  expect(curlCommand('http://localhost:5000/?a=1&b=2', [{ name: 'a', value: "it's" }])).toBe(String.raw`curl 'http://localhost:5000/?a=1&b=2' -H 'Cookie: a=it'\''s'`);
});
