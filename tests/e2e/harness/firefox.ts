/**
 * Firefox, its toolbox and the built extension, driven by Marionette in the browser's own scope. The internals that this rests on (the
 * toolbox's frames, the actor that carries out WebDriver commands) are kept in this file.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserCookie, BrowserDriver, HarLog, Launch, LaunchOptions, PageDriver, PanelDriver, Target, Theme } from './driver';
import { findElements } from './find-elements';
import { launchFirefoxProcess, type FirefoxProcess, type Marionette } from './marionette';
import { callOf } from './script';
import { waitUntil } from './wait';

export const addonFolder = path.resolve(import.meta.dirname, '../../../dist/firefox');
const addonId = 'sessionscope@sessionscope.invalid';

/** Finds the toolbox of the selected tab and the panel's own browser element in it. */
const finding = `
const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
const { gDevTools } = require("devtools/client/framework/devtools");
const win = Services.wm.getMostRecentWindow("navigator:browser");
const tab = win.gBrowser.selectedTab;
const addonId = ${JSON.stringify(addonId)};
const wait = async (what, read) => {
  for (const end = Date.now() + 15000; Date.now() < end; ) {
    const value = read();
    if (value) return value;
    await new Promise((resolve) => win.setTimeout(resolve, 25));
  }
  throw new Error("waited in vain for " + what);
};
const toolIn = (toolbox) => toolbox.getAdditionalTools().find((tool) => tool.extensionId === addonId);
const panelBrowser = async (toolbox) => {
  const frame = await wait("the panel's frame", () => toolbox.doc.getElementById("toolbox-panel-iframe-" + toolIn(toolbox).id));
  const browser = await wait("the panel's browser", () => frame.contentDocument?.getElementById("webext-panels-browser"));
  await wait("the panel's page", () => browser.currentURI?.spec.startsWith("moz-extension:") && browser.browsingContext?.currentWindowGlobal?.documentURI?.spec.startsWith("moz-extension:"));
  return browser;
};`;

const acting = `${finding}
const browser = await panelBrowser(gDevTools.getToolboxForTab(tab));
const actor = browser.browsingContext.currentWindowGlobal.getActor("MarionetteCommands");
const capabilities = { toJSON: () => ({ "moz:webdriverClick": true, "moz:accessibilityChecks": false }) };
const find = (css) => actor.findElement("css selector", css, { timeout: 5000, all: false });
const options = { newSandbox: true, timeout: 20000 };`;

const picturing = `
const bitmap = await context.currentWindowGlobal.drawSnapshot(null, 1, "white");
const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
canvas.getContext("2d").drawImage(bitmap, 0, 0);
return new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer()).toBase64();`;

/** WebDriver's code points of keys that are no text. */
const keys: Readonly<Record<string, string>> = {
  Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004', Backspace: '\uE003', Delete: '\uE017', Control: '\uE009', Shift: '\uE008', Alt: '\uE00A', Meta: '\uE03D',
  ArrowUp: '\uE013', ArrowDown: '\uE015', ArrowLeft: '\uE012', ArrowRight: '\uE014', Home: '\uE011', End: '\uE010', PageUp: '\uE00E', PageDown: '\uE00F', F12: '\uE03C',
};

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

class FirefoxPanel implements PanelDriver {
  readonly #client: Marionette;

  constructor(client: Marionette) {
    this.#client = client;
  }

