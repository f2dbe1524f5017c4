/** How the real panel answers while it records: the longest time for which it could not draw, with many requests recorded and with few. */
import type { InspectedTab } from '../../extension/panel/inspected-tab';
import { setting, startCookieServer, type CookieServer } from '../e2e/cookie-server';
import { launchChromium } from '../e2e/harness/chromium';
import type { BrowserDriver } from '../e2e/harness/driver';
import { inMs, type Figure } from './measure';

const many = 10_000;
const few = 100;
/** How long the panel is watched. */
const watchMs = 4000;

/** Lets the page ask so many times; each hundredth answer sets a session anew. */
async function record({ page }: BrowserDriver, requests: number): Promise<void> {
  await page.evaluate(
    async ({ count, set }: { count: number; set: string }) => {
      let next = 0;
      const ask = async (): Promise<void> => {
        while (next < count) {
          const turn = (next += 1);
          await fetch(turn % 100 === 0 ? `${set}${turn}` : `/api/${turn}`);
        }
      };
      await Promise.all(Array.from({ length: 8 }, ask));
    },
    { count: requests, set: setting('connect.sid=s%3A') },
  );
}

/** The longest stretch without a frame, in milliseconds, while further requests come in. */
async function longestPauseMs(driver: BrowserDriver): Promise<number> {
  const watched = driver.panel.evaluate(
    (ms: number) =>
      new Promise<number>((resolve) => {
        const startedAt = performance.now();
        let last = startedAt;
        let longest = 0;
        const frame = (): void => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
          if (now - startedAt < ms) requestAnimationFrame(frame);
          else resolve(longest);
        };
        requestAnimationFrame(frame);
      }),
    watchMs,
  );
  await record(driver, few);
  return watched;
}

function recorded(driver: BrowserDriver): Promise<number> {
  return driver.panel.evaluate(() => (window as { inspectedTab?: InspectedTab }).inspectedTab?.facts().traffic.length ?? 0);
}

async function measure(driver: BrowserDriver, server: CookieServer): Promise<Figure> {
  await driver.page.goto(server.url(setting('connect.sid=s%3Afirst; Path=/; HttpOnly')));
  await driver.openDevTools();
  await driver.panel.click({ role: 'tab', name: 'Timeline' });
  await record(driver, few);
  const fewMs = await longestPauseMs(driver);
  await record(driver, many);
  const manyMs = await longestPauseMs(driver);
  const count = await recorded(driver);
  if (count < many) throw new Error(`the panel recorded ${count} requests only`);
  return { name: `the panel's longest pause with ${many} requests recorded ÷ with ${few}`, ratio: manyMs / Math.max(fewMs, 50), limit: 4, detail: `${inMs(fewMs)}, ${inMs(manyMs)}` };
}

export async function panelFigures(): Promise<Figure[]> {
  const server = await startCookieServer();
  const driver = await launchChromium();
  try {
    return [await measure(driver, server)];
  } finally {
    await driver.close();
    await server.close();
  }
}
