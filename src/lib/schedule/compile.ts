/** From the policy's sections, already read piece by piece, to schedules. */
import type { Duration } from '../model/instant.ts';
import type { DateRule, LocalDate, MinuteOfDay, Schedule, Window } from '../model/schedule.ts';
import { hashOf } from './hash.ts';
import { type HolidayEntry, holidayDates } from './holidays.ts';
import { type Parsed, parsed, problem } from './parsed.ts';

/** What the short form is called wherever schedules have names. */
export const NIGHTLY = 'nightly';

/** `nightly: { stop: "22:00", start: "07:00", days: mon-fri, warn: 15m }`. */
export interface NightlyDefinition {
  readonly zone: string;
  readonly stop: MinuteOfDay;
  readonly start: MinuteOfDay | null;
  readonly days: DateRule;
  readonly warn: Duration;
}

/** One entry of `schedules`. */
export interface ScheduleDefinition {
  readonly name: string;
  readonly zone: string;
  readonly running: readonly Window[];
  readonly stopped: readonly Window[];
  readonly holidays: readonly HolidayEntry[];
  readonly start: Schedule['start'];
  readonly enforce: boolean;
  readonly warn: Duration;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

/**
 * The named days are the days of use: on each it starts in the morning and stops at night. With
 * `days: mon-fri` it stops on Friday at 22:00 and starts on Monday at 07:00; weekends are off. A
 * stop earlier than the start (`stop: "01:00", start: "08:00"`) falls in the night after that day.
 * Without a start it only stops, on the named days themselves.
 */
export function compileNightly(definition: NightlyDefinition): Parsed<Schedule> {
  const { zone, stop, start, days, warn } = definition;
  if (start === stop) {
    return problem('`stop` and `start` are the same time. Leave `start` out to stop only.');
  }
  return parsed(
    hashed({
      ...NOTHING,
      name: NIGHTLY,
      zone,
      warn,
      running: start === null ? [] : [{ dates: days, from: start, to: stop }],
      moments: start === null ? [{ dates: days, at: stop, to: 'stopped' }] : [],
    }),
  );
}

export function compileSchedule(definition: ScheduleDefinition): Parsed<Schedule> {
  const { running, stopped, from, until, holidays } = definition;
  if (running.length > 0 && stopped.length > 0) {
    return problem('`running` and `stopped` are both given. Keep one: the other is the rest.');
  }
  if (running.length === 0 && stopped.length === 0) {
    return problem('No windows are given. Write for example running: [mon-fri 09:00-19:00].');
  }
  if (from !== null && until !== null && until < from) {
    return problem(`It ends before it begins: from ${from}, until ${until}.`);
  }
  return parsed(hashed({ ...NOTHING, ...definition, holidays: holidayDates(holidays) }));
}

/** Every language ends here, so that each schedule is hashed alike. */
export const hashed = (parts: Omit<Schedule, 'hash'>): Schedule => ({
  ...parts,
  hash: hashOf(parts),
});

const NOTHING = {
  running: [],
  stopped: [],
  moments: [],
  holidays: [],
  skipped: [],
  start: 'ours',
  enforce: false,
  retainRunning: false,
  from: null,
  until: null,
} as const;
