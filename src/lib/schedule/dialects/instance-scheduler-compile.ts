/** A schedule of Instance Scheduler as a native one, where the native language can say the same. */
import type { Moment, Schedule, Window } from '../../model/schedule.ts';
import { DAY_MINUTES } from '../calendar.ts';
import { hashed } from '../compile.ts';
import { EVERY_DATE } from '../dates.ts';
import { type Parsed, parsed, problem } from '../parsed.ts';
import type { SchedulerFlags } from './instance-scheduler-decision.ts';
import type { Period } from './instance-scheduler-period.ts';
import type { SchedulerPlan } from './instance-scheduler-schedule.ts';
import { isWeekly, weeklyMoments } from './instance-scheduler-weekly.ts';

export interface SchedulerDefinition extends Pick<Schedule, 'name' | 'start' | 'warn'> {
  readonly plan: SchedulerPlan;
  readonly flags: Pick<SchedulerFlags, 'enforced' | 'retainRunning'>;
}

type Turns = Pick<Schedule, 'running' | 'stopped' | 'moments'>;

const WHOLE_DAY: Window = { dates: EVERY_DATE, from: 0, to: DAY_MINUTES };
const NOTHING: Turns = { running: [], stopped: [], moments: [] };

export function compilePlan(definition: SchedulerDefinition): Parsed<Schedule> {
  const { name, plan, flags, start, warn } = definition;
  const turns = turnsOf(plan);
  if (!turns.ok) return turns;
  return parsed(
    hashed({
      ...turns.value,
      name,
      zone: plan.zone,
      holidays: [],
      skipped: [],
      start,
      enforce: flags.enforced,
      retainRunning: flags.retainRunning,
      warn,
      from: null,
      until: null,
    }),
  );
}

function turnsOf({ override, periods }: SchedulerPlan): Parsed<Turns> {
  if (override === 'running') return parsed({ ...NOTHING, running: [WHOLE_DAY] });
  if (override === 'stopped') return parsed({ ...NOTHING, stopped: [WHOLE_DAY] });
  if (periods.length === 0) {
    return problem(
      'It follows a maintenance window alone, and those are not read: give it periods.',
    );
  }
  if (periods.some(isOneSided)) return oneSidedTurns(periods);
  const running = periods.flatMap((period) => windowsOf(period, periods));
  return running.length === 0
    ? problem('None of its periods ever runs.')
    : parsed({ ...NOTHING, running });
}

export const isOneSided = ({ begin, end }: Period): boolean => (begin === null) !== (end === null);

function oneSidedTurns(periods: readonly Period[]): Parsed<Turns> {
  if (periods.every(isWeekly)) return parsed({ ...NOTHING, moments: weeklyMoments(periods) });
  const [period, ...others] = periods;
  if (others.length === 0 && period?.begin === null && period.end !== null) {
    const moments: readonly Moment[] = [{ dates: period.dates, at: period.end, to: 'stopped' }];
    return parsed({ ...NOTHING, moments });
  }
  return problem(
    'A period with begintime or endtime alone goes by days of the week, and so must the periods ' +
      'beside it. Give every period both times.',
  );
}

function windowsOf(period: Period, all: readonly Period[]): readonly Window[] {
  const { dates } = period;
  const [from, to] = [period.begin ?? 0, period.end ?? DAY_MINUTES];
  return from === to ? [] : [{ dates, from, to: isBridged(to, all) ? to + 1 : to }];
}

/** The minute before another period begins is bridged, also on days without that period. */
const isBridged = (end: number, all: readonly Period[]): boolean =>
  end < DAY_MINUTES && all.some(({ begin }) => (begin ?? 0) === (end + 1) % DAY_MINUTES);
