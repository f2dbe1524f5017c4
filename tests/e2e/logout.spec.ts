/** Each kind of session through a whole visit as a person makes it: the verdict on the login and on the logout, read from the panel. */
import type { AppConfig, AppName } from './apps/catalogue';
import { launchApp, type RunningApp } from './apps/launch';
import type { BrowserDriver } from './harness/driver';
import { waitUntil } from './harness/wait';
import { test } from './test';
import { logIn, logOut, setValue } from './visitor';

interface Visit {
  readonly app: AppName;
  readonly variant: string;
  readonly config?: AppConfig;
  /** Where the application has a secret, it is pasted unless this says otherwise. */
  readonly isKeyWithheld?: true;
  readonly atLogin: string;
  /** What the verdict on the logout says. */
  readonly atLogout: readonly string[];
}

const stateless = 'Stateless: no id to rotate';
const kept = 'Kept: fixation risk';
const sealed = 'Unclear: encrypted, no key';
const keySettlesIt = 'What would settle it: Paste the key of this cookie';

const visits: readonly Visit[] = [
  { app: 'flask', variant: 'cookie', atLogin: stateless, atLogout: ['Cleared'] },
  { app: 'flask-redis', variant: 'regenerates', atLogin: 'Rotated', atLogout: ['Cleared'] },
  { app: 'flask-redis', variant: 'regenerates', config: 'hardened', atLogin: 'Rotated', atLogout: ['Cleared', 'The logout removed __Host-session from the browser'] },
  { app: 'django', variant: 'db', atLogin: 'Rotated', atLogout: ['Cleared'] },
  // The next page is given an anonymous session of its own.
  { app: 'express', variant: 'regenerates', atLogin: 'Rotated', atLogout: ['Rotated'] },
  { app: 'cookie-session', variant: 'cookie', atLogin: stateless, atLogout: ['Cleared'] },
  { app: 'iron-session', variant: 'cookie', atLogin: stateless, atLogout: ['Cleared'] },
  { app: 'rack', variant: 'regenerates', atLogin: 'Rotated', atLogout: ['Rotated'] },
  { app: 'rack', variant: 'never-regenerates', atLogin: kept, atLogout: ['Survived the logout', 'The browser still holds and sends the same session'] },
  { app: 'php', variant: 'regenerates', atLogin: 'Rotated', atLogout: ['Cleared'] },
  { app: 'php', variant: 'never-regenerates', atLogin: kept, atLogout: ['Cleared'] },
  { app: 'rails', variant: 'regenerates', atLogin: 'Rotated', atLogout: ['Rotated'] },
  { app: 'rails', variant: 'regenerates', config: 'hardened', atLogin: 'Rotated', atLogout: ['Rotated'] },
  { app: 'laravel', variant: 'regenerates', atLogin: 'Rotated', atLogout: ['Rotated'] },
  { app: 'laravel', variant: 'regenerates', isKeyWithheld: true, atLogin: sealed, atLogout: [sealed, keySettlesIt] },
];

// Each test has an application and a browser of its own.
test.describe.configure({ mode: 'parallel' });

async function pasteKey({ panel }: BrowserDriver, app: RunningApp): Promise<void> {
  await panel.click({ role: 'tab', name: 'Keys' });
  await panel.fill({ role: 'textbox', name: 'Paste' }, app.envText);
  await panel.click({ role: 'button', name: 'Use', exact: true });
}

for (const { app: name, variant, config = 'default', isKeyWithheld = false, atLogin, atLogout } of visits) {
  test(`${name}, ${variant}, ${config}${isKeyWithheld ? ', its key withheld' : ''}: in and out`, async ({ driver }) => {
    const app = await launchApp(name, { variant, config });
    try {
      await driver.page.goto(app.url);
      await driver.openDevTools();
      if (app.isSigned && !isKeyWithheld) await pasteKey(driver, app);
      await setValue(driver.page, app);
      await logIn(driver.page, app);
      await driver.panel.click({ role: 'tab', name: 'Timeline' });
      await driver.panel.waitForText(atLogin, { role: 'region', name: 'Verdict' });
      await logOut(driver.page, app);
      await waitUntil(() => driver.panel.count({ role: 'region', name: 'Verdict' }), (count) => count === 2, 'the logout is judged');
      // The latest event stands first; until the page after it has come, its verdict is honest about that.
      for (const text of atLogout) await driver.panel.waitForText(text, { role: 'region', name: 'Verdict' });
    } finally {
      await app.stop();
    }
  });
}

test('a logout in another tab: asked about, and judged once it is marked', async ({ driver }) => {
  const app = await launchApp('flask', { variant: 'cookie' });
  try {
    await driver.page.goto(app.url);
    await driver.openDevTools();
    await setValue(driver.page, app);
    await logIn(driver.page, app);
    await driver.panel.click({ role: 'tab', name: 'Timeline' });
    await driver.panel.waitForText('Stateless: no id to rotate', { role: 'region', name: 'Verdict' });
    // The other tab goes again: the panel is the one of the tab in front.
    await driver.page.evaluate(() => {
      document.body.innerHTML = '<button id="elsewhere" onclick="const tab = window.open(\'/logout\'); setTimeout(() => tab.close(), 1500)">out</button>';
    });
    await driver.page.click('#elsewhere');
    await driver.panel.waitForText('no recorded request', { role: 'article', name: 'Was this a logout?' });
    await driver.panel.click({ role: 'button', name: 'Mark it' });
    await driver.panel.waitForText('Cleared', { role: 'article', name: 'Logout' });
  } finally {
    await app.stop();
  }
});
