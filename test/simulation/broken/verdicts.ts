/** The same story twice: as the product is, and with something wrong in its hands. */
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import type { HistoryOptions } from '../../../src/lib/wiring/history.ts';
import type { Law } from '../checkers/law.ts';
import { begin, type Plot, type Scenario } from '../scenario.ts';
import { type Tampering, tamper } from '../tampered.ts';

export interface Story extends Plot {
  readonly ends: string;
  /** What people do meanwhile. */
  readonly deeds?: (scenario: Scenario) => void;
}

export type Crime = (world: World, options: HistoryOptions) => Tampering;

export interface Verdicts {
  readonly honest: readonly string[];
  readonly broken: readonly string[];
}

/** What the law says of each; of an honest product it has nothing to say. */
export async function verdicts(law: Law, story: Story, crime: Crime): Promise<Verdicts> {
  const judged = async (scenario: Scenario): Promise<readonly string[]> => {
    story.deeds?.(scenario);
    return law.check(await scenario.historyUntil(story.ends)).map(({ says }) => says);
  };
  const honest = await judged(begin(story));
  const broken = begin(story);
  tamper(broken.world, broken.options, crime(broken.world, broken.options));
  return { honest, broken: await judged(broken) };
}
