/** Reading the values that people write into `tierkeeper:` tags. */
import type { Instance } from '../model/instance.ts';
import { type Duration, type Instant, parseDuration, parseInstant } from '../model/instant.ts';
import { type Reason, reason } from '../model/reason.ts';
import { TAG, tagOf } from '../model/tag.ts';
import { instantOf } from '../schedule/zone.ts';
import type { Case } from './case.ts';

export const HOLD_FORM =
  'a date (2026-11-30) or a date and time (2026-11-30T18:00, with or without +09:00)';
const IDLE_FORM = '"never" or a window from 10m to 5d, such as 45m or 2h';
const DATE = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/;
const LOCAL_TIME = /^.{10}[T ](\d{2}):([0-5]\d)(?::[0-5]\d)?$/;
const LAST_MINUTE = 24 * 60;

/**
 * When `tierkeeper:hold-until` ends: a bare date holds to its end, in the policy's zone. Null: no
 * such tag; undefined: not readable.
 */
export function holdUntilOf(
  { tags }: Pick<Instance, 'tags'>,
  zone: string,
): Instant | null | undefined {
  const value = tagOf(tags, TAG.holdUntil)?.trim();
  if (value === undefined) return null;
  const date = DATE.exec(value)?.[0];
  if (date === undefined || !isOnCalendar(date)) return undefined;
  if (value === date) return instantOf(zone, date, LAST_MINUTE);
  const [, hour, minute] = LOCAL_TIME.exec(value) ?? [];
  if (hour === undefined || minute === undefined) return parseInstant(value.replace(' ', 'T'));
  const minuteOfDay = Number(hour) * 60 + Number(minute);
  return minuteOfDay <= LAST_MINUTE ? instantOf(zone, date, minuteOfDay) : undefined;
}

/** 2026-02-30 parses as 2 March in V8: such a date is a slip of the finger, not a wish. */
const isOnCalendar = (date: string): boolean =>
  new Date(`${date}T00:00Z`).getUTCDate() === Number(date.slice(-2));

export type IdleTag =
  | { readonly kind: 'none' }
  | { readonly kind: 'never' }
  | { readonly kind: 'window'; readonly window: Duration };

/** Below two datapoints nothing is proven; above 1,440 CloudWatch does not answer in one call. */
const SHORTEST_WINDOW_MS = 600_000;
const LONGEST_WINDOW_MS = 432_000_000;

/** What `tierkeeper:idle` wants; undefined: not readable. */
export function idleTagOf({ tags }: Instance): IdleTag | undefined {
  const value = tagOf(tags, TAG.idle)?.trim().toLowerCase();
  if (value === undefined) return { kind: 'none' };
  if (value === 'never') return { kind: 'never' };
  const window = parseDuration(value);
  return window !== undefined && window >= SHORTEST_WINDOW_MS && window <= LONGEST_WINDOW_MS
    ? { kind: 'window', window }
    : undefined;
}

const PRIORITY_FORM = 'a whole number from -999 to 999';

/** What `tierkeeper:priority` says, 0 without it; undefined: not readable. */
export function priorityOf({ tags }: Pick<Instance, 'tags'>): number | undefined {
  const value = tagOf(tags, TAG.priority)?.trim() ?? '0';
  return /^-?\d{1,3}$/.test(value) ? Number(value) : undefined;
}

/** The first tag whose value cannot be read, as the reason to leave the instance alone. */
export function unreadableTag({ instance, schedule, world }: Case): Reason | null {
  const { tags } = instance;
  const { zone } = world.policy;
  if (schedule.kind === 'unreadable') return reason('unreadable-tag', schedule.tag);
  if (holdUntilOf(instance, zone) === undefined) {
    return unreadable(TAG.holdUntil, tagOf(tags, TAG.holdUntil), HOLD_FORM);
  }
  if (idleTagOf(instance) === undefined) {
    return unreadable(TAG.idle, tagOf(tags, TAG.idle), IDLE_FORM);
  }
  if (priorityOf(instance) === undefined) {
    return unreadable(TAG.priority, tagOf(tags, TAG.priority), PRIORITY_FORM);
  }
  return null;
}

const unreadable = (tag: string, value: string | undefined, expected: string): Reason =>
  reason('unreadable-tag', { tag, value: value ?? '', expected });
