import type { Meter } from '../../lib/meter/meter.ts';
import type { AccountPlan } from '../../lib/meter/usage.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import type { UsageProblem } from './usage-of.ts';

/** A meter with how it is to be told. */
export interface MeterView {
  readonly meter: Meter;
  readonly plan: AccountPlan;
  readonly say: Say;
  readonly problems: readonly UsageProblem[];
}
