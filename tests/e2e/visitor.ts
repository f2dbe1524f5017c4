/** What a visitor does in a sample application: see its pages, log in, log out. Every application has the same pages. */
import type { RunningApp } from './apps/launch';
import { account } from './apps/launch';
import type { PageDriver } from './harness/driver';

export async function logIn(page: PageDriver, app: RunningApp, password: string = account.password): Promise<void> {
  await page.goto(`${app.url}/login`);
  await page.fill('[name=username]', account.username);
  await page.fill('[name=password]', password);
  await page.click('form [type=submit], form button');
}

/** A session without a user: a value set before the login. */
export async function setValue(page: PageDriver, app: RunningApp): Promise<void> {
  await page.goto(`${app.url}/set`);
}

/** By the link of the page or, where the application takes a POST alone, by its button. Somebody is logged in and looks at a page. */
export async function logOut(page: PageDriver, app: RunningApp): Promise<void> {
  if (app.config === 'hardened') await page.click('header form button');
  else await page.goto(`${app.url}/logout`);
}
