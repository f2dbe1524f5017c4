/** What is taken from web storage: shapes and digests on development hosts, never a value. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { isNoNews, readStorage } from '../../extension/devtools/storage-watch';
import type { PageSource } from '../../extension/devtools/page-watch';

class FakeStorage {
  constructor(entries: Readonly<Record<string, string>>) {
    Object.assign(this, entries);
    Object.defineProperty(this, 'getItem', { value: (name: string) => entries[name] ?? null });
  }
}

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlc2lnbmF0dXJl';

function pageWith(local: Readonly<Record<string, string>>, session: Readonly<Record<string, string>> = {}): PageSource {
  return {
    documents: () => Promise.resolve([]),
    // The expression as the page would run it, with its own two storages.
    evaluate: (expression) => Promise.resolve({ ok: true, value: runInNewContext(expression, { localStorage: new FakeStorage(local), sessionStorage: new FakeStorage(session) }) as unknown }),
  };
}

const url = 'http://localhost:3000/app';

describe('web storage', () => {
  it('tells tokens by their shape and keeps no value', async () => {
    const page = pageWith({ theme: 'dark', access_token: jwt, oidc: JSON.stringify({ access_token: 'a1b2c3d4e5f6a7b8c9d0', expires: 1 }) }, { sid: '9f86d081884c7d659a2feaa0c55ad015' });
    const storage = await readStorage(page, url, null, 1000);
    expect(storage?.map(({ area, name, shape }) => [area, name, shape])).toEqual([
      ['localStorage', 'theme', 'other'], ['localStorage', 'access_token', 'jwt'], ['localStorage', 'oidc', 'token'], ['sessionStorage', 'sid', 'token'],
    ]);
    for (const value of [jwt, 'a1b2c3d4e5f6a7b8c9d0', '9f86d081884c7d659a2feaa0c55ad015', 'dark']) expect(JSON.stringify(storage)).not.toContain(value);
  });

  it('keeps the time since when a value is there', async () => {
    const first = await readStorage(pageWith({ token: jwt }), url, null, 1000);
    const second = await readStorage(pageWith({ token: jwt }), url, first, 4000);
    const changed = await readStorage(pageWith({ token: `${jwt}x` }), url, second, 7000);
    expect([first, second, changed].map((each) => [each?.[0]?.sinceMs, each?.[0]?.seenMs])).toEqual([[1000, 1000], [1000, 4000], [7000, 7000]]);
    expect(isNoNews(second, changed, 0)).toBe(false);
    expect(isNoNews(first, second, 1500)).toBe(false);
    expect(isNoNews(first, second, -9000)).toBe(true);
  });

  it('looks into development hosts only, and gives up where it cannot', async () => {
    expect(await readStorage(pageWith({ token: jwt }), 'https://app.example.com/', null, 0)).toBeNull();
    expect(await readStorage({ documents: () => Promise.resolve([]), evaluate: () => Promise.resolve({ ok: false, problem: 'SecurityError' }) }, url, null, 0)).toBeNull();
  });
});
