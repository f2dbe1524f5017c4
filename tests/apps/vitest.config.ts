/** The tests that start the sample applications. They stand apart: they start servers and may have to install what these need. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { environment: 'node', include: ['tests/apps/**/*.test.ts'], testTimeout: 180_000, fileParallelism: false },
});
