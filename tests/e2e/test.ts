/** The test function of all end-to-end tests: each gets a browser of its own, and pictures of it where it fails. */
import { test as base, expect } from '@playwright/test';
import { launchChromium } from './harness/chromium';
import type { BrowserDriver, LaunchOptions } from './harness/driver';
import { launchFirefox } from './harness/firefox';

export interface BrowserOptions {
  readonly browserUnderTest: 'chromium' | 'firefox';
}

interface Fixtures extends BrowserOptions {
  readonly driverOptions: LaunchOptions;
  readonly driver: BrowserDriver;
}

const launchers = { chromium: launchChromium, firefox: launchFirefox };

/** Fixtures of Playwright's own, under names that do not meet its own browsers. */
export const test = base.extend<Fixtures>({
  browserUnderTest: ['chromium', { option: true }],
  driverOptions: [{}, { option: true }],
  driver: async ({ browserUnderTest, driverOptions }, use, info) => {
    const driver = await launchers[browserUnderTest](driverOptions);
    try {
      await use(driver);
      if (info.status !== info.expectedStatus) {
        await driver.page.screenshot(info.outputPath('page.png')).catch(() => undefined);
        await driver.screenshotWindow(info.outputPath('devtools.png')).catch(() => undefined);
      }
    } finally {
      await driver.close();
    }
  },
});

export { expect };
