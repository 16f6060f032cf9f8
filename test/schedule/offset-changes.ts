/** Every change of offset of every zone, found by comparing what the clock shows with UTC. */
import { wallMinuteAt } from './minute-by-minute.ts';

export interface OffsetChange {
  readonly zone: string;
  /** The first instant with the new offset. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** Morocco goes back for Ramadan, four weeks; nothing in these years is shorter. */
const STEP_MS = 10 * DAY_MS;

const offsetAt = (zone: string, at: number): number => wallMinuteAt(zone, at) - at / MINUTE_MS;

const firstChange = (zone: string, since: number, until: number): OffsetChange => {
  const before = offsetAt(zone, since);
  let [low, high] = [since, until];
  while (high - low > MINUTE_MS) {
    const middle = Math.floor((low + high) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return { zone, at: high, before, after: offsetAt(zone, high) };
};

export const changesOf = (zone: string, since: number, until: number): readonly OffsetChange[] => {
  const changes: OffsetChange[] = [];
  for (let at = since; at < until; at += STEP_MS) {
    if (offsetAt(zone, at) !== offsetAt(zone, at + STEP_MS)) {
      changes.push(firstChange(zone, at, at + STEP_MS));
    }
  }
  return changes;
};

export const FIRST_YEAR = 2024;
export const LAST_YEAR = 2030;

export const allChanges = (): readonly OffsetChange[] =>
  Intl.supportedValuesOf('timeZone').flatMap((zone) =>
    changesOf(zone, Date.UTC(FIRST_YEAR, 0, 1), Date.UTC(LAST_YEAR + 1, 0, 1)),
  );
