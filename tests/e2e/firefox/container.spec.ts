/** A tab in a container shows the container's cookies and no others, and writes into no other store. */
import { setting, startCookieServer, type CookieServer } from '../cookie-server';
import { expect, test } from '../test';

let server: CookieServer;
test.beforeAll(async () => {
  server = await startCookieServer();
});
test.afterAll(() => server.close());

test('a container tab has its own jar', async ({ driver }) => {
  await driver.page.goto(server.url(setting('outside=1; Path=/')));
  if (driver.openContainerTab === undefined) throw new Error('this browser has no containers');
  await driver.openContainerTab(server.url(setting('inside=1; Path=/')));
  await driver.openDevTools();
  const text = await driver.panel.waitForText('inside');
  expect(text).not.toContain('outside');
  expect((await driver.cookies()).map(({ name }) => name)).toEqual(['inside']);
  await driver.page.evaluate(() => fetch('/set?c=' + encodeURIComponent('later=1; Path=/')).then(() => null));
  expect(await driver.panel.waitForText('later')).not.toContain('outside');
});
