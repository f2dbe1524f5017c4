/** A recording that DevTools itself exported tells the same as the panel did while it watched. */
import { timelineOf } from '../golden/rotation-case';
import { launchApp } from './apps/launch';
import { expect, test } from './test';
import { logIn, logOut, setValue } from './visitor';

const spoken = { stateless: 'Stateless: no id to rotate', kept: 'Kept: fixation risk', cleared: 'Cleared', rotated: 'Rotated' } as const;

for (const [name, variant, cookie, atLogin, atLogout] of [['flask', 'cookie', 'session', 'stateless', 'cleared'], ['express', 'never-regenerates', 'connect.sid', 'kept', 'rotated']] as const) {
  test(`${name}: live and from an exported HAR`, async ({ driver }) => {
    const app = await launchApp(name, { variant });
    try {
      await driver.page.goto(app.url);
      await driver.openDevTools();
      await driver.keepNetworkLog();
      await setValue(driver.page, app);
      await logIn(driver.page, app, 'wrong');
      await logIn(driver.page, app);
      await driver.panel.click({ role: 'tab', name: 'Timeline' });
      await driver.panel.waitForText(spoken[atLogin]);
      await logOut(driver.page, app);
      // As a person does, the page is seen before it is left: Firefox forgets a request whose page is left before it has told of it.
      await driver.panel.waitForText(spoken[atLogout]);
      await driver.page.goto(app.url);
      // DevTools notes a page some time after the page has come.
      await expect.poll(async () => JSON.stringify((await driver.har()).log.entries).split(`"${app.url}/"`).length, { timeout: 15_000 }).toBeGreaterThan(2);
      const { logins, logouts, verdicts } = await timelineOf({ har: await driver.har() });
      expect(logins.map(({ method, url }) => `${method} ${url}`)).toEqual([`POST ${app.url}/login`]);
      expect(logouts.map(({ url }) => url)).toEqual([`${app.url}/logout`]);
      expect(verdicts.map(({ event, cookie: named, verdict }) => `${event} ${named} ${verdict}`)).toEqual([`login ${cookie} ${atLogin}`, `logout ${cookie} ${atLogout}`]);
    } finally {
      await app.stop();
    }
  });
}
