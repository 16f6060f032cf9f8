import type { Say } from '../../lib/tell/render/say.ts';
import type { PlanReport } from './report.ts';

/** A report with how it is to be told. */
export interface PlanView {
  readonly report: PlanReport;
  readonly say: Say;
  /** Null where the defaults apply. */
  readonly policyFile: string | null;
  /** The file that holds the snapshot it was decided from; null: none. */
  readonly savedIn: string | null;
  /** Places that the policy names besides the one that was looked at. */
  readonly elsewhere: readonly string[];
  /** What is odd about the policy's schedules, as `schedule lint` says it. */
  readonly odd: readonly string[];
}
