import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    passWithNoTests: false,
    // A date-sensitive test must fail on every machine or on none.
    env: { TZ: 'UTC' },
    // One a core: by itself vitest would leave a core idle, which of two is half.
    maxWorkers: '100%',
    // For hangs only: how long a test takes says something of the machine, not of the code.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { requireAssertions: true },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html'],
    },
  },
});
