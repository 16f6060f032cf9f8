/** An off-hours tag as a native schedule, which catches up where Cloud Custodian does not. */
import type { LocalDate, Moment, PowerState, Schedule } from '../../model/schedule.ts';
import { hashed } from '../compile.ts';
import { type Parsed, parsed, problem } from '../parsed.ts';
import { type C7nPolicy, type C7nSchedule, readC7n } from './c7n-offhours.ts';

export interface C7nDefinition extends Pick<Schedule, 'name' | 'start' | 'warn'> {
  readonly tag: string | null;
  /** Either filter may be missing from the policies. */
  readonly offhour: C7nPolicy | null;
  readonly onhour: C7nPolicy | null;
}

/** Null where the tag takes no part. */
export function compileC7n(definition: C7nDefinition): Parsed<Schedule | null> {
  const off = scheduleOf(definition.offhour, definition.tag);
  if (!off.ok) return off;
  const on = scheduleOf(definition.onhour, definition.tag);
  if (!on.ok) return on;
  const zone = off.value?.zone ?? on.value?.zone;
  if (zone === undefined) return parsed(null);
  if (off.value !== null && on.value !== null && off.value.zone !== on.value.zone) {
    return problem(`It stops by the clock of ${off.value.zone} and starts by ${on.value.zone}.`);
  }
  const skipped = skippedBy([definition.offhour, definition.onhour].filter((one) => one !== null));
  if (!skipped.ok) return skipped;
  return parsed(
    hashed({
      name: definition.name,
      start: definition.start,
      warn: definition.warn,
      zone,
      running: [],
      stopped: [],
      moments: [...momentsOf(off.value, 'stopped'), ...momentsOf(on.value, 'running')],
      holidays: [],
      skipped: skipped.value,
      enforce: false,
      retainRunning: false,
      from: null,
      until: null,
    }),
  );
}

function skippedBy(policies: readonly C7nPolicy[]): Parsed<readonly LocalDate[]> {
  if (policies.some(({ skipDaysFrom }) => skipDaysFrom === 'unknown')) {
    return problem('skip-days-from names a list kept elsewhere: write its dates as skip-days.');
  }
  const lists = policies.map(({ skipDays, skipDaysFrom }) =>
    [...(skipDays ?? (skipDaysFrom === 'unknown' ? [] : (skipDaysFrom ?? [])))].toSorted(),
  );
  const [first = [], second = first] = lists;
  return first.join() === second.join()
    ? parsed(first)
    : problem('The two filters skip different days.');
}

function scheduleOf(policy: C7nPolicy | null, tag: string | null): Parsed<C7nSchedule | null> {
  if (policy === null) return parsed(null);
  const reading = readC7n(policy, tag);
  if (!reading.ok) return reading;
  return parsed(reading.value.kind === 'schedule' ? reading.value : null);
}

const momentsOf = (schedule: C7nSchedule | null, to: PowerState): readonly Moment[] =>
  (schedule?.times ?? []).map(({ weekdays, hour }) => ({
    dates: { weekdays, nthWeekdays: null, monthDays: null, months: null },
    at: hour * 60,
    to,
  }));
