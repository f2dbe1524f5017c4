/** An inspected tab without a browser: facts that a test sets, and a record of what was written. */
import { cookieKey, type Cookie } from '../../src/index';
import type { InspectedTab, TabFacts } from '../../extension/panel/inspected-tab';
import type { PreferenceStore } from '../../extension/panel/store/site-preferences';

export const flaskSecret = 'dev-secret-key';

export function cookieNamed(name: string, value: string, more: Partial<Cookie> = {}): Cookie {
  return {
    name, value, domain: 'localhost', hostOnly: true, path: '/', secure: false, httpOnly: true, sameSite: 'lax', expires: 'session',
    partition: null, store: '0', ...more,
  };
}

export interface FakeTab extends InspectedTab {
  readonly written: Cookie[];
  readonly asked: string[];
  change(facts: Partial<TabFacts>): void;
  /** From now on a cookie of this name is not taken, unless it is in the jar just so. */
  refuse(name: string): void;
}

export function createFakeTab(given: Partial<TabFacts> = {}): FakeTab {
  let facts: TabFacts = {
    url: 'http://localhost:5000/', frames: [], browser: { name: 'chromium', version: '156' }, jar: [], jarChanges: [], obstacles: [], traffic: [],
    gaps: [], losesRequests: false, recording: true, sawPageLoad: true, ...given,
  };
  const listeners = new Set<() => void>();
  const written: Cookie[] = [];
  const asked: string[] = [];
  let aside: string | null = null;
  const refused = new Set<string>();
  function change(more: Partial<TabFacts>): void {
    facts = { ...facts, ...more };
    for (const listener of listeners) listener();
  }
  return {
    tabId: 1, written, asked, change,
    facts: () => facts,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refuse: (name) => void refused.add(name),
    async writeCookie(cookie) {
      const isThere = facts.jar?.some((each) => JSON.stringify(each) === JSON.stringify(cookie)) === true;
      if (refused.has(cookie.name) && !isThere) return { ok: false, code: 'refused', message: 'The browser refused the cookie.' };
      written.push(cookie);
      change({ jar: [...(facts.jar ?? []).filter((each) => cookieKey(each) !== cookieKey(cookie)), cookie] });
      return { ok: true };
    },
    async removeCookie(key) {
      change({ jar: (facts.jar ?? []).filter((each) => cookieKey(each) !== key) });
      return { ok: true };
    },
    askForRequests: async () => void asked.push('requests'),
    requestHost: async (host) => asked.push(host) > 0,
    testJar: async () => ({ conclusion: null, problem: 'no browser', restored: null }),
    testAdoption: async () => ({ conclusion: null, problem: 'no browser', restored: null }),
    testLoginCookies: async () => ({ conclusion: null, problem: 'no browser', restored: null }),
    remembered: () => aside,
    remember(text) {
      aside = text;
    },
    setRecording: (recording) => change({ recording }),
    clearRecording: () => change({ traffic: [], jarChanges: [], gaps: [] }),
    reloadPage: () => undefined,
  };
}

/** Preferences that are kept as long as the object. */
export function createFakePreferences(stored: Record<string, unknown> = {}): PreferenceStore & { readonly stored: Readonly<Record<string, unknown>> } {
  return {
    stored,
    load: async (site) => stored[site],
    async save(site, preferences) {
      stored[site] = preferences;
    },
  };
}
