/**
 * Chromium, its DevTools and the built extension, driven by Playwright. The internals that this rests on (an undocumented switch, the
 * DevTools front end's own modules) are kept in this file.
 */
import path from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Frame, type FrameLocator, type Locator, type Page, type Worker } from '@playwright/test';
import type { BrowserCookie, BrowserDriver, HarLog, Launch, LaunchOptions, PageDriver, PanelDriver, Target, Theme } from './driver';
import { findChromium } from './executables';
import { callOf } from './script';
import { waitUntil } from './wait';

// Makes Playwright treat DevTools windows as pages.
process.env['PW_CHROMIUM_ATTACH_TO_OTHER'] = '1';

export const extensionFolder = path.resolve(import.meta.dirname, '../../../dist/chrome');
const panelFile = 'extension/panel.html';

/** The parts of Chromium's private API for extensions that grant a host without a dialog. */
interface ExtensionsPage {
  developerPrivate: { addHostPermission(id: string, host: string): Promise<void>; removeHostPermission(id: string, host: string): Promise<void> };
}

function pageDriver(page: Page): PageDriver {
  return {
    goto: async (url) => void (await page.goto(url)),
    url: async () => page.url(),
    click: (selector) => page.click(selector),
    fill: (selector, text) => page.fill(selector, text),
    text: (selector) => page.locator(selector).first().innerText(),
    evaluate: (script, argument) => page.evaluate(callOf(script, argument)),
    screenshot: async (file) => void (await page.screenshot({ path: file })),
  };
}

function locatorFor(panel: FrameLocator, { role, name, exact }: Target): Locator {
  return panel.getByRole(role as Parameters<FrameLocator['getByRole']>[0], name === undefined ? {} : { name, exact: exact ?? false }).filter({ visible: true }).first();
}

class ChromiumPanel implements PanelDriver {
  readonly #devtools: Page;
  readonly #element: Locator;
  readonly #frame: FrameLocator;

  constructor(devtools: Page, extensionId: string) {
    this.#devtools = devtools;
    this.#element = devtools.locator(`iframe[src="chrome-extension://${extensionId}/${panelFile}"]`);
    this.#frame = this.#element.contentFrame();
  }

  click(target: Target): Promise<void> {
    return locatorFor(this.#frame, target).click({ timeout: 15_000 });
  }

  fill(target: Target, text: string): Promise<void> {
    return locatorFor(this.#frame, target).fill(text, { timeout: 15_000 });
  }

  press(key: string): Promise<void> {
    return this.#devtools.keyboard.press(key);
  }

  count({ role, name, exact }: Target): Promise<number> {
    return this.#frame.getByRole(role as Parameters<FrameLocator['getByRole']>[0], name === undefined ? {} : { name, exact: exact ?? false }).filter({ visible: true }).count();
  }

  text(target?: Target): Promise<string> {
    return target === undefined ? this.#frame.locator('body').innerText() : locatorFor(this.#frame, target).innerText({ timeout: 15_000 });
  }

  waitForText(wanted: string | RegExp, target?: Target): Promise<string> {
    return waitUntil(() => this.text(target), (text) => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)), `the panel says ${String(wanted)}`);
  }

  async waitForNoText(unwanted: string | RegExp): Promise<void> {
    await waitUntil(() => this.text(), (text) => !(typeof unwanted === 'string' ? text.includes(unwanted) : unwanted.test(text)), `the panel no longer says ${String(unwanted)}`);
  }

  evaluate<T>(script: (argument: never) => T | Promise<T>, argument?: unknown): Promise<T> {
    const frame = this.#devtools.frames().find((each) => each.url().endsWith(`/${panelFile}`));
    if (frame === undefined) throw new Error('the panel has no frame');
    return frame.evaluate<T>(callOf(script, argument));
  }

  async screenshot(file: string): Promise<void> {
    await this.#element.screenshot({ path: file });
  }

  async resize(width: number, height: number): Promise<void> {
    await setDockSide(this.#devtools, 'undocked');
    // An undocked DevTools gives its panel the whole width; its own bars take their height from the window's.
    await this.#devtools.setViewportSize({ width, height: height + 60 });
  }
}

async function setDockSide(devtools: Page, side: 'right' | 'bottom' | 'undocked'): Promise<void> {
  await devtools.evaluate(async (wanted) => {
    const file = './ui/legacy/legacy.js';
    const { DockController } = await import(file);
    DockController.DockController.instance().setDockSide(wanted);
  }, side);
}

async function extensionWorker(context: BrowserContext): Promise<Worker> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // The worker's target is there before its script has run; without this the first events could go unheard.
  await waitUntil(() => worker.evaluate(() => chrome.cookies?.onChanged.hasListeners()), (ready) => ready === true, 'the background listens');
  return worker;
}

async function openDevToolsOn(context: BrowserContext, browserSession: CDPSession, page: Page): Promise<Page> {
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  const opened = context.waitForEvent('page', (each) => each.url().includes('/devtools_app.html'));
  // Newer than Playwright's own list of commands.
  await (browserSession.send as (method: string, parameters: unknown) => Promise<unknown>).call(browserSession, 'Target.openDevTools', { targetId: targetInfo.targetId });
  const devtools = await opened;
  await devtools.getByRole('tab', { name: 'Elements' }).waitFor();
  return devtools;
}

