/** What the status page says besides reasons. */
import type { Duration, Instant } from '../../model/instant.ts';
import type { MeterReport } from '../../model/meter.ts';
import type { Mode } from '../../model/policy.ts';
import type { SavedInMonth, SavingRule } from '../../model/savings.ts';
import type { PowerState } from '../../model/schedule.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Say } from '../../tell/render/say.ts';
import type { Status, StatusLine } from '../page.ts';

/** A stretch of the chart. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly state: PowerState;
}

/** What comes of what is ahead. */
export type Doing = Mode | 'paused';

export const doingOf = ({ mode, switched }: Status): Doing =>
  switched?.to === 'paused' ? 'paused' : mode;

export interface StatusWords {
  readonly title: string;
  place(status: Status, say: Say): string;
  looked(ago: Duration, at: Instant, say: Say): string;
  late(ago: Duration, at: Instant, say: Say): string;
  readonly lateAdvice: string;
  readonly neverLooked: string;
  readonly modes: { readonly act: string; readonly observe: string };
  readonly instances: string;
  readonly noInstances: string;
  more(count: number): string;
  since(line: StatusLine, say: Say): string;
  readonly labels: { readonly next: string; readonly hold: string; readonly why: string };
  next(next: NonNullable<StatusLine['next']>, doing: Doing, say: Say): string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly day: string;
  readonly dayNotes: Readonly<Record<Doing, string>>;
  readonly legend: { readonly on: string; readonly off: string; readonly held: string };
  readonly now: string;
  /** A row of the chart for who does not see it. */
  stretches(stretches: readonly Stretch[], say: Say): string;
  heldUntil(until: Instant, say: Say): string;
  readonly noSchedule: string;
  readonly decisions: string;
  readonly noDecisions: string;
  readonly columns: {
    readonly at: string;
    readonly name: string;
    readonly verdict: string;
    readonly why: string;
  };
  meter(report: MeterReport, say: Say): string;
  /** When it was counted, and that more may have run. */
  counted(at: Instant, say: Say): string;
  /** Over what the month's stops saved. */
  saved(of: Pick<SavedInMonth, 'month'>): string;
  /** When it was counted, and what counts. */
  savedCounted(at: Instant, say: Say): string;
  readonly rules: Readonly<Record<SavingRule, string>>;
  readonly freeTierUnknown: string;
  asOf(at: Instant, say: Say): string;
}
