/** A schedule of Instance Scheduler on AWS: its periods, and what they want at an instant. */
import type { Instant } from '../../model/instant.ts';
import type { PowerState } from '../../model/schedule.ts';
import { allOf, type Parsed, parsed, problem } from '../parsed.ts';
import { localTimeAt } from '../zone.ts';
import { isZone } from '../zone-name.ts';
import {
  type Period,
  type PeriodState,
  periodState,
  readPeriod,
  type WallMinute,
  type WrittenPeriod,
  wallMinuteOf,
} from './instance-scheduler-period.ts';
import { rememberingNames } from './remember-names.ts';

/** As its configuration writes it; null for a field that is not given. */
export interface WrittenPlan {
  readonly timezone: string | null;
  readonly overrideStatus: string | null;
  /** The names it lists, an instance type behind `@` included; null where it lists none. */
  readonly periodNames: readonly string[] | null;
  readonly periods: readonly WrittenPeriod[];
  /** The names of the maintenance windows of Systems Manager that it follows. */
  readonly maintenanceWindows: readonly string[];
}

/** What `_schedule` means, apart from its flags. */
export interface SchedulerPlan {
  readonly zone: string;
  readonly override: PowerState | null;
  readonly periods: readonly Period[];
}

export function readPlan(written: WrittenPlan): Parsed<SchedulerPlan> {
  const zone = readZone(written.timezone ?? 'UTC');
  if (!zone.ok) return zone;
  const override = readOverride(written.overrideStatus);
  if (!override.ok) return override;
  const chosen = chosenPeriods(written);
  if (!chosen.ok) return chosen;
  const periods = allOf(chosen.value.map(readPeriod));
  if (!periods.ok) return periods;
  const needsNone = override.value !== null || written.maintenanceWindows.length > 0;
  if (periods.value.length === 0 && !needsNone) {
    return problem('A schedule needs periods, override_status or ssm_maintenance_window.');
  }
  return parsed({ zone: zone.value, override: override.value, periods: periods.value });
}

/** Python looks a zone up as a file, so its case counts. */
const readZone = rememberingNames((name): Parsed<string> => {
  if (!isZone(name)) return problem(`timezone "${name}" is not an IANA time zone.`);
  const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
  const isMisspelt = timeZone !== name && timeZone.toLowerCase() === name.toLowerCase();
  return isMisspelt ? problem(`timezone "${name}" is spelled ${timeZone}.`) : parsed(name);
});

function readOverride(text: string | null): Parsed<PowerState | null> {
  if (text === null || text === '') return parsed(null);
  const status = text.toLowerCase();
  if (status === 'running' || status === 'stopped') return parsed(status);
  return problem(`override_status "${text}" is neither running nor stopped.`);
}

/** By the names that the schedule lists, where the periods have names. */
function chosenPeriods({ periodNames, periods }: WrittenPlan): Parsed<readonly WrittenPeriod[]> {
  if (periodNames === null || periodNames.length === 0) return parsed(periods);
  const isNamed = periods.every(({ name }) => name !== null);
  if (periods.length > 0 && !isNamed) return parsed(periods);
  return allOf(
    [...new Set(periodNames)].map((written) => {
      const [name = ''] = written.split('@');
      const found = periods.find((period) => period.name === name.trim());
      return found
        ? parsed(found)
        : problem(`The schedule names the period "${name}": it has none.`);
    }),
  );
}

/** The clock of the schedule's zone, in minutes. */
export function wallMinuteAt(zone: string, at: Instant): WallMinute {
  const { date, minuteOfDay } = localTimeAt(zone, at);
  return wallMinuteOf(date, minuteOfDay);
}

export const planStateAt = (plan: SchedulerPlan, at: Instant): PeriodState =>
  plan.override ?? stateOfPeriods(plan.periods, wallMinuteAt(plan.zone, at));

/**
 * Running beats any, any beats stopped. A minute between two periods (10:00 after one that ended,
 * before one that begins at 10:01; 23:59 before midnight) does not stop what runs on both sides.
 */
export function stateOfPeriods(periods: readonly Period[], wall: WallMinute): PeriodState {
  const state = strongest(periods, wall);
  if (state !== 'stopped' || periods.length < 2) return state;
  const isBridged = [wall - 1, wall + 1].every(
    (beside) => strongest(periods, beside) === 'running',
  );
  return isBridged ? 'running' : 'stopped';
}

function strongest(periods: readonly Period[], wall: WallMinute): PeriodState {
  const states = new Set(periods.map((period) => periodState(period, wall)));
  if (states.has('running')) return 'running';
  return states.has('any') ? 'any' : 'stopped';
}
