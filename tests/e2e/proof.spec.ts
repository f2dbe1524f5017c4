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
  return finished(driver);
}

/** Starts the test of the dialog that is open; gives what it says in the end. */
async function finished(driver: BrowserDriver): Promise<string> {
  await driver.panel.waitForText('This page will ask for');
  const before = await driver.cookies();
  await driver.panel.click({ role: 'button', name: 'Start' });
  const text = await driver.panel.waitForText(/The jar is as it was before|No result/, { role: 'dialog' });
  expect((await driver.cookies()).sort(byName)).toEqual(before.sort(byName));
  await driver.panel.click({ role: 'button', name: 'Close' });
  return text;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name);
}

/** The finding in full. */
async function audited(driver: BrowserDriver, finding: string): Promise<string> {
  await driver.panel.click({ role: 'tab', name: 'Audit' });
  await driver.panel.click({ role: 'button', name: finding });
  return driver.panel.waitForText('About this check', { role: 'article', name: finding });
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

test('confirms that the id from before the login still works where it was replaced and not ended', async ({ driver }) => {
  await loggedIn(driver, 'php', 'leaves-former');
  await driver.panel.waitForText('Rotated');
  expect(await prove(driver)).toContain('Confirmed. The cookies from before the login get the logged-in page');
  expect(await audited(driver, 'Former session id still works')).toContain('session_regenerate_id(true);');
});

for (const name of ['flask', 'cookie-session'] as const) {
  test(`confirms that a signed cookie outlives its logout: ${name}`, async ({ driver }) => {
    await loggedIn(driver, name, 'cookie');
    await logOut(driver.page, app);
    await driver.panel.waitForText('Cleared');
    expect(await prove(driver)).toContain('Confirmed. The cookies from before the logout');
    expect(await audited(driver, 'Session works after logout')).toContain('inherent to sessions that the cookie itself holds');
  });
}

test('refutes that a session survives the logout that destroys it', async ({ driver }) => {
  await loggedIn(driver, 'django', 'db');
  await logOut(driver.page, app);
  await driver.panel.waitForText('Cleared');
  expect(await prove(driver)).toContain('Refuted. The cookies from before the logout');
  await driver.panel.click({ role: 'tab', name: 'Audit' });
  await driver.panel.waitForText('In production');
  expect(await driver.panel.count({ role: 'button', name: 'Session works after logout' })).toBe(0);
});

/** Plants made-up ids from the checks of the session cookie; gives what the dialog says in the end. */
async function plant(driver: BrowserDriver, storing: string): Promise<string> {
  await driver.panel.click({ role: 'tab', name: 'Session' });
  await driver.panel.click({ role: 'tab', name: 'Checks' });
  await driver.panel.click({ role: 'button', name: 'Test with made-up ids' });
  if (storing !== '') await driver.panel.fill({ role: 'textbox', name: 'address that stores something' }, storing);
  await driver.panel.waitForText('First id', { role: 'dialog' });
  return finished(driver);
}

test('shows that PHP without strict mode adopts an id that it never issued, and takes its silence for nothing', async ({ driver }) => {
  app = await launchApp('php', { variant: 'regenerates' });
  await driver.page.goto(app.url);
  await driver.openDevTools();
  expect(await plant(driver, '')).toContain('Not settled. The server sent no id of its own');
  expect(await plant(driver, '/set')).toContain('Adopted. What was stored under a made-up id came back under that id');
  expect(await audited(driver, 'Server adopts a foreign session id')).toContain("session_start(['use_strict_mode' => true]);");
});

test('shows that express-session issues an id of its own, once its key can sign a made-up one', async ({ driver }) => {
  app = await launchApp('express', { variant: 'never-regenerates' });
  await driver.page.goto(app.url);
  await driver.openDevTools();
  await driver.panel.click({ role: 'tab', name: 'Checks' });
  await driver.panel.waitForText('Paste the key to test it');
  await driver.panel.click({ role: 'tab', name: 'Keys' });
  await driver.panel.fill({ role: 'textbox', name: 'Paste' }, app.envText);
  await driver.panel.click({ role: 'button', name: 'Use', exact: true });
  expect(await plant(driver, '')).toContain('Not adopted. The server put an id of its own');
});

test('finds the cookie that carries the login among others', async ({ driver }) => {
  app = await launchApp('django', { variant: 'db' });
  await logIn(driver.page, app);
  await driver.page.evaluate(() => ['theme=dark', 'session_hint=9f8e7d6c5b4a39281706f5e4d3c2b1a0', 'consent=yes'].map((pair) => (document.cookie = pair)).length);
  await driver.openDevTools();
  await driver.panel.click({ role: 'button', name: 'Which cookie is my login?' });
  expect(await finished(driver)).toContain('Found. sessionid alone gets the logged-in page, and all the other cookies without it do not.');
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
