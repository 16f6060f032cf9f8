/**
 * Claim: a schedule is evaluated 100,000 times a second on one core, whatever the instant.
 *
 *     node bench/schedule.ts
 */
import { type Instant, instant, minutes } from '../src/lib/model/instant.ts';
import type { Schedule } from '../src/lib/model/schedule.ts';
import { compileSchedule } from '../src/lib/schedule/compile.ts';
import { desiredAt, edgesBetween, newestEdge, nextEdge } from '../src/lib/schedule/edges.ts';
import { parseHoliday } from '../src/lib/schedule/holidays.ts';
import { parseWindow } from '../src/lib/schedule/parse.ts';
import { allOf, type Parsed } from '../src/lib/schedule/parsed.ts';

const GOAL_PER_SECOND = 100_000;
const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const YEAR = Date.UTC(2026, 0, 1);

const must = <T>(result: Parsed<T>): T => {
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

/** New York has summer time, Korea's holidays 46 dates, the third window a week of the month. */
const office: Schedule = must(
  compileSchedule({
    name: 'office',
    zone: 'America/New_York',
    running: must(
      allOf(['mon-fri 09:00-12:00', 'mon-fri 12:30-19:00', 'sat#1 10:00-14:00'].map(parseWindow)),
    ),
    stopped: [],
    holidays: must(allOf(['KR', '2026-12-24..2026-12-31'].map(parseHoliday))),
    start: 'ours',
    enforce: false,
    warn: minutes(15),
    from: null,
    until: null,
  }),
);

/** Spread over the year by a step that shares no factor with it. */
const instantNumber = (index: number): Instant =>
  instant(YEAR + ((index * 7_919_777_777) % YEAR_MS));

const measure = (
  name: string,
  { count, goal }: { readonly count: number; readonly goal?: number },
  evaluate: (at: Instant) => unknown,
): void => {
  for (let index = 0; index < count / 10; index += 1) evaluate(instantNumber(index));
  const begin = performance.now();
  for (let index = 0; index < count; index += 1) evaluate(instantNumber(index));
  const seconds = (performance.now() - begin) / 1_000;
  const perSecond = count / seconds;
  const verdict = goal === undefined ? '' : perSecond >= goal ? '  goal met' : '  BELOW THE GOAL';
  const rate = Math.round(perSecond).toLocaleString('en-US').padStart(12);
  const each = ((seconds * 1_000_000) / count).toFixed(2).padStart(8);
  console.log(`${name.padEnd(48)}${rate} a second${each} µs each${verdict}`);
  if (goal !== undefined && perSecond < goal) process.exitCode = 1;
};

const dayBefore = (at: Instant): Instant => instant(at - DAY_MS);

console.log('Schedules, one core');
measure('desiredAt', { count: 1_000_000, goal: GOAL_PER_SECOND }, (at) => desiredAt(office, at));
measure('newestEdge', { count: 1_000_000, goal: GOAL_PER_SECOND }, (at) => newestEdge(office, at));
measure(
  'newestEdge and nextEdge, as decide asks',
  { count: 500_000, goal: GOAL_PER_SECOND },
  (at) => [newestEdge(office, at), nextEdge(office, at)],
);
measure('edgesBetween, 24 hours', { count: 500_000, goal: GOAL_PER_SECOND }, (at) =>
  edgesBetween(office, dayBefore(at), at),
);
measure('desiredAt, of a schedule not seen before', { count: 5_000 }, (at) =>
  desiredAt({ ...office }, at),
);
