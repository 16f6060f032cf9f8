/** One seed, lived through and judged. */
import { FAULT_PRESETS, type FaultPreset } from '../../src/lib/cloud/simulated/faults.ts';
import { type HistoryOptions, runHistory } from '../../src/lib/wiring/history.ts';
import { strangeCall } from '../rights/function-calls.ts';
import { watchedDigestPorts } from '../rights/watched-ports.ts';
import { violationsOf } from './checkers/all-laws.ts';
import { seeded } from './seeded.ts';

export interface Seed {
  readonly seed: number;
  readonly faults: FaultPreset;
  readonly lastsDays: number;
}

export const isFaultPreset = (text: string): text is FaultPreset =>
  Object.hasOwn(FAULT_PRESETS, text);

export const replayCommand = ({ seed, faults, lastsDays }: Seed): string =>
  `node test/simulation/replay.ts --seed ${seed} --faults ${faults} --days ${lastsDays}`;

/** A line for each broken law, and one that lives it again. */
export async function brokenLaws(seed: Seed): Promise<readonly string[]> {
  const violations = await judged(seed);
  const lines = violations.map((violation) => `seed ${seed.seed}, ${violation}`);
  return lines.length === 0 ? [] : [...lines, replayCommand(seed)];
}

/** No function asks for what its role may not have; test/template holds the roles against it. */
const seeing = (strange: Set<string>): NonNullable<HistoryOptions['watch']> => ({
  through: (ports, lambda) =>
    watchedDigestPorts(ports, (call, make) => {
      const complaint = strangeCall(lambda, call);
      if (complaint !== null) strange.add(complaint);
      return make();
    }),
});

/** A history that cannot be lived to its end is a finding too, and the seeds after it go on. */
async function judged(seed: Seed): Promise<readonly string[]> {
  try {
    const strange = new Set<string>();
    const violations = violationsOf(await runHistory({ ...seeded(seed), watch: seeing(strange) }));
    return [...violations, ...strange];
  } catch (error) {
    return [`no history: ${error instanceof Error ? error.stack : String(error)}`];
  }
}
