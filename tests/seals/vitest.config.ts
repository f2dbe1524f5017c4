/** The sealing proofs: one file a language, each with one process that runs the frameworks. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    environment: 'node',
    include: ['tests/seals/*.test.ts'],
    globalSetup: 'tests/seals/set-up.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // What judged is printed as it is.
    disableConsoleIntercept: true,
  },
});
