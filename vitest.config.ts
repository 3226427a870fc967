import { defineConfig } from 'vitest/config';

// Two projects: `unit` needs only Node; `witness` needs the Debian programs that .ci/run installs.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/witness/**'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'witness',
          include: ['test/witness/**/*.test.ts'],
          globalSetup: ['test/witness/setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
