/** Which schedule an instance follows, by its tags in the order in which they count. */
import { type C7nDialect, type InstanceSchedulerDialect, OFFHOURS_FORM } from '../model/dialect.ts';
import type { Policy } from '../model/policy.ts';
import type { Schedule } from '../model/schedule.ts';
import { TAG, type Tags, tagInAnyCase, tagOf } from '../model/tag.ts';
import { NIGHTLY } from '../schedule/compile.ts';
import type { OffhoursReader, OffhoursReading } from '../schedule/dialects/offhours-schedule.ts';

/** The schedule that an instance has, or why it cannot be told. */
export type ScheduleChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly tag: UnreadableTag }
  | { readonly kind: 'schedule'; readonly schedule: Schedule };

export interface UnreadableTag {
  readonly tag: string;
  readonly value: string;
  readonly expected: string;
  /** A sentence, where more can be said than what is expected. */
  readonly problem?: string;
}

export interface ScheduleQuestion {
  readonly policy: Policy;
  /** Null where the policy does not read off-hours tags. */
  readonly offhours: OffhoursReader | null;
}

const NONE: ScheduleChoice = { kind: 'none' };

/**
 * Our own tag, else that of Cloud Custodian, else that of Instance Scheduler; without any, what
 * the policy says of instances without the off-hours tag, else its default, else the nightly one.
 */
export function chooseSchedule(question: ScheduleQuestion, tags: Tags): ScheduleChoice {
  const { policy, offhours } = question;
  const { c7n, instanceScheduler } = policy.dialects;
  return (
    byOwnTag(policy, tags) ??
    (c7n && offhours && byOffhoursTag(c7n, offhours, tags)) ??
    (instanceScheduler && bySchedulerTag(policy, instanceScheduler, tags)) ??
    (c7n && offhours && untagged(c7n, offhours)) ??
    chosen(scheduleNamed(policy, policy.default ?? NIGHTLY))
  );
}

const chosen = (schedule: Schedule | null): ScheduleChoice =>
  schedule === null ? NONE : { kind: 'schedule', schedule };

/** The tag `none` opts out. */
function byOwnTag(policy: Policy, tags: Tags): ScheduleChoice | null {
  const value = tagOf(tags, TAG.schedule)?.trim();
  if (value === undefined) return null;
  if (value === 'none') return NONE;
  const schedule = scheduleNamed(policy, value);
  if (schedule) return chosen(schedule);
  const names = ['none', ...namesIn(policy)];
  const expected = `one of: ${names.join(', ')}`;
  return { kind: 'unreadable', tag: { tag: TAG.schedule, value, expected } };
}

const namesIn = ({ nightly, schedules }: Policy): readonly string[] => [
  ...(nightly ? [NIGHTLY] : []),
  ...Object.keys(schedules),
];

/** Null where the policy has none of that name. */
export function scheduleNamed({ nightly, schedules }: Policy, name: string): Schedule | null {
  if (name === NIGHTLY) return nightly;
  return Object.hasOwn(schedules, name) ? (schedules[name] ?? null) : null;
}

function byOffhoursTag(
  { tag }: C7nDialect,
  offhours: OffhoursReader,
  tags: Tags,
): ScheduleChoice | null {
  const value = tagInAnyCase(tags, tag);
  return value === undefined ? null : offhoursChoice(offhours.tagged(value), tag, value);
}

/** Null where instances without the tag take no part. */
function untagged({ tag, optOut, fallbackSchedule }: C7nDialect, offhours: OffhoursReader) {
  if (!optOut && fallbackSchedule === null) return null;
  return offhoursChoice(offhours.untagged, tag, fallbackSchedule ?? '');
}

function offhoursChoice(reading: OffhoursReading, tag: string, value: string): ScheduleChoice {
  if (reading.ok) return chosen(reading.value);
  const { problem } = reading;
  return { kind: 'unreadable', tag: { tag, value, expected: OFFHOURS_FORM, problem } };
}

/** An empty tag is none, as there. */
function bySchedulerTag(
  policy: Policy,
  { tag, schedules }: InstanceSchedulerDialect,
  tags: Tags,
): ScheduleChoice | null {
  const value = tagOf(tags, tag)?.trim();
  if (value === undefined || value === '') return null;
  const carried = Object.hasOwn(schedules, value) ? schedules[value] : undefined;
  const schedule = carried?.schedule ?? scheduleNamed(policy, value);
  if (schedule) return chosen(schedule);
  const names = [...new Set([...Object.keys(schedules), ...namesIn(policy)])];
  const expected = names.length === 0 ? 'a schedule of the policy' : `one of: ${names.join(', ')}`;
  return { kind: 'unreadable', tag: { tag, value, expected } };
}
