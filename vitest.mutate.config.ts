import { defineConfig } from 'vitest/config';

/** The suites that judge decisions and schedules, without the slow ones: for `npm run mutate`. */
export default defineConfig({
  test: {
    include: ['test/decide/**/*.test.ts', 'test/schedule/**/*.test.ts'],
    // It loads modules in the midst of a test, too late for Stryker to change their constants.
    exclude: ['test/schedule/dialects/commands.test.ts'],
    environment: 'node',
    env: { TZ: 'UTC' },
  },
});
