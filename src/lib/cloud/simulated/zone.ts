import { type Instant, instant } from '../../model/instant.ts';
import type { LocalDate, MinuteOfDay, Weekday } from '../../model/schedule.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The wall clock of one IANA time zone. */
export interface ZoneClock {
  minuteOfDay(at: Instant): MinuteOfDay;
  weekday(at: Instant): Weekday;
  date(at: Instant): LocalDate;
  /** Null where the wall clock skips that minute; the earlier one where it shows it twice. */
  instantOf(date: LocalDate, minute: MinuteOfDay): Instant | null;
}

const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2}))?/;

function offsetReader(zone: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  return (epochMs) => {
    const [, sign, hour, minute] = OFFSET.exec(format.format(epochMs)) ?? [];
    const offsetMinutes = Number(hour ?? 0) * 60 + Number(minute ?? 0);
    return (sign === '-' ? -offsetMinutes : offsetMinutes) * MINUTE_MS;
  };
}

/** Intl takes some 10 µs; on a day (UTC) that ends with the offset it began with, one is enough. */
function cachedOffsets(zone: string): (epochMs: number) => number {
  const read = offsetReader(zone);
  const ofDay = new Map<number, number | 'changes'>();
  const ofQuarterHour = new Map<number, number>();
  const remember = (cache: Map<number, number>, index: number, epochMs: number): number => {
    const offset = cache.get(index) ?? read(epochMs);
    cache.set(index, offset);
    return offset;
  };
  return (epochMs) => {
    const day = Math.floor(epochMs / DAY_MS);
    let known = ofDay.get(day);
    if (known === undefined) {
      const first = read(day * DAY_MS);
      known = first === read((day + 1) * DAY_MS) ? first : 'changes';
      ofDay.set(day, known);
    }
    if (known !== 'changes') return known;
    return remember(ofQuarterHour, Math.floor(epochMs / (15 * MINUTE_MS)), epochMs);
  };
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const clocks = new Map<string, ZoneClock>();

function createZoneClock(zone: string): ZoneClock {
  const offset = cachedOffsets(zone);
  const local = (at: number): number => at + offset(at);
  const dayOf = (at: number): number => Math.floor(local(at) / DAY_MS);
  return {
    minuteOfDay: (at) => Math.floor((local(at) - dayOf(at) * DAY_MS) / MINUTE_MS),
    // 1970-01-01 was a Thursday, the fourth day of its week.
    weekday: (at) => WEEKDAYS[(((dayOf(at) + 3) % 7) + 7) % 7] ?? 1,
    date: (at) => new Date(dayOf(at) * DAY_MS).toISOString().slice(0, 10),
    instantOf: (date, minute) => {
      const wall = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE_MS;
      const before = wall - offset(wall - DAY_MS);
      const after = wall - offset(wall + DAY_MS);
      const found = [before, after].toSorted((a, b) => a - b).find((at) => local(at) === wall);
      return found === undefined ? null : instant(found);
    },
  };
}

/** The same clock for the same zone: offsets do not change, so they are looked up once. */
export function zoneClock(zone: string): ZoneClock {
  const clock = clocks.get(zone) ?? createZoneClock(zone);
  clocks.set(zone, clock);
  return clock;
}
