/** Uses the panel as a developer would, once, and reads what it shows. */
import { account, type RunningApp } from '../../e2e/apps/launch';
import type { BrowserDriver, PanelDriver, Target } from '../../e2e/harness/driver';

/** One part of the panel. */
export interface Shown {
  readonly part: 'Cookie' | 'Details' | 'Proof' | 'Payload' | 'Verdict' | 'Findings';
  /** Null: the panel did not show it. */
  readonly text: string | null;
}

/** One line for each row of a table, and no buttons. */
function tidy(text: string): string {
  const lines = text.replace(/\t\s*/g, '  ').split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !/^(?:Copy|Evidence|Payload Copy JSON)$/.test(line)).join('\n');
}

/** With an anonymous session before it, so that there is something to rotate. */
async function logIn({ page }: BrowserDriver, app: RunningApp): Promise<void> {
  await page.click('main form button');
  await page.click('header a[href="/login"]');
  await page.fill('input[name=username]', account.username);
  await page.fill('input[name=password]', account.password);
  await page.click('main form button');
  if (!(await page.text('main')).includes(account.username)) throw new Error(`${app.name} did not log ${account.username} in: it shows ${await page.url()}`);
}

async function pasteSecret(panel: PanelDriver, app: RunningApp): Promise<void> {
  await panel.click({ role: 'tab', name: 'Keys' });
  await panel.fill({ role: 'textbox', name: 'Paste a key' }, app.envText);
  await panel.click({ role: 'button', name: 'Use', exact: true });
}

/** What the panel says there, or null when it does not within the driver's patience. */
async function read(panel: PanelDriver, part: Shown['part'], target: Target): Promise<Shown> {
  try {
    const text = tidy(await panel.text(target));
    return { part, text: text === '' ? null : text };
  } catch {
    return { part, text: null };
  }
}

/** Where a key can prove the session, anything less is missing. */
async function readProof(panel: PanelDriver, app: RunningApp): Promise<Shown> {
  const proof = await read(panel, 'Proof', { role: 'region', name: 'Proof' });
  return !app.isSigned || proof.text?.startsWith('✓ Verified') === true ? proof : { part: 'Proof', text: null };
}

/** The login session is on top and selected by itself. */
async function readSessionView(panel: PanelDriver, app: RunningApp): Promise<Shown[]> {
  if (app.isSigned) await panel.waitForText(/Verified/).catch(() => undefined);
  return [
    await read(panel, 'Cookie', { role: 'row', name: app.cookieName }),
    await read(panel, 'Details', { role: 'region', name: `Details of ${app.cookieName}` }),
    await readProof(panel, app),
    ...(app.holds === 'payload' ? [await read(panel, 'Payload', { role: 'region', name: 'Payload' })] : []),
  ];
}

/**
 * The inspected page is logged out and the panel is shown. Afterwards someone is logged in, and the result has a member for every part
 * that the panel should show. `pictureFile` gets the DevTools window with the decoded session in view.
 */
export async function readPanel(driver: BrowserDriver, app: RunningApp, pictureFile: string | null): Promise<Shown[]> {
  const { panel } = driver;
  await logIn(driver, app);
  if (app.isSigned) await pasteSecret(panel, app);
  await panel.click({ role: 'tab', name: 'Session', exact: true });
  const shown = await readSessionView(panel, app);
  if (pictureFile !== null) await driver.screenshotWindow(pictureFile);
  await panel.click({ role: 'tab', name: 'Timeline' });
  shown.push(await read(panel, 'Verdict', { role: 'region', name: 'Verdict' }));
  await panel.click({ role: 'tab', name: 'Audit' });
  shown.push(await read(panel, 'Findings', { role: 'tabpanel' }));
  return shown;
}
