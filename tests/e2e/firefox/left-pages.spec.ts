/** A script that logs in and leaves the page at once: Firefox tells DevTools nothing of its request, and the network does when it may. */
import { account, launchApp, type RunningApp } from '../apps/launch';
import type { PageDriver } from '../harness/driver';
import { waitUntil } from '../harness/wait';
import { expect, test } from '../test';
import { setValue } from '../visitor';

let app: RunningApp;
test.beforeAll(async () => {
  app = await launchApp('express');
});
test.afterAll(() => app.stop());

/** As an application's own script does it. */
function runInPage(page: PageDriver, script: string): Promise<unknown> {
  return page.evaluate((text: string) => {
    const element = document.createElement('script');
    element.textContent = text;
    document.body.append(element);
  }, script);
}

async function logInAndLeave(page: PageDriver): Promise<void> {
  await page.goto(`${app.url}/login`);
  await runInPage(page, `fetch('/login', { method: 'POST', body: new URLSearchParams(${JSON.stringify(account)}) }).then(() => location.assign('/profile'))`);
  await waitUntil(() => page.url(), (url) => url.endsWith('/profile'), 'the page after the login');
}

test('without the permission what is missing is said, with it the login is recorded and judged', async ({ driver }) => {
  if (driver.allowRequestWatch === undefined) throw new Error('this browser tells DevTools of every request');
  await driver.page.goto(app.url);
  await driver.openDevTools();
  await setValue(driver.page, app);
  await driver.panel.click({ role: 'tab', name: 'Timeline' });
  await logInAndLeave(driver.page);
  expect(await driver.panel.waitForText('no recorded request')).not.toContain('POST /login');
  await driver.panel.waitForText('Firefox does not tell of a request whose page is left at once');

  await driver.allowRequestWatch();
  await driver.panel.waitForNoText('Firefox does not tell of a request');
  await driver.page.goto(`${app.url}/logout`);
  await setValue(driver.page, app);
  await logInAndLeave(driver.page);
  const story = await driver.panel.waitForText('POST /login');
  expect(story).toContain('The request carried a user and a password field');
  expect(story).not.toContain(account.password);
  await driver.panel.waitForText('Rotated', { role: 'region', name: 'Verdict' });

  await runInPage(driver.page, `fetch('/logout').then(() => location.assign('/'))`);
  await waitUntil(() => driver.panel.text({ role: 'region', name: 'Verdict' }), (text) => text.includes('at the logout'), 'the logout is judged');
  // DevTools and the network tell of the same requests: none stands there twice.
  expect(await driver.panel.count({ role: 'row', name: 'POST /login' })).toBe(1);
  expect(await driver.panel.count({ role: 'row', name: 'GET /logout' })).toBe(2);
});
