/** An inspected tab without a browser: facts that a test sets, and a record of what was written. */
import type { Cookie } from '../../src/index';
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
}

export function createFakeTab(given: Partial<TabFacts> = {}): FakeTab {
  let facts: TabFacts = {
    url: 'http://localhost:5000/', frames: [], browser: { name: 'chromium', version: '156' }, jar: [], jarChanges: [], obstacles: [], traffic: [],
    gaps: [], recording: true, sawPageLoad: true, ...given,
  };
  const listeners = new Set<() => void>();
  const written: Cookie[] = [];
  const asked: string[] = [];
  let aside: string | null = null;
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
    async writeCookie(cookie) {
      written.push(cookie);
      change({ jar: [...(facts.jar ?? []).filter(({ name }) => name !== cookie.name), cookie] });
      return { ok: true };
    },
    removeCookie: async () => ({ ok: true }),
    requestHost: async (host) => asked.push(host) > 0,
    testJar: async () => ({ conclusion: null, problem: 'no browser', restored: null }),
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
