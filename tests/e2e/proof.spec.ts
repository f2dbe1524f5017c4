/** "Prove it": confirmed on a vulnerable application, refuted on a sound one, the jar whole afterwards. */
import type { AppName } from './apps/catalogue';
import { launchApp, type RunningApp } from './apps/launch';
import type { BrowserCookie, BrowserDriver } from './harness/driver';
import { waitUntil } from './harness/wait';
import { expect, test } from './test';
import { logIn, logOut, setValue } from './visitor';

let app: RunningApp;
test.afterEach(() => app.stop());

async function loggedIn(driver: BrowserDriver, name: AppName, variant: string): Promise<void> {
  app = await launchApp(name, { variant });
  await driver.page.goto(app.url);
  await driver.openDevTools();
  await setValue(driver.page, app);
  await logIn(driver.page, app);
  await driver.panel.click({ role: 'tab', name: 'Timeline' });
}

async function prove(driver: BrowserDriver): Promise<string> {
  await driver.panel.click({ role: 'button', name: 'Prove it' });
  await driver.panel.waitForText('This page will ask for');
  const before = await driver.cookies();
  await driver.panel.click({ role: 'button', name: 'Start', exact: true });
  const text = await driver.panel.waitForText(/The jar is as it was before|No result/, { role: 'dialog' });
  expect((await driver.cookies()).sort(byName)).toEqual(before.sort(byName));
  await driver.panel.click({ role: 'button', name: 'Close' });
  return text;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name);
}

test('confirms fixation where the id is kept', async ({ driver }) => {
  await loggedIn(driver, 'express', 'never-regenerates');
  await driver.panel.waitForText('Kept: fixation risk');
  expect(await prove(driver)).toContain('Confirmed. The cookies from before the login get the logged-in page');
});

test('refutes fixation where the id is rotated, and a surviving session after the logout', async ({ driver }) => {
  await loggedIn(driver, 'flask-redis', 'regenerates');
  await driver.panel.waitForText('Rotated');
  expect(await prove(driver)).toContain('Refuted. The cookies from before the login get the page of a browser that is not logged in');
  await logOut(driver.page, app);
  await waitUntil(() => driver.panel.count({ role: 'region', name: 'Verdict' }), (count) => count >= 2, 'the logout is judged');
  expect(await prove(driver)).toContain('Refuted. The cookies from before the logout');
});

test('confirms that a signed cookie outlives its logout', async ({ driver }) => {
  await loggedIn(driver, 'flask', 'cookie');
  await logOut(driver.page, app);
  await driver.panel.waitForText('Cleared');
  expect(await prove(driver)).toContain('Confirmed. The cookies from before the logout');
});

test('puts the jar back after a crash in the middle', async ({ driver }) => {
  await loggedIn(driver, 'express', 'never-regenerates');
  await driver.panel.click({ role: 'button', name: 'Prove it' });
  const before = await driver.cookies();
  await driver.panel.click({ role: 'button', name: 'Start', exact: true });
  await driver.panel.waitForText('without a session');
  const same = (cookies: BrowserCookie[]): boolean => JSON.stringify(cookies.sort(byName)) === JSON.stringify(before.sort(byName));
  await waitUntil(() => driver.cookies(), (cookies) => !same(cookies), 'the jar is exchanged');
  await driver.closeDevTools();
  await waitUntil(() => driver.cookies(), same, 'the jar is put back');
});
