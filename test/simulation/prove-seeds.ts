/**
 * Seeds as tests: four files share them out, so that every core has its part. Each lives them in a
 * plain Node process, which is a good deal faster than under the module loader of the tests, and
 * the faster the longer it lives: its first dozen are twice as slow as those after them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import type { FaultPreset } from '../../src/lib/cloud/simulated/faults.ts';

const PARTS = 4;
/** How many seeds there are in all: `HEAVY_SEEDS=100 npm test` for a quick run. */
const SEEDS = seedsOf(process.env['HEAVY_SEEDS'] ?? '2000');

/**
 * Of the five that a seed has: they come over the end of the month, New York's longest day, and
 * three nights and mornings. `npm run soak` lives all five.
 */
const LASTS_DAYS = 3;

const ROOT = path.join(import.meta.dirname, '../..');
const NODE = path.join(ROOT, 'node_modules/.bin/node');
const SOAK = path.join(import.meta.dirname, 'soak.ts');
/** For hangs only. */
const HANG_MS = 3_600_000;

export interface SeedShare {
  /** From 1 to 4. */
  readonly part: number;
  readonly faults: FaultPreset;
}

export function proveSeeds({ part, faults }: SeedShare): void {
  const [first, end] = [firstOf(part), firstOf(part + 1)];
  describe(`with ${faults} faults no law is broken`, () => {
    test(`in seeds ${first} to ${end - 1}`, { timeout: HANG_MS }, async () => {
      const seeds = end - first;
      const { broken, last } = await soak(first, seeds, faults);
      expect(broken.join('\n')).toBe('');
      expect(last).toMatch(new RegExp(`^${seeds} histories, 0 violations,.* exit 0$`));
    });
  });
}

const firstOf = (part: number): number => Math.floor(((part - 1) * SEEDS) / PARTS);

function seedsOf(text: string): number {
  const seeds = Number(text);
  if (Number.isInteger(seeds) && seeds >= PARTS) return seeds;
  throw new TypeError(`HEAVY_SEEDS is a whole number of at least ${PARTS}, not "${text}"`);
}

/** What was broken, with the command that lives it again; shows meanwhile how far it has come. */
async function soak(from: number, seeds: number, faults: FaultPreset) {
  const args = ['--from', `${from}`, '--seeds', `${seeds}`, '--faults', faults];
  args.push('--days', `${LASTS_DAYS}`, '--workers', '1');
  const child = spawn(NODE, [SOAK, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const broken: string[] = [];
  let last = 'nothing was lived';
  for await (const line of createInterface({ input: child.stdout })) {
    if (isProgress(line)) console.log(`from seed ${from}: ${line}`);
    else broken.push(line);
    last = line;
  }
  await closed;
  return { broken, last: `${last}, exit ${child.exitCode}` };
}

const isProgress = (line: string): boolean => /^\d+ histories, /.test(line);