  /** Marks the first visible element that fits, and gives its selector. */
  async #selector(target: Target): Promise<string> {
    await waitUntil(() => this.evaluate(findElements, { ...target, mark: true }), (count) => count > 0, `the panel has a ${target.role} ${target.name ?? ''}`);
    return '[data-driven]';
  }

  async click(target: Target): Promise<void> {
    await this.#client.chrome(`${acting} await actor.clickElement(await find(args[0]), capabilities);`, await this.#selector(target));
  }

  async fill(target: Target, text: string): Promise<void> {
    const selector = await this.#selector(target);
    await this.#client.chrome(`${acting}
const element = await find(args[0]);
await actor.clickElement(element, capabilities);
await actor.sendKeysToElement(element, "\\uE009a\\uE000\\uE003", capabilities);
await actor.sendKeysToElement(element, args[1], capabilities);`, selector, text);
  }

  async press(key: string): Promise<void> {
    const pressed = key.split('+').map((part) => keys[part] ?? part);
    const text = pressed.length > 1 ? `${pressed.slice(0, -1).join('')}${(pressed.at(-1) ?? '').toLowerCase()}\uE000` : (pressed[0] ?? '');
    await this.evaluate(() => {
      for (const marked of document.querySelectorAll('[data-driven]')) marked.removeAttribute('data-driven');
      (document.activeElement ?? document.body).setAttribute('data-driven', '');
    });
    await this.#client.chrome(`${acting} await actor.sendKeysToElement(await find("[data-driven]"), args[0], capabilities);`, text);
  }

  count(target: Target): Promise<number> {
    return this.evaluate(findElements, { ...target, mark: false });
  }

  async text(target?: Target): Promise<string> {
    if (target === undefined) return this.evaluate(() => document.body.innerText);
    const selector = await this.#selector(target);
    return this.evaluate((css: string) => (document.querySelector(css) as HTMLElement).innerText, selector);
  }

  waitForText(wanted: string | RegExp, target?: Target): Promise<string> {
    return waitUntil(() => this.text(target), (text) => matches(text, wanted), `the panel says ${String(wanted)}`);
  }

  async waitForNoText(unwanted: string | RegExp): Promise<void> {
    await waitUntil(() => this.text(), (text) => !matches(text, unwanted), `the panel no longer says ${String(unwanted)}`);
  }

  async evaluate<T>(script: (argument: never) => T | Promise<T>, argument?: unknown): Promise<T> {
    return (await this.#client.chrome(`${acting} return await actor.executeScript(args[0], [], options);`, `return ${callOf(script, argument)}`)) as T;
  }

  async screenshot(file: string): Promise<void> {
    const picture = await this.#client.chrome(`${finding} const context = (await panelBrowser(gDevTools.getToolboxForTab(tab))).browsingContext; ${picturing}`);
    await writeFile(file, Buffer.from(String(picture), 'base64'));
  }

  async resize(width: number, height: number): Promise<void> {
    const measure = (): Promise<[number, number]> => this.evaluate(() => [innerWidth, innerHeight] as [number, number]);
    await this.#client.chrome(`${finding} await gDevTools.getToolboxForTab(tab).switchHost("window");`);
    await waitUntil(async () => {
      const [w, h] = await measure();
      await this.#client.chrome(`${finding} const own = gDevTools.getToolboxForTab(tab).topWindow; own.resizeBy(args[0], args[1]);`, width - w, height - h);
      return measure();
    }, ([w]) => Math.abs(w - width) <= 2, `the panel is ${width} pixels wide`);
  }
}

function pageDriver(client: Marionette): PageDriver {
  const find = async (selector: string): Promise<string> => {
    const element = await waitUntil(() => client.content('WebDriver:FindElement', { using: 'css selector', value: selector }), Boolean, `the page has ${selector}`);
    return String(Object.values(element as object)[0]);
  };
  return {
    goto: async (url) => void (await client.content('WebDriver:Navigate', { url })),
    url: async () => String(await client.content('WebDriver:GetCurrentURL')),
    click: async (selector) => void (await client.content('WebDriver:ElementClick', { id: await find(selector) })),
    async fill(selector, text) {
      const id = await find(selector);
      await client.content('WebDriver:ElementClear', { id });
      await client.content('WebDriver:ElementSendKeys', { id, text });
    },
    text: async (selector) => String(await client.content('WebDriver:GetElementText', { id: await find(selector) })),
    async evaluate<T>(script: (argument: never) => T | Promise<T>, argument?: unknown): Promise<T> {
      const body = `const done = arguments[arguments.length - 1]; Promise.resolve(${callOf(script, argument)}).then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }));`;
      const outcome = (await client.content('WebDriver:ExecuteAsyncScript', { script: body, args: [] })) as { value?: T; error?: string };
      if (outcome.error !== undefined) throw new Error(outcome.error);
      return outcome.value as T;
    },
    screenshot: async (file) => writeFile(file, Buffer.from(String(await client.content('WebDriver:TakeScreenshot', { full: false })), 'base64')),
  };
}

const setPreference = `
const set = (name, value) => typeof value === "number" ? Services.prefs.setIntPref(name, value) : typeof value === "boolean" ? Services.prefs.setBoolPref(name, value) : Services.prefs.setStringPref(name, value);`;

class Firefox implements BrowserDriver {
  readonly name = 'firefox';
  readonly version: string;
  readonly page: PageDriver;
  readonly panel: PanelDriver;
  readonly closed: Promise<void>;
  readonly #process: FirefoxProcess;
  readonly #client: Marionette;

  constructor(started: FirefoxProcess) {
    this.#process = started;
    this.#client = started.client;
    this.version = started.version;
    this.page = pageDriver(started.client);
    this.closed = started.exited;
    this.panel = new FirefoxPanel(started.client);
  }

  async openDevTools({ panel = true }: { readonly panel?: boolean } = {}): Promise<void> {
    await this.#client.chrome(`${finding}
const toolbox = await gDevTools.showToolboxForTab(tab, { toolId: "webconsole" });
await wait("the add-on's tool", () => toolIn(toolbox));`);
    if (panel) await this.showPanel();
  }

  async showPanel(): Promise<void> {
    await this.#client.chrome(`${finding}
