/**
 * The extension API of both browsers. `browser` gives promises everywhere; `devtools` stays on `chrome`, because some Chrome versions
 * have a native `browser` object without it, and only the callback forms of its functions agree between the browsers.
 */
import browser from 'webextension-polyfill';

export const devtools = chrome.devtools;
export const isFirefox = browser.runtime.getURL('').startsWith('moz-extension:');
export { browser };
export type { Cookies, Runtime, WebRequest } from 'webextension-polyfill';
