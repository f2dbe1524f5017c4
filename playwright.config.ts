/** End-to-end tests: the built extension in the real panel of both browsers, against real applications. */
import { defineConfig } from '@playwright/test';
import type { BrowserOptions } from './tests/e2e/test';

export default defineConfig<BrowserOptions>({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // A browser with DevTools takes a core of its own.
  workers: 2,
  fullyParallel: false,
  timeout: 180_000,
  reporter: 'list',
  projects: [
    // What only Firefox has is tested in a folder of its own.
    { name: 'chromium', testIgnore: '**/firefox/**', use: { browserUnderTest: 'chromium' } },
    { name: 'firefox', use: { browserUnderTest: 'firefox' } },
  ],
});
