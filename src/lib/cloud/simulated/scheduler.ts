/** EventBridge Scheduler: at least once, to the minute. */
import { type Duration, days, type Instant, instant, minus, plus } from '../../model/instant.ts';
import type { MinuteOfDay } from '../../model/schedule.ts';
import type { Account } from './account.ts';
import { scheduledEvent, wholeSeconds } from './documents.ts';
import { type EventBus, schedulerDelay } from './events.ts';
import type { Lambdas } from './lambdas.ts';
import { zoneClock } from './zone.ts';

export interface Schedule {
  readonly name: string;
  /** Which function it invokes. */
  readonly lambda: string;
  readonly when:
    | { readonly every: Duration }
    | { readonly daily: MinuteOfDay; readonly zone: string };
  /**
   * What the function gets; `<aws.scheduler.scheduled-time>` in a text becomes the time. Without
   * an input it is Scheduler's own event.
   */
  readonly input?: Readonly<Record<string, string>>;
}

export interface Scheduler {
  schedule(schedule: Schedule): void;
}

const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

const filledIn = (input: Readonly<Record<string, string>>, at: Instant): unknown =>
  Object.fromEntries(
    Object.entries(input).map(([key, text]) => {
      return [key, text.replace(SCHEDULED_TIME, wholeSeconds(at))];
    }),
  );

/** A local time that the zone skips on a date is skipped; one that it repeats comes once. */
function nextDaily(after: Instant, daily: MinuteOfDay, zone: string): Instant {
  const clock = zoneClock(zone);
  for (let day = minus(after, days(1)); ; day = plus(day, days(1))) {
    const at = clock.instantOf(clock.date(day), daily);
    if (at !== null && at > after) return at;
  }
}

const nextTime = ({ when }: Schedule, after: Instant): Instant =>
  'every' in when
    ? instant((Math.floor(after / when.every) + 1) * when.every)
    : nextDaily(after, when.daily, when.zone);

export function createScheduler(account: Account, bus: EventBus, lambdas: Lambdas): Scheduler {
  const { engine, faults, chance } = account;
  const fire = (schedule: Schedule, at: Instant): void => {
    const { input, lambda, name } = schedule;
    const document = input ? filledIn(input, at) : scheduledEvent({ ...bus.origin(), at }, name);
    lambdas.invoke(lambda, document);
  };
  return {
    schedule: (schedule) => {
      const stream = chance.stream(`schedule ${schedule.name}`);
      const arm = (at: Instant): void => {
        const copies = stream.happens(faults.tickDuplicated) ? 2 : 1;
        for (let copy = 0; copy < copies; copy += 1) {
          engine.at(plus(at, schedulerDelay(stream, faults)), () => fire(schedule, at));
        }
        engine.at(at, () => arm(nextTime(schedule, at)));
      };
      // The instant of creation itself is a possible time.
      arm(nextTime(schedule, instant(engine.now() - 1)));
    },
  };
}
