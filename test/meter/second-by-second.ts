/** The meter once more, as slowly as it can be said: it looks at each second of a month. */

import { type Instant, instant } from '../../src/lib/model/instant.ts';
import type { Run } from '../../src/lib/model/metered-usage.ts';

export interface Counting {
  readonly runs: readonly Run[];
  /** Of these seconds, and of each of them. */
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
}

const SECOND_MS = 1_000;

/** A second is billed while it runs, and in the minute after a start. */
const isBilled = ({ from, to }: Run, second: number, until: Instant): boolean =>
  second >= from && (second < (to ?? until) || second < from + 60 * SECOND_MS);

/** Hours that runs of different instances have come to at `now`. */
export function hoursBySecond({ runs, from, to, now }: Counting): number {
  let seconds = 0;
  for (let second: number = from; second < to; second += SECOND_MS) {
    for (const run of runs) {
      if (run.from < now && isBilled(run, second, now)) seconds += 1;
    }
  }
  return seconds / 3_600;
}

/** The first minute in which more than so many hours have come together; of whole minutes. */
export function passedByMinute({ runs, from, to }: Omit<Counting, 'now'>, limitHours: number) {
  let minutesSoFar = 0;
  for (let minute: number = from; minute < to; minute += 60 * SECOND_MS) {
    minutesSoFar += runs.filter((run) => isBilled(run, minute, to)).length;
    if (minutesSoFar > limitHours * 60) return instant(minute);
  }
  return null;
}
