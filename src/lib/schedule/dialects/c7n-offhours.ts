/**
 * Cloud Custodian's `offhour` and `onhour` filters, as they decide. They match in one hour of the
 * day and remember nothing: a run outside that hour does nothing, two runs inside match twice.
 */
import type { Instant } from '../../model/instant.ts';
import type { LocalDate, Weekday } from '../../model/schedule.ts';
import { type Parsed, parsed, problem } from '../parsed.ts';
import { localTimeAt } from '../zone.ts';
import { type C7nTimes, normalised, readC7nValue } from './c7n-value.ts';
import { c7nZone } from './c7n-zones.ts';
import type { Verdict } from './verdict.ts';

export type C7nFilter = 'offhour' | 'onhour';

/** The options of one filter of a policy, defaults filled in. */
export interface C7nPolicy {
  readonly filter: C7nFilter;
  readonly defaultZone: string;
  /** When instances without a schedule of their own turn. */
  readonly hour: number;
  readonly optOut: boolean;
  /** Leave them off at weekends: both filters then go from Monday to Friday. */
  readonly weekends: boolean;
  /** Off on Friday, on again on Monday. */
  readonly weekendsOnly: boolean;
  /** Local dates on which nothing matches; null where the policy names none. */
  readonly skipDays: readonly LocalDate[] | null;
  /** A list that Cloud Custodian would fetch: as it came, or not known here. */
  readonly skipDaysFrom: readonly LocalDate[] | 'unknown' | null;
  /** The schedule of resources without the tag, which makes them take part. */
  readonly fallbackSchedule: string | null;
}

const C7N_DEFAULTS = {
  zone: 'et',
  hours: { offhour: 19, onhour: 7 },
} as const;

/** A filter whose options are all left as they are. */
export const standardC7nPolicy = (filter: C7nFilter): C7nPolicy => ({
  filter,
  defaultZone: C7N_DEFAULTS.zone,
  hour: C7N_DEFAULTS.hours[filter],
  optOut: false,
  weekends: true,
  weekendsOnly: false,
  skipDays: null,
  skipDaysFrom: null,
  fallbackSchedule: null,
});

const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const KEYS = { offhour: 'off', onhour: 'on' } as const;

/** What a resource goes by: nothing, by choice or for want of a tag; or times in an IANA zone. */
export type C7nReading = { readonly kind: 'opted-out' | 'no-tag' } | C7nSchedule;
export interface C7nSchedule extends C7nTimes {
  readonly kind: 'schedule';
}

/** What Cloud Custodian refuses before it looks at any resource. */
export function c7nPolicyProblem(policy: C7nPolicy): string | null {
  const { filter, defaultZone, hour, skipDays, skipDaysFrom } = policy;
  if (c7nZone(defaultZone) === null) {
    return `default_tz "${defaultZone}" is neither an alias such as et nor an IANA time zone.`;
  }
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) {
    return `${filter} ${hour} is not an hour from 0 to 23.`;
  }
  const odd = skipDays?.find((date) => !/^\d{4}-\d{2}-\d{2}/.test(date));
  if (odd !== undefined) return `"${odd}" in skip-days is not a date such as 2026-12-25.`;
  return skipDays !== null && skipDaysFrom !== null
    ? 'skip-days and skip-days-from are both given. Keep one of them.'
    : null;
}

/** What the policy makes of a tag's value; null where the resource has no such tag. */
export function readC7n(policy: C7nPolicy, tag: string | null): Parsed<C7nReading> {
  const wrong = c7nPolicyProblem(policy);
  if (wrong !== null) return problem(wrong);
  const written = tag ?? policy.fallbackSchedule;
  if (written === null && !policy.optOut) return parsed({ kind: 'no-tag' });
  const value = normalised(written ?? '');
  if (value === 'off') return parsed({ kind: 'opted-out' });
  const read = readC7nValue(value, KEYS[policy.filter], defaultTimes(policy));
  if (!read.ok) return read;
  const { times, zone: name } = read.value;
  const zone = c7nZone(name);
  if (zone !== null) return parsed({ kind: 'schedule', times, zone });
  return problem(`tz "${name}" is neither an alias such as kst nor an IANA time zone.`);
}

function defaultTimes({ filter, hour, weekends, weekendsOnly, defaultZone }: C7nPolicy): C7nTimes {
  const single: readonly Weekday[] = filter === 'offhour' ? [5] : [1];
  const weekdays = weekendsOnly ? single : weekends ? WORKDAYS : EVERY_DAY;
  return { times: [{ weekdays, hour }], zone: defaultZone };
}

/** A match of `offhour` stops, one of `onhour` starts; null judges the definition alone. */
export function decideC7n(
  policy: C7nPolicy,
  tag: string | null,
  at: Instant | null,
): Parsed<Verdict> {
  const reading = readC7n(policy, tag);
  if (!reading.ok) return reading;
  if (reading.value.kind !== 'schedule' || at === null) return parsed('no-change');
  if (policy.skipDaysFrom === 'unknown') {
    return problem('skip-days-from names a list kept elsewhere: write its dates as skip-days.');
  }
  const skipDays = policy.skipDays ?? policy.skipDaysFrom ?? [];
  if (!matches(reading.value, skipDays, at)) return parsed('no-change');
  return parsed(policy.filter === 'offhour' ? 'stopped' : 'running');
}

/** Minutes are dropped: the clock is compared by its hour. */
function matches(
  { zone, times }: C7nSchedule,
  skipDays: readonly LocalDate[],
  at: Instant,
): boolean {
  const { date, weekday, minuteOfDay } = localTimeAt(zone, at);
  if (skipDays.includes(date)) return false;
  const hourNow = Math.floor(minuteOfDay / 60);
  return times.some(
    ({ weekdays, hour }) => hour === hourNow && weekdays.some((day) => day === weekday),
  );
}
