/** Host permissions, one exact host at a time. */
import { browser } from './api';

/** The pattern of one host: both schemes, because Secure cookies need https even on http://localhost. */
export function patternOf(host: string): string {
  return `*://${host}/*`;
}

export function hasHost(host: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(host)] });
}

/** From a click only. Not available to a panel in Firefox: see `canAskHere`. */
export function askForHost(host: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(host)] });
}

/** Takes one host's permission back; never all of them by `<all_urls>`, which would take the required localhost along. */
export function giveUpHost(pattern: string): Promise<boolean> {
  return browser.permissions.remove({ origins: [pattern] });
}

export async function grantedPatterns(): Promise<string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}

/** False in a Firefox panel, which has no permissions API: there the options page asks. */
export function canAskHere(): boolean {
  return (browser as Partial<typeof browser>).permissions !== undefined;
}

export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

/** Opens the page on which a click can ask for a host, or for what else there is. */
export async function openOptionsFor(host: string | null): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`extension/options.html${host === null ? '' : `#${encodeURIComponent(host)}`}`) });
}
