/** Edits in the real panel: a sealed session that the real application then reads, a raw value, what is refused, and the way back. */
import { execFileSync } from 'node:child_process';
import type { AppName } from './apps/catalogue';
import { launchApp, type RunningApp } from './apps/launch';
import type { BrowserCookie, BrowserDriver } from './harness/driver';
import { waitUntil } from './harness/wait';
import { expect, test } from './test';
import { logIn, setValue } from './visitor';

let app: RunningApp;
test.afterEach(() => app.stop());

async function start(driver: BrowserDriver, name: AppName): Promise<void> {
  app = await launchApp(name);
  await driver.page.goto(app.url);
  await driver.openDevTools();
}

async function pasteKey(driver: BrowserDriver): Promise<void> {
  await driver.panel.click({ role: 'tab', name: 'Keys' });
  await driver.panel.fill({ role: 'textbox', name: 'Paste' }, app.envText);
  await driver.panel.click({ role: 'button', name: 'Use', exact: true });
  await driver.panel.waitForText('fits session');
  await driver.panel.click({ role: 'tab', name: 'Session' });
}

/** The cookie as the browser lists it. */
async function jarCookie(driver: BrowserDriver, name: string): Promise<BrowserCookie | undefined> {
  return (await driver.cookies()).find((cookie) => cookie.name === name && cookie.domain.endsWith('localhost'));
}

test('an edited Flask session is what the application reads, an invalid edit loses nothing, and undo restores the cookie', async ({ driver }) => {
  await start(driver, 'flask');
  await setValue(driver.page, app);
  await logIn(driver.page, app);
  await pasteKey(driver);
  await driver.panel.waitForText('user_id: 42');
  const before = await jarCookie(driver, 'session');
  await driver.panel.click({ role: 'tab', name: 'Edit' });

  const broken = '{"_permanent": true, "user_id": 42, "username" "mallory"}';
  await driver.panel.fill({ role: 'textbox', name: 'Payload' }, broken);
  await driver.panel.waitForText('line 1, column 48');
  expect(await driver.panel.evaluate(() => document.querySelector('textarea')?.value)).toBe(broken);
  expect(await jarCookie(driver, 'session')).toEqual(before);

  await driver.panel.fill({ role: 'textbox', name: 'Payload' }, '{"_permanent": true, "user_id": 42, "username": "mallory"}');
  await driver.panel.waitForText('of 4096 bytes');
  await driver.panel.click({ role: 'button', name: 'Seal and save' });
  await driver.panel.waitForText('username: "mallory"');
  expect(await driver.panel.text({ role: 'row', name: 'session' })).toContain('Verified');
  await driver.page.goto(`${app.url}/profile`);
  expect(await driver.page.text('body')).toContain('mallory');

  await driver.panel.click({ role: 'button', name: 'Undo' });
  await driver.panel.waitForText('username: "alice"');
  expect(await jarCookie(driver, 'session')).toEqual(before);
  await driver.page.goto(`${app.url}/profile`);
  expect(await driver.page.text('body')).toContain('alice');
});

test('a raw value and its attributes are edited, a rule of the browser is kept, and a deleted cookie comes back', async ({ driver }) => {
  await start(driver, 'flask');
  await driver.page.evaluate(() => void (document.cookie = 'theme=dark; path=/; samesite=lax'));
  await driver.panel.waitForText('theme');
  const before = await jarCookie(driver, 'theme');
  await driver.panel.click({ role: 'tab', name: 'Edit' });
  await driver.panel.fill({ role: 'textbox', name: 'Value' }, 'light; and more');
  await driver.panel.waitForText('has a semicolon');
  await driver.panel.fill({ role: 'textbox', name: 'Value' }, 'light');
  await driver.panel.click({ role: 'checkbox', name: 'HttpOnly' });
  await driver.panel.click({ role: 'button', name: 'Save', exact: true });
  await waitUntil(() => jarCookie(driver, 'theme'), (cookie) => cookie?.value === 'light' && cookie.httpOnly, 'the edit is in the jar');
  await driver.panel.click({ role: 'button', name: 'Undo' });
  await waitUntil(() => jarCookie(driver, 'theme'), (cookie) => JSON.stringify(cookie) === JSON.stringify(before), 'the former cookie is back');
  await driver.panel.click({ role: 'button', name: 'Delete cookie' });
  await driver.panel.waitForText('No cookies yet');
  await driver.panel.click({ role: 'button', name: 'Undo' });
  await waitUntil(() => jarCookie(driver, 'theme'), (cookie) => JSON.stringify(cookie) === JSON.stringify(before), 'the deleted cookie is back');
});

test('a record of Flask-Session out of the real Redis is read in the panel', async ({ driver }) => {
  await start(driver, 'flask-redis');
  await setValue(driver.page, app);
  await logIn(driver.page, app);
  await pasteKey(driver);
  await driver.panel.fill({ role: 'textbox', name: 'SESSION_KEY_PREFIX' }, 'myapp:');
  const sid = decodeURIComponent((await jarCookie(driver, 'session'))?.value ?? '').split('.')[0] ?? '';
  await driver.panel.waitForText(`redis-cli GET 'myapp:${sid}'`);
  const record = execFileSync('redis-cli', ['-u', app.redisUrl ?? '', '--no-raw', 'GET', `myapp:${sid}`], { encoding: 'utf8' });
  await driver.panel.fill({ role: 'textbox', name: 'Paste the stored record' }, record);
  const read = await driver.panel.waitForText('Read as redis-cli');
  expect(read).toContain('username: "alice"');
  expect(read).toContain('user_id: 42');
});
