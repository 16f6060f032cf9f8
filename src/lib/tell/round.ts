/**
 * Up to which date each place has been told of. A place hands over date after date, and nothing
 * that it has handed over changes: what is beyond the last round that somebody got is untold.
 */
import type { DigestPart, DigestRound, HeardPlace, ToldPlace } from '../model/digest-part.ts';
import type { Instant } from '../model/instant.ts';
import { type HomePlace, placeKey } from '../model/managed-place.ts';
import type { LocalDate } from '../model/schedule.ts';
import { dateOf, dayOf } from '../schedule/calendar.ts';

/** Null: nothing of it has been told yet. */
export function toldUpTo(round: DigestRound | null, place: HomePlace): LocalDate | null {
  const told = round?.told.find((one) => placeKey(one) === placeKey(place));
  return told?.upTo ?? null;
}

interface Now {
  readonly date: LocalDate;
  readonly at: Instant;
}

/** The round that tells of all that has been heard, after the one before it. */
export function roundOf(
  heard: readonly HeardPlace[],
  before: DigestRound | null,
  { date, at }: Now,
): DigestRound {
  const told = heard.flatMap(({ place, parts }): readonly ToldPlace[] => {
    const dates = parts.map((part) => part.date).filter((one) => one <= date);
    const upTo = [...dates, toldUpTo(before, place) ?? ''].toSorted().at(-1);
    return upTo ? [{ account: place.account, region: place.region, upTo }] : [];
  });
  return { kind: 'digest-round', date, at, told };
}

/** What a round tells that the one before it has not, older dates first. */
export function toldIn(
  round: DigestRound,
  before: DigestRound | null,
  { place, parts }: HeardPlace,
): readonly DigestPart[] {
  const from = toldUpTo(before, place) ?? '';
  const to = toldUpTo(round, place) ?? '';
  return parts
    .filter(({ date }) => from < date && date <= to)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * Whether somebody is worth waiting for: who has nothing of today yet, but of yesterday. Who has
 * not told of itself for a day may not come at all; on the first day all of them are waited for.
 */
export function isAwaited(
  heard: readonly HeardPlace[],
  before: DigestRound | null,
  date: LocalDate,
): boolean {
  const yesterday = dateOf(dayOf(date) - 1);
  return heard.some(({ parts, isUnread }) => {
    const has = (wanted: LocalDate): boolean => parts.some((part) => part.date === wanted);
    return !isUnread && !has(date) && (before === null || has(yesterday));
  });
}
