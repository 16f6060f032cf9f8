/** Which date's digest is due: once a local date, also late, never for a time before us. */
import { between, hours, type Instant } from '../model/instant.ts';
import type { DigestRecord } from '../model/ledger.ts';
import type { LocalDate, MinuteOfDay } from '../model/schedule.ts';
import { dateOf, dayOf } from '../schedule/calendar.ts';
import { instantOf, localTimeAt } from '../schedule/zone.ts';
import { hasLostTrack, isRetried } from './delivery.ts';

export interface DigestTimetable {
  readonly zone: string;
  readonly minuteOfDay: MinuteOfDay;
  /** Since when there is something to tell of; null before the first pass has ended. */
  readonly since: Instant | null;
  readonly digests: readonly DigestRecord[];
}

export interface DueDigest {
  readonly date: LocalDate;
  /** The date's record where it was begun and a channel is to be tried again. */
  readonly known: DigestRecord | null;
}

/** A digest later than this is folded into the next. */
const LATE_MAX = hours(24);

export function digestDue(timetable: DigestTimetable, now: Instant): DueDigest | null {
  const { since, digests } = timetable;
  const { date, at } = newestAt(timetable, now);
  const missesAll = since === null || at < since || between(at, now) > LATE_MAX;
  if (missesAll) return null;
  const known = digests.find((record) => record.date === date) ?? null;
  return known === null || isUnfinished(known) ? { date, known } : null;
}

const isUnfinished = ({ deliveries }: DigestRecord): boolean =>
  deliveries.some(isRetried) || hasLostTrack(deliveries);

/** Today's, or yesterday's as long as today's time has not come. */
function newestAt(
  { zone, minuteOfDay }: DigestTimetable,
  now: Instant,
): { readonly date: LocalDate; readonly at: Instant } {
  const today = dayOf(localTimeAt(zone, now).date);
  const at = instantOf(zone, dateOf(today), minuteOfDay);
  if (at <= now) return { date: dateOf(today), at };
  const yesterday = dateOf(today - 1);
  return { date: yesterday, at: instantOf(zone, yesterday, minuteOfDay) };
}
