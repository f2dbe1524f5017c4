/** `npm start`: a sample application and a browser with the panel open on it; with `--check`, the same without a window, used and judged by itself. */
import path from 'node:path';
import type { AppName } from '../e2e/apps/catalogue';
import { account, launchApp, type RunningApp } from '../e2e/apps/launch';
import type { BrowserDriver } from '../e2e/harness/driver';
import { findBrandedChrome, findBrowser, type Browser, type Engine } from './setup/browsers';
import { ensureBuilt } from './setup/build';
import { canInstall, ensurePrograms, isPresent } from './setup/needs';
import { sayOnStderr, SetupProblem } from './setup/setup';
import { readPanel } from './start/check';
import { help, startOptions, type StartOptions } from './start/options';

function defaultApp(): AppName {
  return isPresent('python') || canInstall() ? 'flask' : 'express';
}

function requireDisplay(): void {
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  if (!hasDisplay)
    throw new SetupProblem('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no browser window can open. To see the panel at work without one: npm start -- --check');
}

function ensureBrowser(engine: Engine | null): Browser {
  const found = findBrowser(engine ?? undefined) ?? (engine === 'firefox' ? null : findBrandedChrome());
  if (found !== null) return found;
  ensurePrograms([engine ?? 'chromium'], sayOnStderr);
  return ensureBrowser(engine);
}

async function launchBrowser({ engine, executable }: Browser, headless: boolean): Promise<BrowserDriver> {
  ensureBuilt(engine === 'firefox' ? 'firefox' : 'chrome', sayOnStderr);
  sayOnStderr(`Starting ${engine === 'firefox' ? 'Firefox' : 'Chromium'} with the extension`);
  if (engine === 'firefox') return (await import('../e2e/harness/firefox')).launchFirefox({ headless, executable });
  return (await import('../e2e/harness/chromium')).launchChromium({ headless, executable });
}

function nextSteps(app: RunningApp): string {
  return [
    `\nThe sample application: ${app.url}`,
    `Log in as ${account.username} with the password ${account.password}.`,
    ...(!app.isSigned ? [] : [`In the panel, under Keys, paste its secret:\n  ${app.envText.trim()}`]),
    'Close the browser or press Ctrl-C to end.\n',
  ].join('\n');
}

function loadByHand(): string {
  return [
    'Only branded Chrome was found, which takes no extension from the command line. Load it by hand:',
    '  1. open chrome://extensions and switch on Developer mode',
    `  2. Load unpacked: ${ensureBuilt('chrome', sayOnStderr)}`,
    '  3. open the address below, then DevTools, then the tab Session',
  ].join('\n');
}

/** Resolves when the person presses Ctrl-C. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

async function runCheck(app: RunningApp, driver: BrowserDriver, screenshot: string | null): Promise<void> {
  console.log(`${app.name} (${app.variant}, ${app.config} configuration) at ${app.url} in ${driver.name} ${driver.version}`);
  const file = screenshot === null ? null : path.resolve(screenshot);
  const shown = await readPanel(driver, app, file);
  // The details repeat proof and payload.
  for (const { part, text } of shown) if (part !== 'Details' || text === null) console.log(`\n${part}\n${text === null ? '  MISSING' : text.replace(/^/gm, '  ')}`);
  if (file !== null) console.log(`\nScreenshot: ${file}`);
  const isComplete = shown.every(({ text }) => text !== null);
  console.log(isComplete ? '\nEverything was there.' : '\nSomething is missing: see above.');
  process.exitCode = isComplete ? 0 : 1;
}

async function show(app: RunningApp, options: StartOptions, browser: Browser): Promise<void> {
  const driver = await launchBrowser(browser, options.check);
  try {
    await driver.page.goto(app.url);
    await driver.openDevTools();
    if (options.check) return await runCheck(app, driver, options.screenshot);
    console.log(nextSteps(app));
    await Promise.race([driver.closed, interrupted()]);
  } finally {
    await driver.close();
  }
}

async function start(options: StartOptions): Promise<void> {
  if (!options.check) requireDisplay();
  const browser = ensureBrowser(options.engine);
  if (options.check && !browser.takesExtension) throw new SetupProblem('--check needs Chromium, Brave, Edge or Firefox: branded Chrome takes no extension from the command line.');
  const { variant, config } = options;
  const name = options.name ?? defaultApp();
  sayOnStderr(`Starting the sample application ${name}`);
  const app = await launchApp(name, { config, ...(variant === null ? {} : { variant }) });
  try {
    if (browser.takesExtension) return await show(app, options, browser);
    console.log(`${loadByHand()}\n${nextSteps(app)}`);
    await interrupted();
  } finally {
    await app.stop();
  }
}

try {
  const options = startOptions(process.argv.slice(2));
  if (options !== null) await start(options);
} catch (error) {
  const isUse = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!isUse && !(error instanceof SetupProblem)) throw error;
  console.error(isUse ? `${error.message}\n\n${help}` : (error as Error).message);
  process.exitCode = 1;
}
