/** What the panel lists is what the browser itself lists for the tab and its frames; changes show by themselves. */
import { framing, setting, startCookieServer, type CookieServer } from './cookie-server';
import type { BrowserCookie, PanelDriver } from './harness/driver';
import { waitUntil } from './harness/wait';
import { expect, test } from './test';

let server: CookieServer;
test.beforeAll(async () => {
  server = await startCookieServer();
});
test.afterAll(() => server.close());

/** The jar as the panel's recorder knows it: what the table is drawn from. */
async function listed(panel: PanelDriver): Promise<string[]> {
  const rows = await panel.evaluate(() => [...document.querySelectorAll('table[aria-label="Cookies"] tbody tr')].map((row) => row.getAttribute('data-cookie') ?? ''));
  return rows.sort();
}

function described(cookies: readonly BrowserCookie[], hosts: readonly string[]): string[] {
  return cookies.filter(({ domain }) => hosts.includes(domain)).map(({ name, domain, path, partitioned }) => `${name} ${domain} ${path}${partitioned ? ' partitioned' : ''}`).sort();
}

const everyKind = setting(
  'plain=1; Path=/', 'secret=2; Path=/; HttpOnly', 'safe=3; Path=/; Secure', '__Host-h=4; Path=/; Secure', 'chips=5; Path=/; Secure; SameSite=None; Partitioned',
  'elsewhere=6; Path=/deep/inside', 'lax=7; SameSite=Lax; Path=/', 'late=8; Max-Age=86400; Path=/', 'empty=; Path=/',
);

test('lists exactly the cookies that the browser lists, whatever their kind', async ({ driver }) => {
  await driver.page.goto(server.url(everyKind));
  await driver.page.goto(server.url('/deep/inside/page'));
  // Of another host: it has no place in this tab.
  await driver.page.goto(server.url(setting('foreign=1; Path=/'), '127.0.0.1'));
  await driver.page.goto(server.url('/'));
  await driver.openDevTools();
  const wanted = described(await driver.cookies(), ['localhost']);
  expect(wanted).toHaveLength(9);
  await waitUntil(() => listed(driver.panel), (rows) => rows.length === wanted.length, 'all cookies are listed');
  expect(await listed(driver.panel)).toEqual(wanted);
});

test('lists the cookies of a frame of another site in its partition', async ({ driver }) => {
  await driver.page.goto(server.url(framing(server.url(setting('framed=1; Path=/; Secure; SameSite=None; Partitioned'), '127.0.0.1'))));
  await waitUntil(async () => described(await driver.cookies(), ['127.0.0.1']), (rows) => rows.length > 0, 'the frame has set its cookie');
  await driver.openDevTools();
  const wanted = described(await driver.cookies(), ['localhost', '127.0.0.1']);
  await waitUntil(() => listed(driver.panel), (rows) => rows.length === wanted.length, 'the frame’s cookie is listed');
  expect(await listed(driver.panel)).toEqual(wanted);
});

test('shows changes by header, by script and by expiry, and survives the death of the background', async ({ driver }) => {
  await driver.page.goto(server.url(setting('first=1; Path=/')));
  await driver.openDevTools();
  await driver.panel.waitForText('first');
  await driver.page.evaluate(() => fetch('/set?c=' + encodeURIComponent('header=1; Path=/; HttpOnly')).then(() => null));
  await driver.panel.waitForText('header');
  await driver.page.evaluate(() => void (document.cookie = 'script=1; path=/; max-age=3'));
  await driver.panel.waitForText('script');
  await driver.panel.waitForNoText('script');
  await driver.killBackground();
  await driver.page.evaluate(() => fetch('/set?c=' + encodeURIComponent('afterwards=1; Path=/')).then(() => null));
  await driver.panel.waitForText('afterwards');
  await driver.page.evaluate(() => fetch('/set?c=' + encodeURIComponent('first=; Path=/; Max-Age=0')).then(() => null));
  await driver.panel.waitForNoText('first');
  expect(await listed(driver.panel)).toEqual(described(await driver.cookies(), ['localhost']));
});

test.describe('on a host without permission', () => {
  test.use({ driverOptions: { hosts: ['app.test'] } });

  test('says what is hidden, shows what the traffic tells, and shows all once it is allowed', async ({ driver }) => {
    await driver.page.goto(server.url('/', 'app.test'));
    await driver.openDevTools();
    await driver.panel.waitForText(/cookies of app\.test\b.*are hidden/i);
    await driver.page.goto(server.url(setting('seen=1; Path=/; HttpOnly'), 'app.test'));
    await driver.panel.waitForText('seen');
    await driver.setHostPermission('app.test', true);
    if (driver.name === 'chromium') await driver.panel.click({ role: 'button', name: 'Allow app.test' });
    await driver.panel.waitForNoText('are hidden');
    await waitUntil(() => listed(driver.panel), (rows) => rows.length === 1, 'the jar is read');
    expect(await listed(driver.panel)).toEqual(['seen app.test /']);
  });
});

test('follows navigation to a page without cookies and to a page of the browser', async ({ driver }) => {
  await driver.page.goto(server.url(setting('here=1; Path=/')));
  await driver.openDevTools();
  await driver.panel.waitForText('here');
  await driver.page.goto(server.url('/', '127.0.0.1'));
  await driver.panel.waitForText('No cookies yet');
  await driver.page.goto('about:blank');
  await driver.panel.waitForText('There is no page to inspect');
});
