/** Schedules as fast-check draws them. */
import fc from 'fast-check';
import { minutes } from '../../src/lib/model/instant.ts';
import type { DateRule, MinuteOfDay, Schedule, Weekday } from '../../src/lib/model/schedule.ts';
import { hashed } from '../../src/lib/schedule/compile.ts';

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const DAYS_OF_MONTH = Array.from({ length: 31 }, (_, index) => index + 1);

export const dateRules: fc.Arbitrary<DateRule> = fc.record({
  weekdays: fc.option(fc.uniqueArray(fc.constantFrom(...WEEK), { minLength: 1 })),
  nthWeekdays: fc.option(
    fc.array(
      fc.record({
        weekday: fc.constantFrom(...WEEK),
        nth: fc.constantFrom(
          1 as const,
          2 as const,
          3 as const,
          4 as const,
          5 as const,
          -1 as const,
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    { freq: 1 },
  ),
  monthDays: fc.option(
    fc.array(
      fc.oneof(
        { arbitrary: fc.constantFrom(-1, ...DAYS_OF_MONTH), weight: 4 },
        {
          arbitrary: fc.record({ nearestWorkdayTo: fc.constantFrom(...DAYS_OF_MONTH) }),
          weight: 1,
        },
      ),
      { minLength: 10, maxLength: 25 },
    ),
    { freq: 1 },
  ),
  months: fc.option(
    fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 4, maxLength: 12 }),
    { freq: 1 },
  ),
});

/** Any zone that Node knows. */
export const zones: fc.Arbitrary<string> = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

const ANY_MINUTE = fc.integer({ min: 0, max: 1_439 });

/** Minutes of the day within two hours and a half of one, so that windows fall into its gap. */
export const minutesNear = (minute: MinuteOfDay): fc.Arbitrary<MinuteOfDay> =>
  fc.oneof(
    fc.integer({ min: -150, max: 150 }).map((by) => (minute + by + 2_880) % 1_440),
    ANY_MINUTE,
  );

export interface ScheduleShape {
  readonly zone: fc.Arbitrary<string>;
  readonly minutes?: fc.Arbitrary<MinuteOfDay>;
  /** Dates that may be holidays, skipped, the first or the last. */
  readonly dates?: readonly string[];
}

export const schedules = (shape: ScheduleShape): fc.Arbitrary<Schedule> => {
  const minute = shape.minutes ?? ANY_MINUTE;
  const someDates = fc.subarray([...(shape.dates ?? [])]);
  const maybeDate = shape.dates ? fc.option(fc.constantFrom(...shape.dates), { freq: 1 }) : null;
  const windows = fc.array(
    fc.record({ dates: dateRules, from: minute, to: fc.oneof(minute, fc.constant(1_440)) }),
    { maxLength: 3 },
  );
  const moments = fc.array(
    fc.record({
      dates: dateRules,
      at: minute,
      to: fc.constantFrom('running' as const, 'stopped' as const),
    }),
    { maxLength: 3 },
  );
  return fc
    .record({
      zone: shape.zone,
      windows,
      inverted: fc.boolean(),
      moments,
      holidays: someDates,
      skipped: someDates,
      from: maybeDate ?? fc.constant(null),
      until: maybeDate ?? fc.constant(null),
    })
    .map(({ windows: drawn, inverted, ...parts }) =>
      hashed({
        ...parts,
        name: 'drawn',
        running: inverted ? [] : drawn,
        stopped: inverted ? drawn : [],
        start: 'ours',
        enforce: false,
        retainRunning: false,
        warn: minutes(15),
      }),
    );
};
