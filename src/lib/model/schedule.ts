import type { Duration, Instant } from './instant.ts';

export type PowerState = 'running' | 'stopped';

/** `YYYY-MM-DD` on the wall calendar of the schedule's zone. */
export type LocalDate = string;

/** Minutes after local midnight, 0 to 1440 (24:00, the end of the day). */
export type MinuteOfDay = number;

/** ISO weekday, Monday = 1 to Sunday = 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `mon#1` is the first Monday of its month, `friL` (nth -1) the last Friday. */
export interface NthWeekday {
  readonly weekday: Weekday;
  readonly nth: 1 | 2 | 3 | 4 | 5 | -1;
}

/**
 * 1 to 31, or -1 for the last day of the month; `15W` is the Monday to Friday nearest to the 15th
 * within its month, and a day beyond the month's end counts as its last.
 */
export type MonthDay = number | { readonly nearestWorkdayTo: number };

/**
 * Which local dates a rule falls on: weekdays, month days and months, each null for all of them,
 * and all of them must hold together.
 */
export interface DateRule {
  /** `weekdays` and `nthWeekdays` are one part (`mon-fri,sat#1`): a date of either kind matches. */
  readonly weekdays: readonly Weekday[] | null;
  readonly nthWeekdays: readonly NthWeekday[] | null;
  readonly monthDays: readonly MonthDay[] | null;
  /** 1 to 12. */
  readonly months: readonly number[] | null;
}

/** From `from` to `to` on matching dates; `to` at or before `from` ends on the following date. */
export interface Window {
  readonly dates: DateRule;
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
}

/**
 * A single moment that turns the state, as in a nightly stop without a morning start. Windows rule:
 * a moment inside an open window makes no edge. Where two fall together, the later wall clock time
 * wins, and running over stopped.
 */
export interface Moment {
  readonly dates: DateRule;
  readonly at: MinuteOfDay;
  readonly to: PowerState;
}

/** Every schedule, whatever language it was written in, compiled. */
export interface Schedule {
  /** What the policy calls it; `nightly` for the short form. */
  readonly name: string;
  /** IANA time zone. */
  readonly zone: string;
  /** Running inside, stopped outside; windows that overlap or touch are one. */
  readonly running: readonly Window[];
  /** Stopped inside, running outside (only where `running` is empty). */
  readonly stopped: readonly Window[];
  readonly moments: readonly Moment[];
  /**
   * Local dates off: no running window opens and no moment starts anything; in a schedule of
   * stopped windows the whole date is stopped. What was opened the day before closes as usual.
   */
  readonly holidays: readonly LocalDate[];
  /** Local dates on which nothing at all begins, stops included (Cloud Custodian's `skip-days`). */
  readonly skipped: readonly LocalDate[];
  /** Which stopped instances a start edge starts: those this schedule stopped, all, none. */
  readonly start: 'ours' | 'all' | 'none';
  /** Hold the desired state always, not only at its edges. */
  readonly enforce: boolean;
  /**
   * A stop edge lets be what was running before the start edge (Instance Scheduler's
   * `retain_running`); `enforce` wins over it.
   */
  readonly retainRunning: boolean;
  /** How long before a stop edge people are warned; 0 for no warning. */
  readonly warn: Duration;
  /**
   * First and last local date on which the schedule speaks; null for unbounded. A window that opens
   * on the last one still closes.
   */
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  /** Changes when anything above that moves an edge changes, however it was written. */
  readonly hash: string;
}

/**
 * The first instant whose wall clock is at or past the named date and time: a time that spring
 * skips happens at the first instant that exists, one in the repeated hour happens once, the first.
 */
export interface Edge {
  readonly at: Instant;
  readonly to: PowerState;
}