const toolbox = gDevTools.getToolboxForTab(tab);
await toolbox.selectTool(toolIn(toolbox).id);
await panelBrowser(toolbox);`);
    await waitUntil(() => this.panel.count({ role: 'toolbar' }), (count) => count > 0, 'the panel is drawn');
  }

  async closeDevTools(): Promise<void> {
    await this.#client.chrome(`${finding} await gDevTools.closeToolboxForTab(tab);`);
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.#client.chrome(`${setPreference} set("devtools.theme", args[0]);`, theme);
    await waitUntil(() => this.panel.evaluate(() => document.documentElement.dataset['theme'] ?? ''), (shown) => shown === theme, `the panel is ${theme}`);
  }

  async openContainerTab(url: string): Promise<void> {
    await this.#client.chrome(`${finding}
win.gBrowser.selectedTab = win.gBrowser.addTrustedTab(args[0], { userContextId: 1 });
await wait("the page", () => win.gBrowser.selectedBrowser.currentURI.spec === args[0] && !win.gBrowser.selectedBrowser.webProgress.isLoadingDocument);`, url);
    const handles = (await this.#client.send('WebDriver:GetWindowHandles')) as string[];
    await this.#client.content('WebDriver:SwitchToWindow', { handle: handles.at(-1) });
  }

  async cookies(): Promise<BrowserCookie[]> {
    // The browser's own cookie service, asked past every extension API.
    return (await this.#client.chrome(`
const win = Services.wm.getMostRecentWindow("navigator:browser");
const container = Number(win.gBrowser.selectedTab.getAttribute("usercontextid") || 0);
const own = ({ originAttributes }) => originAttributes.userContextId === container && !originAttributes.privateBrowsingId;
// The service keeps expired cookies for a while, and no longer sends them.
const alive = ({ isSession, expiry }) => isSession || (expiry > 1e11 ? expiry : expiry * 1000) > Date.now();
return Services.cookies.cookies.filter((cookie) => own(cookie) && alive(cookie)).map((cookie) => ({
  name: cookie.name, value: cookie.value, domain: cookie.host.replace(/^\\./, ""), path: cookie.path, httpOnly: cookie.isHttpOnly, secure: cookie.isSecure,
  partitioned: cookie.originAttributes.partitionKey !== "" }));`)) as BrowserCookie[];
  }

  async keepNetworkLog(): Promise<void> {
    await this.#client.chrome('Services.prefs.setBoolPref("devtools.netmonitor.persistlog", true);');
  }

  async har(): Promise<HarLog> {
    // What Firefox answers `devtools.network.getHAR` with.
    return { log: (await this.#client.chrome(`${finding} return await gDevTools.getToolboxForTab(tab).getHARFromNetMonitor();`)) as HarLog['log'] };
  }

  async killBackground(): Promise<void> {
    await this.#client.chrome(`await WebExtensionPolicy.getByID(args[0]).extension.terminateBackground({ ignoreDevToolsAttached: true });`, addonId);
  }

  async setHostPermission(host: string, granted: boolean): Promise<void> {
    await this.#client.chrome(`
const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
await ExtensionPermissions[args[2] ? "add" : "remove"](args[0], { permissions: [], origins: ["*://" + args[1] + "/*"] }, WebExtensionPolicy.getByID(args[0]).extension);`, addonId, host, granted);
  }

  async allowRequestWatch(): Promise<void> {
    await this.#client.chrome(`
const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
await ExtensionPermissions.add(args[0], { permissions: ["webRequest"], origins: [] }, WebExtensionPolicy.getByID(args[0]).extension);`, addonId);
  }

  async screenshotWindow(file: string): Promise<void> {
    const picture = await this.#client.chrome(`${finding} const context = win.browsingContext; ${picturing}`);
    await writeFile(file, Buffer.from(String(picture), 'base64'));
  }

  close(): Promise<void> {
    return this.#process.close();
  }
}

export const launchFirefox: Launch = async (options: LaunchOptions = {}) => {
  const { headless = true, theme = 'light', hosts = [], proxyPort, executable } = options;
  const started = await launchFirefoxProcess({
    headless,
    executable,
    preferences: {
      'devtools.theme': theme,
      'network.proxy.no_proxies_on': ['localhost', '127.0.0.1', '.localhost', ...hosts].join(', '),
      'network.dns.localDomains': hosts.join(','),
      ...(proxyPort === undefined ? {} : { 'network.proxy.http_port': proxyPort, 'network.proxy.ssl_port': proxyPort, 'network.proxy.socks': '' }),
    },
  });
  await started.client.send('Addon:Install', { path: addonFolder, temporary: true });
  return new Firefox(started);
};
