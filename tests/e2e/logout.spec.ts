/** Each kind of session through a whole visit as a person makes it: the verdict on the login and on the logout, read from the panel. */
import type { AppName } from './apps/catalogue';
import { launchApp } from './apps/launch';
import { waitUntil } from './harness/wait';
import { test } from './test';
import { logIn, logOut, setValue } from './visitor';

const visits: readonly (readonly [name: AppName, variant: string, atLogin: string, atLogout: string])[] = [
  ['flask', 'cookie', 'Stateless: no id to rotate', 'Cleared'],
  ['flask-redis', 'regenerates', 'Rotated', 'Cleared'],
  ['django', 'db', 'Rotated', 'Cleared'],
  // The next page is given an anonymous session of its own.
  ['express', 'regenerates', 'Rotated', 'Rotated'],
  ['cookie-session', 'cookie', 'Stateless: no id to rotate', 'Cleared'],
  ['iron-session', 'cookie', 'Stateless: no id to rotate', 'Cleared'],
];

for (const [name, variant, atLogin, atLogout] of visits) {
  test(`${name}, ${variant}: in and out`, async ({ driver }) => {
    const app = await launchApp(name, { variant });
    try {
      await driver.page.goto(app.url);
      await driver.openDevTools();
      await driver.panel.click({ role: 'tab', name: 'Keys' });
      await driver.panel.fill({ role: 'textbox', name: 'Paste' }, app.envText);
      await driver.panel.click({ role: 'button', name: 'Use', exact: true });
      await setValue(driver.page, app);
      await logIn(driver.page, app);
      await driver.panel.click({ role: 'tab', name: 'Timeline' });
      await driver.panel.waitForText(atLogin, { role: 'region', name: 'Verdict' });
      await logOut(driver.page, app);
      await waitUntil(() => driver.panel.count({ role: 'region', name: 'Verdict' }), (count) => count === 2, 'the logout is judged');
      // The latest event stands first; until the page after it has come, its verdict is honest about that.
      await driver.panel.waitForText(atLogout, { role: 'region', name: 'Verdict' });
    } finally {
      await app.stop();
    }
  });
}
