/** What an off-hours tag means under the options of the policy. */
import type { C7nDialect } from '../../model/dialect.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { Parsed } from '../parsed.ts';
import { compileC7n } from './c7n-compile.ts';
import { type C7nFilter, type C7nPolicy, standardC7nPolicy } from './c7n-offhours.ts';
import { rememberingNames } from './remember-names.ts';

/** Null for a tag that takes no part. */
export type OffhoursReading = Parsed<Schedule | null>;

export interface OffhoursReader {
  /** By the value of the tag; the same value is worked out once. */
  readonly tagged: (value: string) => OffhoursReading;
  readonly untagged: OffhoursReading;
}

/** The schedule is called by its tag, so that another value with the same hours is no other. */
export const offhoursSchedule = (dialect: C7nDialect, tag: string | null): OffhoursReading =>
  compileC7n({
    name: dialect.tag,
    start: dialect.start,
    warn: dialect.warn,
    tag,
    offhour: filterOf(dialect, 'offhour'),
    onhour: filterOf(dialect, 'onhour'),
  });

function filterOf(dialect: C7nDialect, filter: C7nFilter): C7nPolicy | null {
  const hour = dialect[filter];
  if (hour === null) return null;
  const { defaultTz, optOut, weekends, weekendsOnly, skipDays, fallbackSchedule } = dialect;
  return {
    ...standardC7nPolicy(filter),
    defaultZone: defaultTz.toLowerCase(),
    hour,
    ...{ optOut, weekends, weekendsOnly, skipDays, fallbackSchedule },
  };
}

export const offhoursReader = (dialect: C7nDialect): OffhoursReader => ({
  tagged: rememberingNames((value) => offhoursSchedule(dialect, value)),
  untagged: offhoursSchedule(dialect, null),
});
