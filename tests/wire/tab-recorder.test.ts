/** The recorder of a tab over a world without a browser: page, jar and traffic put together, and what stands in the way said. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createTabRecorder, type TabWorld } from '../../extension/devtools/tab-recorder';
import type { InspectedTab } from '../../extension/panel/inspected-tab';
import { createClient } from '../../extension/wire/client';
import { createPortPair } from '../../extension/wire/memory';
import type { Port } from '../../extension/wire/port';
import { serve } from '../../extension/wire/server';
import { trafficFromHar, type Cookie, type TrafficEntry } from '../../src/index';
import { cookieNamed } from '../panel/fake-tab';

function entryAt(startedMs: number, url: string, more: { readonly setCookies?: readonly string[]; readonly mime?: string } = {}): TrafficEntry {
  const entry = trafficFromHar({
    startedDateTime: new Date(startedMs).toISOString(), time: 5,
    request: { method: 'GET', url, headers: [{ name: 'Accept', value: 'text/html' }] },
    response: { status: 200, headers: (more.setCookies ?? []).map((value) => ({ name: 'set-cookie', value })), content: { mimeType: more.mime ?? 'text/html' } },
  });
  if (entry === null) throw new Error('the entry is malformed');
  return entry;
}

/** A browser that a test moves by hand. */
class FakeBrowser {
  url = 'http://localhost:5000/';
  frames: string[] = [];
  cookies: Cookie[] = [];
  denied = new Set<string>();
  broken: string | null = null;
  readonly traffic: ((entry: TrafficEntry) => void)[] = [];
  port: Port | null = null;
  nowMs = 1_767_225_600_000;
  looks = 0;
  leftBehind: { whole: boolean; before: string; after: string; differing: string[] } | null = null;

  connect(): Port {
    const [near, far] = createPortPair();
    this.port = far;
    serve(far, {
      jar: async ({ hosts }) => {
        if (this.broken !== null) throw new Error(this.broken);
        return { cookies: this.cookies.filter(({ domain }) => !this.denied.has(domain)), store: '0', missing: hosts.filter((host) => this.denied.has(host)), watchesRequests: null };
      },
      write: async (cookie) => {
        this.cookies = [...this.cookies.filter(({ name }) => name !== cookie.name), cookie];
        return { ok: true };
      },
      remove: async (cookie) => {
        this.cookies = this.cookies.filter(({ name }) => name !== cookie.name);
        return { ok: true };
      },
      beginSwap: async () => null,
      putJar: async () => null,
      endSwap: async () => ({ whole: true, before: '', after: '', differing: [] }),
      mendJar: async () => this.leftBehind,
      openOptions: async () => null,
    });
    return near;
  }

  world(): TabWorld {
    return {
      tabId: 1,
      browser: { name: 'chromium', version: '156' },
      page: { evaluate: async () => ((this.looks += 1), this.url === '' ? { ok: false, problem: 'no page' } : { ok: true, value: JSON.stringify([this.url, this.frames]) }), documents: async () => [] },
      now: () => this.nowMs,
      reload: () => undefined,
      onNavigated: () => undefined,
      onTraffic: (listener) => void this.traffic.push(listener),
      connect: (events) => createClient(() => this.connect(), events),
    };
  }

  /** A finished request, as the browser tells of it. */
  finish(entry: TrafficEntry): void {
    for (const listener of this.traffic) listener(entry);
  }
}

let browser: FakeBrowser;
let tab: InspectedTab;
beforeEach(() => {
  browser = new FakeBrowser();
});

async function started(): Promise<void> {
  tab = createTabRecorder(browser.world());
  await vi.waitFor(() => expect(browser.looks).toBe(1));
  // An address of the web is followed by a listing of its jar, or by what stands in its way.
  const isWeb = browser.url.startsWith('http');
  await vi.waitFor(() => {
    const { url, jar, obstacles } = tab.facts();
    expect(isWeb ? url !== null && (jar !== null || obstacles.length > 0) : url === null).toBe(true);
  });
}

function names(): string[] {
  return (tab.facts().jar ?? []).map(({ name }) => name);
}

