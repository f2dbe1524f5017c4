/** The panel's page: takes the devtools page's record, follows the theme of DevTools, and puts the panel on the page. */
import { watchTheme } from '../browser/panels';
import { askForHost, canAskHere } from '../browser/permissions';
import { loadPreferences, savePreferences } from '../browser/site-preferences';
import { onHandOver } from './handover';
import type { InspectedTab } from './inspected-tab';
import { mountPanel } from './mount-panel';

/** The tab with the one thing that only a click in this very page may do. */
function askingHere(tab: InspectedTab): InspectedTab {
  return {
    tabId: tab.tabId,
    facts: () => tab.facts(),
    subscribe: (listener) => tab.subscribe(listener),
    writeCookie: (cookie) => tab.writeCookie(cookie),
    removeCookie: (key) => tab.removeCookie(key),
    askForRequests: () => tab.askForRequests(),
    requestHost: (host) => (canAskHere() ? askForHost(host) : tab.requestHost(host)),
    testJar: (request) => tab.testJar(request),
    testAdoption: (request) => tab.testAdoption(request),
    testLoginCookies: (request) => tab.testLoginCookies(request),
    remembered: () => tab.remembered(),
    remember: (text) => tab.remember(text),
    setRecording: (on) => tab.setRecording(on),
    clearRecording: () => tab.clearRecording(),
    reloadPage: () => tab.reloadPage(),
  };
}

watchTheme((theme) => {
  document.documentElement.dataset['theme'] = theme;
});
onHandOver((tab) => {
  const host = document.getElementById('panel');
  if (host !== null) mountPanel(host, askingHere(tab), { load: loadPreferences, save: savePreferences });
});
