/** Starts and stops by days of the week as windows between them, where each start has its stop. */
import type { Moment, PowerState, Weekday, Window } from '../../model/schedule.ts';
import { DAY_MINUTES } from '../calendar.ts';
import { EVERY_DATE } from '../dates.ts';
import { type Parsed, parsed, problem } from '../parsed.ts';

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Minutes since Monday 00:00. */
interface WeekTurn {
  readonly at: number;
  readonly to: PowerState;
}

/** A window without its dates. */
type Piece = Pick<Window, 'from' | 'to'> & { readonly weekday: Weekday };

export function windowsOfMoments(moments: readonly Moment[]): Parsed<readonly Window[]> {
  const turns = turnsOf(moments);
  const kinds = new Set(turns.map(({ to }) => to));
  if (!kinds.has('running')) return problem('It only stops, and windows start as well.');
  if (!kinds.has('stopped')) return problem('It only starts, and windows stop as well.');
  const isDoubled = turns.some(({ to }, index) => turns.at(index - 1)?.to === to);
  if (isDoubled) return problem('It stops or starts twice in a row, and windows do so in turn.');
  return parsed(together(turns.flatMap((turn, index) => piecesOf(turn, turns, index))));
}

const turnsOf = (moments: readonly Moment[]): readonly WeekTurn[] =>
  moments
    .flatMap(({ dates, at, to }) =>
      (dates.weekdays ?? WEEK).map((day) => ({ at: (day - 1) * DAY_MINUTES + at, to })),
    )
    .toSorted((a, b) => a.at - b.at);

/**
 * From a start to the stop after it, day by day; over one midnight it is a single window, unless
 * that would begin and end at the same time, which no window may.
 */
function piecesOf({ at, to }: WeekTurn, turns: readonly WeekTurn[], index: number): Piece[] {
  const next = turns[(index + 1) % turns.length];
  if (to === 'stopped' || next === undefined) return [];
  const end = next.at > at ? next.at : next.at + WEEK_MINUTES;
  const [first, last] = [Math.floor(at / DAY_MINUTES), Math.floor((end - 1) / DAY_MINUTES)];
  const [from, until] = [at % DAY_MINUTES, end - last * DAY_MINUTES];
  if (last === first + 1 && until < from) return [{ weekday: dayAt(first), from, to: until }];
  return Array.from({ length: last - first + 1 }, (_, offset) => ({
    weekday: dayAt(first + offset),
    from: offset === 0 ? from : 0,
    to: first + offset === last ? until : DAY_MINUTES,
  }));
}

const dayAt = (index: number): Weekday => WEEK[index % 7] ?? 1;

/** One window for all the days with the same times. */
const together = (pieces: readonly Piece[]): readonly Window[] =>
  [...Map.groupBy(pieces, ({ from, to }) => `${from}-${to}`).values()].flatMap((alike) => {
    const [first] = alike;
    const weekdays = alike.map(({ weekday }) => weekday);
    return first ? [{ dates: { ...EVERY_DATE, weekdays }, from: first.from, to: first.to }] : [];
  });
