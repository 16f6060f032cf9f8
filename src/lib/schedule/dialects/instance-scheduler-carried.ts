/** A schedule of Instance Scheduler with all its options, and which of them mean nothing here. */
import type { CarriedSchedule, NotCarried } from '../../model/dialect.ts';
import type { Schedule } from '../../model/schedule.ts';
import { type Parsed, parsed } from '../parsed.ts';
import { compilePlan, isOneSided } from './instance-scheduler-compile.ts';
import type { WrittenPeriod } from './instance-scheduler-period.ts';
import { readPlan, type SchedulerPlan } from './instance-scheduler-schedule.ts';

export interface WrittenSchedule extends Pick<Schedule, 'name' | 'start' | 'warn'> {
  readonly timezone: string;
  /** With the instance type behind `@` that some have. */
  readonly periodNames: readonly string[];
  readonly periods: readonly WrittenPeriod[];
  readonly overrideStatus: string | null;
  readonly enforced: boolean;
  readonly retainRunning: boolean;
  /** Null where it is not written. */
  readonly stopNewInstances: boolean | null;
  readonly hibernate: boolean;
  readonly useMaintenanceWindow: boolean;
  readonly maintenanceWindows: readonly string[];
}

export function carriedSchedule(written: WrittenSchedule): Parsed<CarriedSchedule> {
  const { periodNames, periods, name, start, warn, enforced, retainRunning } = written;
  const plan = readPlan({ ...written, periods: periodNames.length === 0 ? [] : periods });
  if (!plan.ok) return plan;
  const flags = { enforced, retainRunning };
  const schedule = compilePlan({ name, start, warn, plan: plan.value, flags });
  if (!schedule.ok) return schedule;
  return parsed({ schedule: schedule.value, notCarried: notCarried(written, plan.value) });
}

function notCarried(written: WrittenSchedule, plan: SchedulerPlan): readonly NotCarried[] {
  const { useMaintenanceWindow, maintenanceWindows, enforced, periodNames } = written;
  const asked: readonly (readonly [NotCarried, boolean])[] = [
    ['override-status', plan.override !== null],
    ['maintenance-window', useMaintenanceWindow && maintenanceWindows.length > 0],
    ['stop-new-instances', written.stopNewInstances === true],
    ['hibernate', written.hibernate],
    ['instance-type', periodNames.some((name) => name.includes('@'))],
    ['enforced-any', enforced && plan.override === null && plan.periods.some(isOneSided)],
  ];
  return asked.flatMap(([option, isAsked]) => (isAsked ? [option] : []));
}
