/**
 * What a person chose for a site, on disk: it holds names, roles and reasons, never a value of a cookie and never a key.
 */
import { browser } from './api';

function keyOf(site: string): string {
  return `site:${site}`;
}

/** What is stored, unchecked; undefined where nothing is. */
export async function loadPreferences(site: string): Promise<unknown> {
  const key = keyOf(site);
  return (await browser.storage.local.get(key))[key];
}

export function savePreferences(site: string, preferences: object): Promise<void> {
  return browser.storage.local.set({ [keyOf(site)]: preferences });
}
