/** A schedule of Instance Scheduler as a native one, where the native language can say the same. */
import { minutes } from '../../model/instant.ts';
import type { Moment, Schedule, Weekday, Window } from '../../model/schedule.ts';
import { DAY_MINUTES } from '../calendar.ts';
import { hashed } from '../compile.ts';
import { EVERY_DATE } from '../dates.ts';
import { type Parsed, parsed, problem } from '../parsed.ts';
import type { SchedulerFlags } from './instance-scheduler-decision.ts';
import type { Period } from './instance-scheduler-period.ts';
import type { SchedulerPlan } from './instance-scheduler-schedule.ts';

export interface SchedulerDefinition {
  readonly name: string;
  readonly plan: SchedulerPlan;
  readonly flags: Pick<SchedulerFlags, 'enforced'>;
}

type Turns = Pick<Schedule, 'running' | 'stopped' | 'moments'>;

const WHOLE_DAY: Window = { dates: EVERY_DATE, from: 0, to: DAY_MINUTES };
const NOTHING: Turns = { running: [], stopped: [], moments: [] };
const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export function compilePlan({ name, plan, flags }: SchedulerDefinition): Parsed<Schedule> {
  const turns = turnsOf(plan);
  if (!turns.ok) return turns;
  return parsed(
    hashed({
      ...turns.value,
      name,
      zone: plan.zone,
      holidays: [],
      skipped: [],
      start: 'all',
      enforce: flags.enforced,
      warn: minutes(0),
      from: null,
      until: null,
    }),
  );
}

function turnsOf({ override, periods }: SchedulerPlan): Parsed<Turns> {
  if (override === 'running') return parsed({ ...NOTHING, running: [WHOLE_DAY] });
  if (override === 'stopped') return parsed({ ...NOTHING, stopped: [WHOLE_DAY] });
  const [oneSided, ...more] = periods.filter(isOneSided);
  if (oneSided === undefined) {
    const running = periods.flatMap((period) => windowsOf(period, periods));
    return running.length === 0
      ? problem('None of its periods ever runs.')
      : parsed({ ...NOTHING, running });
  }
  if (periods.length > 1 || more.length > 0) {
    return problem(
      'A period with begintime or endtime alone stands beside others. Give every period both.',
    );
  }
  return momentsOf(oneSided);
}

const isOneSided = ({ begin, end }: Period): boolean => (begin === null) !== (end === null);

function windowsOf(period: Period, all: readonly Period[]): readonly Window[] {
  const { dates } = period;
  const [from, to] = [period.begin ?? 0, period.end ?? DAY_MINUTES];
  return from === to ? [] : [{ dates, from, to: isBridged(to, all) ? to + 1 : to }];
}

/** The minute before another period begins is bridged, also on days without that period. */
const isBridged = (end: number, all: readonly Period[]): boolean =>
  end < DAY_MINUTES && all.some(({ begin }) => (begin ?? 0) === (end + 1) % DAY_MINUTES);

/**
 * Before its one time such a period wants nothing, and on other days it wants a stop: a start alone
 * therefore ends with the last of its days.
 */
function momentsOf({ dates, begin, end }: Period): Parsed<Turns> {
  if (begin === null) {
    return parsed({ ...NOTHING, moments: [{ dates, at: end ?? 0, to: 'stopped' }] });
  }
  const { weekdays, nthWeekdays, monthDays, months } = dates;
  if (nthWeekdays !== null || monthDays !== null || months !== null) {
    return problem('A begintime alone on days other than of the week: give its endtime too.');
  }
  const used = weekdays ?? WEEK;
  const firstOff = WEEK.filter((day) => !used.includes(day) && used.includes(dayBefore(day)));
  const start: Moment = { dates, at: begin, to: 'running' };
  const ends: Moment = { dates: { ...EVERY_DATE, weekdays: firstOff }, at: 0, to: 'stopped' };
  return parsed({ ...NOTHING, moments: firstOff.length === 0 ? [start] : [start, ends] });
}

const dayBefore = (day: Weekday): Weekday => WEEK[(day + 5) % 7] ?? 7;
