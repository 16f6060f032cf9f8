import type { Say } from '../../lib/tell/render/say.ts';
import type { PlanReport } from './report.ts';

/** A report with how it is to be told. */
export interface PlanView {
  readonly report: PlanReport;
  readonly say: Say;
  /** Null where the defaults apply. */
  readonly policyFile: string | null;
  readonly notYet: readonly string[];
}
