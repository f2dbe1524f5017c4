/** What the audit says of a cookie in the real panel: how long it may live by the person's own limits, and what was checked of it. */
import { setting, startCookieServer, type CookieServer } from './cookie-server';
import { expect, test } from './test';

const flask = 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800';

let server: CookieServer;
test.beforeAll(async () => {
  server = await startCookieServer();
});
test.afterAll(() => server.close());

test('judges lifetimes by the limits of the site, and says what was checked of the cookie', async ({ driver }) => {
  await driver.page.goto(server.url(setting(flask)));
  await driver.openDevTools();
  await driver.panel.waitForText('session');
  await driver.panel.click({ role: 'tab', name: 'Checks' });
  await driver.panel.waitForText('Checked and passed');
  await driver.panel.waitForNoText('Lives too long');
  await driver.panel.click({ role: 'button', name: 'More' });
  await driver.panel.click({ role: 'button', name: 'Settings…' });
  await driver.panel.fill({ role: 'textbox', name: 'Sessions and tokens' }, 'soon');
  await driver.panel.waitForText('A number and its unit');
  await driver.panel.fill({ role: 'textbox', name: 'Sessions and tokens' }, '36 hours');
  await driver.panel.click({ role: 'button', name: 'Close' });
  await driver.panel.waitForText('session lives 7 days; the limit for a session cookie is 36 hours.');
  // Another page of the site, and what was chosen is still there.
  await driver.page.goto(server.url('/elsewhere'));
  await driver.panel.waitForText('the limit for a session cookie is 36 hours.');
  expect(await driver.panel.text()).toContain('Could not be checked, ');
});
