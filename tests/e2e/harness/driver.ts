/**
 * One way of driving either browser: the inspected page as a visitor uses it, and the built extension's panel inside the real DevTools
 * as a developer uses it. Nothing here names a browser: `chromium.ts` and `firefox.ts` keep the internals they rest on.
 */

/** The inspected page. Elements are found by CSS selector; every action waits for its element. */
export interface PageDriver {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  text(selector: string): Promise<string>;
  /** Runs in the page; `argument` and the result are JSON. */
  evaluate<T>(script: (argument: never) => T | Promise<T>, argument?: unknown): Promise<T>;
  screenshot(file: string): Promise<void>;
}

/** An element of the panel by what a screen reader says of it: its ARIA role, and its accessible name or a part of it. */
export interface Target {
  readonly role: string;
  readonly name?: string;
  /** True: the whole name. */
  readonly exact?: boolean;
}

/** The panel. Every action waits up to 15 s for its element and uses real mouse and key events. */
export interface PanelDriver {
  click(target: Target): Promise<void>;
  /** Replaces the text of a field. */
  fill(target: Target, text: string): Promise<void>;
  /** A key or chord for what has the focus, in Playwright's names: `ArrowDown`, `Control+F`, `/`. */
  press(key: string): Promise<void>;
  /** How many visible elements fit now. */
  count(target: Target): Promise<number>;
  /** What a person can read of the first element that fits, or of the whole panel, now. */
  text(target?: Target): Promise<string>;
  /** Waits up to 15 s until the text of the panel, or of the target, holds `wanted`, and gives it; fails with the text that was there instead. */
  waitForText(wanted: string | RegExp, target?: Target): Promise<string>;
  /** Waits up to 15 s until `wanted` is no longer in the panel's text. */
  waitForNoText(wanted: string | RegExp): Promise<void>;
  /** Runs in the panel's document; `argument` and the result are JSON. */
  evaluate<T>(script: (argument: never) => T | Promise<T>, argument?: unknown): Promise<T>;
  /** The panel alone, as PNG. */
  screenshot(file: string): Promise<void>;
  /** Gives the panel this inner size in CSS pixels (at least as near as the browser's windows allow). */
  resize(width: number, height: number): Promise<void>;
}

export type Theme = 'light' | 'dark';

export interface LaunchOptions {
  /** Default true. */
  readonly headless?: boolean;
  /** Default light. */
  readonly theme?: Theme;
  /** Further host names that lead to this machine, such as `app.test`. */
  readonly hosts?: readonly string[];
  /** Port of a proxy on this machine for everything but the sample applications; by default nothing else is reached. */
  readonly proxyPort?: number;
  /** Executable; the one found on this machine by default. */
  readonly executable?: string;
}

/** One cookie as the browser itself lists it, asked through its debugging protocol. */
export interface BrowserCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly partitioned: boolean;
}

export interface HarLog {
  readonly log: { readonly entries: readonly unknown[] };
}

export interface BrowserDriver {
  readonly name: 'chromium' | 'firefox';
  readonly version: string;
  readonly page: PageDriver;
  /** Opens DevTools on the page; with `panel: false` another tool stays in front and the panel is never shown. */
  openDevTools(options?: { readonly panel?: boolean }): Promise<void>;
  /** Brings the Session panel to the front: after `openDevTools({ panel: false })`. */
  showPanel(): Promise<void>;
  closeDevTools(): Promise<void>;
  /** Usable once the panel is shown. */
  readonly panel: PanelDriver;
  setTheme(theme: Theme): Promise<void>;
  /** Goes on in a new tab of a container, which has a cookie store of its own; absent in a browser without containers. */
  openContainerTab?(url: string): Promise<void>;
  /** The whole jar of the page's cookie store, partitioned cookies included, as the browser lists it. */
  cookies(): Promise<BrowserCookie[]>;
  /** Ends the extension's background as the browser does when it is idle. */
  killBackground(): Promise<void>;
  /** Gives or takes the extension's permission for `*://host/*` behind the scenes, as the browser's own settings page does. */
  setHostPermission(host: string, granted: boolean): Promise<void>;
  /** Gives the optional permission to be told of requests by the network, where the browser has one. */
  allowRequestWatch?(): Promise<void>;
  /** Has DevTools keep what it recorded when the page goes elsewhere; once DevTools is open. */
  keepNetworkLog(): Promise<void>;
  /** What DevTools recorded of the page, as the browser itself writes it for its extensions (`devtools.network.getHAR`). */
  har(): Promise<HarLog>;
  /** The whole DevTools window with the panel in it, as PNG. */
  screenshotWindow(file: string): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the browser is gone, by `close` or by a person's hand. */
  readonly closed: Promise<void>;
}

export type Launch = (options?: LaunchOptions) => Promise<BrowserDriver>;
