/** The first minute: a real login read, decoded, verified, watched and judged in the real panel. */
import { launchApp, type RunningApp } from './apps/launch';
import { expect, test } from './test';
import { logIn, logOut, setValue } from './visitor';

let app: RunningApp;
test.beforeAll(async () => {
  app = await launchApp('flask');
});
test.afterAll(() => app.stop());

test('Flask: decoded without a key, a wrong key and the right one, login and logout judged', async ({ driver }) => {
  await driver.page.goto(app.url);
  await driver.openDevTools();
  await driver.panel.waitForText('No cookies yet');
  await setValue(driver.page, app);
  await driver.panel.waitForText('Flask / Quart session');
  await driver.panel.waitForText('colour: "blue"');
  expect(await driver.panel.text({ role: 'row', name: 'session' })).toContain('Not verified');

  await driver.panel.click({ role: 'tab', name: 'Keys' });
  await driver.panel.fill({ role: 'textbox', name: 'Paste a key' }, 'not the key');
  await driver.panel.click({ role: 'button', name: 'Use', exact: true });
  await driver.panel.waitForText('fits no cookie');
  await driver.panel.click({ role: 'tab', name: 'Session' });
  await driver.panel.waitForText('Rejected');
  await driver.panel.click({ role: 'tab', name: 'Keys' });
  await driver.panel.fill({ role: 'textbox', name: 'Paste a key' }, app.envText);
  await driver.panel.click({ role: 'button', name: 'Use', exact: true });
  await driver.panel.waitForText('fits session');
  await driver.panel.click({ role: 'tab', name: 'Session' });
  await driver.panel.waitForText('A pasted key proves it: SECRET_KEY');

  await logIn(driver.page, app, 'wrong');
  await logIn(driver.page, app);
  await driver.panel.waitForText('user_id: 42');
  await driver.panel.click({ role: 'tab', name: 'Timeline' });
  const story = await driver.panel.waitForText('Stateless: no id to rotate');
  expect(story).toContain('carries the session itself and no id');
  expect(await driver.panel.count({ role: 'region', name: 'Verdict' })).toBe(1);

  await logOut(driver.page, app);
  await driver.panel.waitForText('Cleared');
  await driver.panel.click({ role: 'tab', name: 'Session' });
  await driver.panel.waitForText('No cookies yet');
});

test('records a login although the panel was not yet shown', async ({ driver }) => {
  await driver.page.goto(app.url);
  await driver.openDevTools({ panel: false });
  await setValue(driver.page, app);
  await logIn(driver.page, app);
  await driver.showPanel();
  await driver.panel.click({ role: 'tab', name: 'Timeline' });
  await driver.panel.waitForText('Stateless: no id to rotate');
});
