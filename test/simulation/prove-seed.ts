/** One seed, lived through and judged. */
import { FAULT_PRESETS, type FaultPreset } from '../../src/lib/cloud/simulated/faults.ts';
import { runHistory } from '../../src/lib/wiring/history.ts';
import { violationsOf } from './checkers/all-laws.ts';
import { seeded } from './seeded.ts';

export interface Seed {
  readonly seed: number;
  readonly faults: FaultPreset;
}

export const isFaultPreset = (text: string): text is FaultPreset =>
  Object.hasOwn(FAULT_PRESETS, text);

export const replayCommand = ({ seed, faults }: Seed): string =>
  `node test/simulation/replay.ts --seed ${seed} --faults ${faults}`;

/** A line for each broken law, and one that lives it again. */
export async function brokenLaws(seed: Seed): Promise<readonly string[]> {
  const violations = await judged(seed);
  const lines = violations.map((violation) => `seed ${seed.seed}, ${violation}`);
  return lines.length === 0 ? [] : [...lines, replayCommand(seed)];
}

/** A history that cannot be lived to its end is a finding too, and the seeds after it go on. */
async function judged(seed: Seed): Promise<readonly string[]> {
  try {
    return violationsOf(await runHistory(seeded(seed)));
  } catch (error) {
    return [`no history: ${error instanceof Error ? error.stack : String(error)}`];
  }
}
