/** The timeline in the real panel: marks by hand, a recording out of a file, exported files, frames, and DevTools moved about. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { launchApp, type RunningApp } from './apps/launch';
import type { BrowserDriver } from './harness/driver';
import { waitUntil } from './harness/wait';
import { expect, test } from './test';
import { logIn, logOut, setValue } from './visitor';

let app: RunningApp;
test.beforeAll(async () => {
  app = await launchApp('express', { variant: 'never-regenerates' });
});
test.afterAll(() => app.stop());

async function loggedIn(driver: BrowserDriver): Promise<void> {
  await driver.page.goto(app.url);
  await driver.openDevTools();
  await setValue(driver.page, app);
  await logIn(driver.page, app);
  await driver.panel.click({ role: 'tab', name: 'Timeline' });
  await driver.panel.waitForText('Kept: fixation risk');
}

test('a login judged with its fix, marked as none by hand, and the mark taken back', async ({ driver }) => {
  await loggedIn(driver);
  const card = await driver.panel.text({ role: 'article', name: 'Login' });
  expect(card).toContain('POST /login');
  expect(card).toContain('regenerate');
  await driver.panel.click({ role: 'cell', name: 'POST /login' });
  await driver.panel.click({ role: 'button', name: 'None of these' });
  await driver.panel.waitForNoText('Kept: fixation risk');
  await driver.panel.waitForText('Not a login or logout');
  await driver.panel.click({ role: 'button', name: 'Undo the mark' });
  await driver.panel.waitForText('Kept: fixation risk');
});

test('the card of a login keeps its fix after the logout', async ({ driver }) => {
  await loggedIn(driver);
  await logOut(driver.page, app);
  await waitUntil(() => driver.panel.count({ role: 'region', name: 'Verdict' }), (count) => count === 2, 'the logout is judged');
  const card = await driver.panel.text({ role: 'article', name: 'Login' });
  expect(card).toContain('Fix, express-session');
  expect(card).toContain('regenerate');
});

test('a paused recording is a gap, and the panel keeps its keys where DevTools moves', async ({ driver }) => {
  await loggedIn(driver);
  await driver.panel.click({ role: 'tab', name: 'Keys' });
  await driver.panel.fill({ role: 'textbox', name: 'Paste a key' }, app.envText);
  await driver.panel.click({ role: 'button', name: 'Use', exact: true });
  await driver.panel.waitForText(`fits ${app.cookieName}`);
  await driver.panel.resize(900, 600);
  await driver.panel.waitForText(`fits ${app.cookieName}`);
  await driver.panel.click({ role: 'tab', name: 'Timeline' });
  await driver.panel.click({ role: 'button', name: 'Record', exact: true });
  await driver.panel.waitForText('Not recording.');
  await driver.page.goto(app.url);
  await driver.panel.click({ role: 'button', name: 'Record', exact: true });
  await driver.panel.waitForText('recording was paused');
  await logOut(driver.page, app);
  await driver.panel.waitForText('Logout');
});

/** Gives the panel a file as its field for files gets one, and waits for what it says. */
async function importFile(driver: BrowserDriver, text: string): Promise<void> {
  await driver.panel.evaluate((har: string) => {
    const field = document.querySelector('input[type=file]') as HTMLInputElement;
    const transfer = new DataTransfer();
    transfer.items.add(new File([har], 'visit.har', { type: 'application/json' }));
    field.files = transfer.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);
}

test('a recorded login out of a HAR file is judged as live, and exported without its values', async ({ driver }) => {
  const file = path.resolve(import.meta.dirname, '../golden/rotation-cases/express-json-kept.json');
  const { har } = JSON.parse(readFileSync(file, 'utf8')) as { har: unknown };
  await driver.page.goto(app.url);
  await driver.openDevTools();
  await importFile(driver, 'no HAR at all');
  await driver.panel.waitForText('visit.har is not a HAR file');
  await importFile(driver, JSON.stringify(har));
  await driver.panel.waitForText(/\d+ requests imported from visit\.har/);
  await driver.panel.click({ role: 'tab', name: 'Timeline' });
  const story = await driver.panel.waitForText('Kept: fixation risk');
  expect(story).toContain('POST localhost:5201/api/login');

  await driver.panel.evaluate(() => {
    const heard = window as Window & { saved?: string };
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => (heard.saved = text));
      return make(blob);
    };
  });
  await driver.panel.click({ role: 'button', name: 'Export', exact: true });
  await driver.panel.click({ role: 'button', name: 'Markdown' });
  const saved = await driver.panel.evaluate(async () => {
    const heard = window as Window & { saved?: string };
    for (let i = 0; i < 100 && heard.saved === undefined; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    return heard.saved ?? '';
  });
  expect(saved).toContain('Kept: fixation risk');
  expect(saved).not.toContain('vznd8ARtOcLIBeP9ZGrLHY9Cp8GDmyhP');
});

test('one frame of another host looked at alone', async ({ driver }) => {
  await loggedIn(driver);
  await driver.page.evaluate((url: string) => {
    document.cookie = 'of-the-page=1';
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }, `${app.url.replace('localhost', '127.0.0.1')}/set`);
  await driver.panel.click({ role: 'tab', name: 'Session', exact: true });
  await driver.panel.waitForText('of-the-page');
  await waitUntil(() => driver.panel.count({ role: 'combobox', name: 'Frame' }), (count) => count > 0, 'the tab has frames to choose from');
  await driver.panel.evaluate(() => {
    const select = document.querySelector('select[aria-label=Frame]') as HTMLSelectElement;
    select.value = [...select.options].find(({ value }) => value.includes('127.0.0.1'))?.value ?? '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await driver.panel.waitForNoText('of-the-page');
});
