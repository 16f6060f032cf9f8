/**
 * Up to which date each place has been told of. A place hands over date after date, and nothing
 * that it has handed over changes: what is beyond the last round that somebody got is untold.
 */
import {
  type AskedPlace,
  type DigestPart,
  type DigestRound,
  type HeardPlace,
  PART_DAYS,
} from '../model/digest-part.ts';
import type { Instant } from '../model/instant.ts';
import { type HomePlace, placeKey } from '../model/managed-place.ts';
import type { LocalDate } from '../model/schedule.ts';
import { dateOf, dayOf } from '../schedule/calendar.ts';

const daysBefore = (date: LocalDate, days: number): LocalDate => dateOf(dayOf(date) - days);

/** What is of this date or older nobody is told of any more: it ages. */
const agedBy = (date: LocalDate): LocalDate => daysBefore(date, PART_DAYS + 1);

/** Null of whom no round knows. */
export function toldUpTo(round: DigestRound | null): (place: HomePlace) => LocalDate | null {
  const dates = new Map(round?.told.map((one) => [placeKey(one), one.upTo]));
  return (place) => dates.get(placeKey(place)) ?? null;
}

interface Now {
  readonly date: LocalDate;
  readonly at: Instant;
}

/** Who has been told of day by day can have but one part that is new. */
export function askedOf(
  places: readonly HomePlace[],
  before: DigestRound | null,
  { date }: Pick<Now, 'date'>,
): readonly AskedPlace[] {
  const upTo = toldUpTo(before);
  const yesterday = daysBefore(date, 1);
  return places.map((place) => ({ place, only: upTo(place) === yesterday ? date : null }));
}

/** Of a round, those that nobody names any more but may have something untold: for some days. */
export function alsoIn(
  round: DigestRound | null,
  places: readonly HomePlace[],
): readonly HomePlace[] {
  if (round === null) return [];
  const named = new Set(places.map(placeKey));
  return round.told
    .filter((place) => place.upTo >= agedBy(round.date) && !named.has(placeKey(place)))
    .map(({ account, region }) => ({ account, region }));
}

/** The round that tells of all that has been heard, after the one before it. */
export function roundOf(
  heard: readonly HeardPlace[],
  before: DigestRound | null,
  { date, at }: Now,
): DigestRound {
  const upToBefore = toldUpTo(before);
  const told = heard.map(({ place, parts }) => {
    const dates = parts.map((part) => part.date).filter((one) => one <= date);
    const last = upToBefore(place) ?? agedBy(date);
    return { ...place, upTo: dates.reduce((a, b) => (a < b ? b : a), last) };
  });
  return { kind: 'digest-round', date, at, told };
}

/** What a round tells that the one before it has not. */
export interface ToldBetween {
  /** Older dates first. */
  partsOf(heard: HeardPlace): readonly DigestPart[];
  /** Not all of it, where the ledger gives a place away no more that it gave away then. */
  isAllHeard(heard: readonly HeardPlace[]): boolean;
}

export function toldBetween(before: DigestRound | null, round: DigestRound): ToldBetween {
  const [first, last] = [toldUpTo(before), toldUpTo(round)];
  const from = (place: HomePlace): LocalDate => first(place) ?? agedBy(round.date);
  const upTo = (place: HomePlace): LocalDate => last(place) ?? from(place);
  return {
    partsOf: ({ place, parts }) =>
      parts
        .filter(({ date }) => from(place) < date && date <= upTo(place))
        .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    isAllHeard: (heard) =>
      heard.every(({ place, unread }) => unread !== 'failed' || from(place) === upTo(place)),
  };
}

/**
 * Whether somebody is worth waiting for: who has nothing of today yet, but of yesterday. Who has
 * not told of itself for a day may not come at all. Waited for is also who is new, and whom the
 * ledger would not give away yet; and everybody where there was no such digest yesterday.
 */
export function isAwaited(
  heard: readonly HeardPlace[],
  before: DigestRound | null,
  { date }: Pick<Now, 'date'>,
): boolean {
  const upToBefore = toldUpTo(before);
  const yesterday = daysBefore(date, 1);
  const isFirst = before === null || before.date < yesterday;
  return heard.some(({ place, parts, unread }) => {
    const has = (wanted: LocalDate): boolean => parts.some((part) => part.date === wanted);
    if (has(date) || unread === 'newer') return false;
    const upTo = upToBefore(place);
    return isFirst || upTo === null || unread === 'failed' || upTo >= yesterday || has(yesterday);
  });
}
