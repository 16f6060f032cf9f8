/** Seeds as tests: several files share them out, so that every core has its part. */
import { describe, expect, test } from 'vitest';
import type { FaultPreset } from '../../src/lib/cloud/simulated/faults.ts';
import { brokenLaws } from './prove-seed.ts';

/** So many seeds a test: a failing one names itself. */
const TOGETHER = 10;

export interface SeedRange {
  readonly from: number;
  readonly seeds: number;
  readonly faults: FaultPreset;
}

export function proveSeeds({ from, seeds, faults }: SeedRange): void {
  describe(`with ${faults} faults no law is broken`, () => {
    for (let first = from; first < from + seeds; first += TOGETHER) {
      test(`in seeds ${first} to ${first + TOGETHER - 1}`, async () => {
        const broken: string[] = [];
        for (let seed = first; seed < first + TOGETHER; seed += 1) {
          broken.push(...(await brokenLaws({ seed, faults })));
        }
        expect(broken.join('\n')).toBe('');
      }, 120_000);
    }
  });
}
