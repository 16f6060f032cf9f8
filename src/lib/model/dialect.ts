/** Schedules in the words of other tools, as the policy sets them up. */
import type { Duration } from './instant.ts';
import type { LocalDate, Schedule } from './schedule.ts';

export interface Dialects {
  readonly c7n: C7nDialect | null;
  readonly instanceScheduler: InstanceSchedulerDialect | null;
}

/** The options of Cloud Custodian's `offhour` and `onhour` filters, once for both. */
export interface C7nDialect {
  /** Key of the tag; its case does not count. */
  readonly tag: string;
  /** An alias such as `et`, or an IANA name. */
  readonly defaultTz: string;
  /** 0 to 23; null: no policy there stops anything. */
  readonly offhour: number | null;
  /** 0 to 23; null: no policy there starts anything. */
  readonly onhour: number | null;
  /** Whether instances without the tag take part. */
  readonly optOut: boolean;
  /** Leave them off at weekends. */
  readonly weekends: boolean;
  /** Off on Friday, on again on Monday. */
  readonly weekendsOnly: boolean;
  readonly skipDays: readonly LocalDate[];
  /** What counts as the tag's value where there is no tag. */
  readonly fallbackSchedule: string | null;
  readonly start: Schedule['start'];
  readonly warn: Duration;
}

/** The schedules of an Instance Scheduler, compiled. */
export interface InstanceSchedulerDialect {
  /** Key of the tag; its value names a schedule of this section, or of the policy. */
  readonly tag: string;
  readonly schedules: Readonly<Record<string, CarriedSchedule>>;
}

export interface CarriedSchedule {
  readonly schedule: Schedule;
  /** What its definition asks for besides, and Tierkeeper does not do. */
  readonly notCarried: readonly NotCarried[];
}

/** Options of Instance Scheduler that mean nothing here. */
export type NotCarried =
  | 'override-status'
  | 'maintenance-window'
  | 'stop-new-instances'
  | 'hibernate'
  | 'instance-type'
  | 'enforced-any';

/** What the value of an off-hours tag may be, in one clause. */
export const OFFHOURS_FORM = '"on", "off", or times such as off=(m-f,19);on=(m-f,7);tz=kst';
