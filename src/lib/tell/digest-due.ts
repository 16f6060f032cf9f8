/** Which date's digest is due: once a local date, also late, never for a time before us. */
import { between, hours, type Instant, minutes } from '../model/instant.ts';
import type { DigestRecord } from '../model/ledger.ts';
import type { LocalDate, MinuteOfDay } from '../model/schedule.ts';
import { newestDaily } from '../schedule/daily.ts';
import { hasLostTrack, isRetried } from './delivery.ts';

export interface DigestTimetable {
  readonly zone: string;
  readonly minuteOfDay: MinuteOfDay;
  /** Since when there is something to tell of; null before the first pass has ended. */
  readonly since: Instant | null;
  readonly digests: readonly DigestRecord[];
  /** The date of the last sweep of all Regions; `none` where the policy wants no sweeps. */
  readonly sweptOn: LocalDate | 'none' | null;
}

export interface DueDigest {
  readonly date: LocalDate;
  /** The date's record where it was begun and a channel is to be tried again. */
  readonly known: DigestRecord | null;
}

/** A digest later than this is folded into the next. */
const LATE_MAX = hours(24);

/**
 * A tick of the same minute leaves the digest to the daily function, which sweeps the Regions
 * first; where that one does not come, or fails, the digest goes out without.
 */
const PATIENCE = minutes(15);

export function digestDue(timetable: DigestTimetable, now: Instant): DueDigest | null {
  const { since, digests, sweptOn } = timetable;
  const { date, at } = newestDaily(timetable, now);
  const missesAll = since === null || at < since || between(at, now) > LATE_MAX;
  if (missesAll) return null;
  const awaitsSweep = sweptOn !== 'none' && sweptOn !== date && between(at, now) < PATIENCE;
  if (awaitsSweep) return null;
  const known = digests.find((record) => record.date === date) ?? null;
  return known === null || isUnfinished(known) ? { date, known } : null;
}

const isUnfinished = ({ deliveries, unmarked }: DigestRecord): boolean =>
  unmarked === true || deliveries.some(isRetried) || hasLostTrack(deliveries);
