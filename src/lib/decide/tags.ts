/** Reading the values that people write into `tierkeeper:` tags. */
import type { Instance } from '../model/instance.ts';
import { type Duration, type Instant, parseDuration, parseInstant } from '../model/instant.ts';
import { type Reason, reason } from '../model/reason.ts';
import { TAG, tagOf } from '../model/tag.ts';
import { instantOf } from '../schedule/zone.ts';
import type { Case } from './world.ts';

const HOLD_FORM =
  'a date (2026-11-30) or a date and time (2026-11-30T18:00, with or without +09:00)';
const IDLE_FORM = '"never" or a window of at least 10m, such as 45m or 2h';
const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2})?)?$/;
const LAST_MINUTE = 24 * 60;

/**
 * When `tierkeeper:hold-until` ends: a bare date holds to its end, in the policy's zone. Null: no
 * such tag; undefined: not readable.
 */
export function holdUntilOf(instance: Instance, zone: string): Instant | null | undefined {
  const value = tagOf(instance.tags, TAG.holdUntil)?.trim();
  if (value === undefined) return null;
  const [, date, hour = '24', minute = '00'] = LOCAL.exec(value) ?? [];
  if (date === undefined) return parseInstant(value);
  const minuteOfDay = Number(hour) * 60 + Number(minute);
  const real = !Number.isNaN(Date.parse(`${date}T00:00Z`)) && isSameDate(date);
  return real && minuteOfDay <= LAST_MINUTE ? instantOf(zone, date, minuteOfDay) : undefined;
}

/** 2026-02-30 parses as 2 March in V8: such a date is a slip of the finger, not a wish. */
const isSameDate = (date: string): boolean =>
  new Date(`${date}T00:00Z`).toISOString().startsWith(date);

export type IdleTag =
  | { readonly kind: 'none' }
  | { readonly kind: 'never' }
  | { readonly kind: 'window'; readonly window: Duration };

const SHORTEST_WINDOW_MS = 600_000;

/** What `tierkeeper:idle` wants; undefined: not readable. Below two datapoints nothing is proven. */
export function idleTagOf(instance: Instance): IdleTag | undefined {
  const value = tagOf(instance.tags, TAG.idle)?.trim().toLowerCase();
  if (value === undefined) return { kind: 'none' };
  if (value === 'never') return { kind: 'never' };
  const window = parseDuration(value);
  return window !== undefined && window >= SHORTEST_WINDOW_MS
    ? { kind: 'window', window }
    : undefined;
}

/** The first tag whose value cannot be read, as the reason to leave the instance alone. */
export function unreadableTag({ instance, schedule, world }: Case): Reason | null {
  if (schedule.kind === 'unreadable') {
    const names = ['none', ...Object.keys(world.policy.schedules)].join(', ');
    return unreadable(TAG.schedule, schedule.value, `one of: ${names}`);
  }
  if (holdUntilOf(instance, world.policy.zone) === undefined) {
    return unreadable(TAG.holdUntil, tagOf(instance.tags, TAG.holdUntil), HOLD_FORM);
  }
  if (idleTagOf(instance) === undefined) {
    return unreadable(TAG.idle, tagOf(instance.tags, TAG.idle), IDLE_FORM);
  }
  return null;
}

const unreadable = (tag: string, value: string | undefined, expected: string): Reason =>
  reason('unreadable-tag', { tag, value: value ?? '', expected });
