import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONG =
  /\/(heavy-\d|documents|report-month|demo|events|trouble|looks|moto|people-and-faults)\.test\.ts$/;

/** A clean clone knows no times; files of three lines that live hundreds of histories are long. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** No variable, clock or module is changed in them: what they leave behind is garbage. */
const PURE = [
  ...['config', 'decide', 'link', 'meter', 'properties', 'schedule', 'tell', 'wake'],
  ...['simulated', 'simulation/broken', 'simulation/scenarios'],
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    projects: [
      // Each process loads the product once, where it would once a file.
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'world', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
    environment: 'node',
    passWithNoTests: false,
    // A date-sensitive test must fail on every machine or on none.
    env: { TZ: 'UTC' },
    // One a core: by itself vitest would leave a core idle, which of two is half.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
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