async function showSessionPanel(devtools: Page, extensionId: string): Promise<void> {
  // A loop of our own: waitForFunction takes the promise of an async predicate for a truthy answer.
  await devtools.evaluate(async (panelId) => {
    const file = './ui/legacy/legacy.js';
    const { InspectorView } = await import(file);
    const view = InspectorView.InspectorView.instance();
    for (let waited = 0; !view.hasPanel(panelId); waited += 50) {
      if (waited > 15_000) throw new Error(`DevTools has no panel ${panelId}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await view.showPanel(panelId);
  }, `chrome-extension://${extensionId}Session`);
}

class Chromium implements BrowserDriver {
  readonly name = 'chromium';
  readonly version: string;
  readonly page: PageDriver;
  readonly closed: Promise<void>;
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #browserSession: CDPSession;
  readonly #extensionId: string;
  #devtools: Page | null = null;
  #panel: PanelDriver | null = null;

  constructor(context: BrowserContext, page: Page, browserSession: CDPSession, extensionId: string) {
    this.#context = context;
    this.#page = page;
    this.#browserSession = browserSession;
    this.#extensionId = extensionId;
    this.version = context.browser()?.version() ?? '';
    this.page = pageDriver(page);
    this.closed = new Promise((resolve) => context.once('close', () => resolve()));
  }

  #devtoolsFrame(): Frame | undefined {
    const devtoolsPage = `chrome-extension://${this.#extensionId}/extension/devtools.html`;
    return this.#window().frames().find((frame) => frame.url() === devtoolsPage);
  }

  #window(): Page {
    if (this.#devtools === null) throw new Error('DevTools is not open');
    return this.#devtools;
  }

  get panel(): PanelDriver {
    if (this.#panel === null) throw new Error('the panel is not shown');
    return this.#panel;
  }

  async openDevTools({ panel = true }: { readonly panel?: boolean } = {}): Promise<void> {
    this.#devtools = await openDevToolsOn(this.#context, this.#browserSession, this.#page);
    await waitUntil(async () => this.#devtoolsFrame() !== undefined, Boolean, 'the devtools page runs');
    if (panel) await this.showPanel();
  }

  async showPanel(): Promise<void> {
    await showSessionPanel(this.#window(), this.#extensionId);
    this.#panel = new ChromiumPanel(this.#window(), this.#extensionId);
    await waitUntil(() => this.panel.count({ role: 'toolbar' }), (count) => count > 0, 'the panel is drawn');
  }

  async closeDevTools(): Promise<void> {
    await this.#window().close();
    this.#devtools = null;
    this.#panel = null;
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.#window().emulateMedia({ colorScheme: theme });
  }

  async cookies(): Promise<BrowserCookie[]> {
    const cookies = await this.#context.cookies();
    return cookies.map(({ name, value, domain, path: cookiePath, httpOnly, secure, partitionKey }) => ({
      name, value, domain: domain.replace(/^\./, ''), path: cookiePath, httpOnly, secure, partitioned: partitionKey !== undefined,
    }));
  }

  async keepNetworkLog(): Promise<void> {
    await this.#window().evaluate(async () => {
      const file = './core/common/common.js';
      const { Settings } = await import(file);
      Settings.Settings.instance().moduleSetting('network-log.preserve-log').set(true);
    });
  }

  async har(): Promise<HarLog> {
    const frame = this.#devtoolsFrame();
    if (frame === undefined) throw new Error('the devtools page is gone');
    return { log: (await frame.evaluate(() => new Promise((resolve) => chrome.devtools.network.getHAR(resolve)))) as HarLog['log'] };
  }

  async killBackground(): Promise<void> {
    const session = await this.#context.newCDPSession(this.#page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await session.detach();
  }

  async setHostPermission(host: string, granted: boolean): Promise<void> {
    const page = await this.#context.newPage();
    await page.goto('chrome://extensions/');
    await page.evaluate(
      async ([id, pattern, add]) => {
        const { developerPrivate } = chrome as unknown as ExtensionsPage;
        await (add ? developerPrivate.addHostPermission(id, pattern) : developerPrivate.removeHostPermission(id, pattern));
      },
      [this.#extensionId, `*://${host}/*`, granted] as const,
    );
    await page.close();
  }

  async screenshotWindow(file: string): Promise<void> {
    await this.#window().screenshot({ path: file });
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

export const launchChromium: Launch = async (options: LaunchOptions = {}) => {
  const { headless = true, theme = 'light', hosts = [], proxyPort, executable = findChromium() } = options;
  const context = await chromium.launchPersistentContext('', {
    headless,
    executablePath: executable,
    // Chromium refuses to run as root with its sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: null,
    colorScheme: theme,
    args: [
      '--disable-quic', '--window-size=1400,900', '--disable-background-networking', '--disable-component-update',
      ...(hosts.length === 0 ? [] : [`--host-resolver-rules=${hosts.map((host) => `MAP ${host} 127.0.0.1`).join(', ')}`]),
      ...(proxyPort === undefined ? [] : [`--proxy-server=127.0.0.1:${proxyPort}`]),
      `--disable-extensions-except=${extensionFolder}`, `--load-extension=${extensionFolder}`,
    ],
  });
  const browser = context.browser();
  const page = context.pages()[0];
  if (browser === null || page === undefined) throw new Error('Chromium came up without a page');
  const worker = await extensionWorker(context);
  return new Chromium(context, page, await browser.newBrowserCDPSession(), new URL(worker.url()).host);
};