describe('the jar', () => {
  it('is the page’s, and what is there at the start is no change', async () => {
    browser.cookies = [cookieNamed('sid', 'a'), cookieNamed('foreign', 'b', { domain: 'elsewhere.example' })];
    await started();
    expect(names()).toEqual(['sid']);
    expect(tab.facts().jarChanges).toEqual([]);
    browser.port?.post({ event: 'cookie', cookie: cookieNamed('sid', 'new'), removed: false, cause: 'set' });
    await vi.waitFor(() => expect(tab.facts().jarChanges).toMatchObject([{ before: { value: 'a' }, after: { value: 'new' } }]));
  });

  it('is listed anew when the background was away', async () => {
    await started();
    browser.cookies = [cookieNamed('meanwhile', 'x')];
    browser.port?.close();
    await vi.waitFor(() => expect(names()).toEqual(['meanwhile']));
  });

  it('says which hosts are hidden, and lists them once they are allowed', async () => {
    browser.url = 'https://app.example.com/';
    browser.denied = new Set(['app.example.com', 'example.com']);
    await started();
    expect(tab.facts()).toMatchObject({ jar: null, obstacles: [{ code: 'no-permission', hosts: ['app.example.com', 'example.com'] }], frames: [{ permitted: false }] });
    browser.denied.clear();
    browser.cookies = [cookieNamed('sid', 'a', { domain: 'app.example.com' })];
    browser.port?.post({ event: 'permissions' });
    await vi.waitFor(() => expect(names()).toEqual(['sid']));
    expect(tab.facts()).toMatchObject({ obstacles: [], jarChanges: [] });
  });

  it('has not changed where the page moves to another host and back', async () => {
    browser.cookies = [cookieNamed('sid', 'a'), cookieNamed('other', 'b', { domain: '127.0.0.1' })];
    await started();
    browser.url = 'http://127.0.0.1:5000/';
    await vi.waitFor(() => expect(names()).toEqual(['other']), 3000);
    browser.url = 'http://localhost:5000/';
    await vi.waitFor(() => expect(names()).toEqual(['sid']), 3000);
    expect(tab.facts().jarChanges).toEqual([]);
  });

  it('says why it cannot be read', async () => {
    browser.broken = 'the tab is gone';
    await started();
    await vi.waitFor(() => expect(tab.facts().obstacles).toEqual([{ code: 'failed', detail: 'the tab is gone' }]));
  });

  it.each([['', 'no-page'], ['about:blank', 'no-page'], ['chrome://settings/', 'browser-page'], ['file:///tmp/page.html', 'no-cookies']])('is none of %j', async (url, code) => {
    browser.url = url;
    await started();
    await vi.waitFor(() => expect(tab.facts()).toMatchObject({ url: null, jar: null, obstacles: [{ code }] }));
  });

  it('is written and read back', async () => {
    await started();
    expect(await tab.writeCookie(cookieNamed('sid', 'edited'))).toEqual({ ok: true });
    expect(names()).toEqual(['sid']);
    const cookie = tab.facts().jarChanges.at(-1);
    expect(cookie?.after?.value).toBe('edited');
    expect(cookie === undefined ? null : await tab.removeCookie(cookie.key)).toEqual({ ok: true });
    expect(names()).toEqual([]);
  });
});

it('says that the jar of a test that was cut off has been put back, until the next page', async () => {
  browser.leftBehind = { whole: true, before: 'sha256:a', after: 'sha256:a', differing: [] };
  await started();
  await vi.waitFor(() => expect(tab.facts().obstacles).toEqual([{ code: 'jar-restored', whole: true }]));
  browser.url = 'http://localhost:5000/next';
  await vi.waitFor(() => expect(tab.facts().obstacles).toEqual([]), 3000);
});

describe('the traffic', () => {
  it('is kept in the order of its start, a later telling of a request in its place', async () => {
    await started();
    browser.finish(entryAt(2000, 'http://localhost:5000/home'));
    browser.finish(entryAt(1000, 'http://localhost:5000/login'));
    browser.finish(entryAt(1000, 'http://localhost:5000/login', { setCookies: ['sid=1; HttpOnly'] }));
    expect(tab.facts().traffic.map(({ startedMs, setCookies }) => [startedMs, setCookies.length])).toEqual([[1000, 1], [2000, 0]]);
  });

  it('has a gap where recording was paused, and tells nothing of it', async () => {
    await started();
    tab.setRecording(false);
    browser.finish(entryAt(browser.nowMs, 'http://localhost:5000/unseen'));
    browser.nowMs += 5000;
    tab.setRecording(true);
    browser.finish(entryAt(browser.nowMs - 100, 'http://localhost:5000/told-late'));
    browser.finish(entryAt(browser.nowMs + 1, 'http://localhost:5000/seen'));
    expect(tab.facts().gaps).toEqual([{ fromMs: browser.nowMs - 5000, toMs: browser.nowMs, why: 'recording was paused' }]);
    expect(tab.facts().traffic.map(({ url }) => url)).toEqual(['http://localhost:5000/seen']);
  });

  it('tells whether the page’s own load was seen', async () => {
    await started();
    expect(tab.facts().sawPageLoad).toBe(false);
    browser.finish(entryAt(1000, 'http://localhost:5000/'));
    expect(tab.facts().sawPageLoad).toBe(true);
  });
});
