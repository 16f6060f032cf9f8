/** The wall clock of the people: `22:00`, or `+1 07:00` the next day, counted from a first date. */
import { zoneClock } from '../../src/lib/cloud/simulated/zone.ts';
import { days, type Instant } from '../../src/lib/model/instant.ts';

export interface Wall {
  instantOf(text: string): Instant;
  show(at: Instant): string;
}

const TEXT = /^(?:\+(\d+) )?(\d{2}):(\d{2})$/;
const MINUTES = 60;

const twoDigits = (count: number): string => String(count).padStart(2, '0');

export function wallOf(zone: string, firstDate: string): Wall {
  const clock = zoneClock(zone);
  const first = Date.parse(`${firstDate}T00:00Z`);
  return {
    instantOf: (text) => {
      const [, day = '0', hour, minute] = TEXT.exec(text) ?? [];
      const date = new Date(first + days(Number(day))).toISOString().slice(0, 10);
      const found = clock.instantOf(date, Number(hour) * MINUTES + Number(minute));
      if (found === null || hour === undefined) throw new RangeError(`no wall shows "${text}"`);
      return found;
    },
    show: (at) => {
      const day = (Date.parse(`${clock.date(at)}T00:00Z`) - first) / days(1);
      const minute = clock.minuteOfDay(at);
      const time = `${twoDigits(Math.floor(minute / MINUTES))}:${twoDigits(minute % MINUTES)}`;
      return day === 0 ? time : `+${day} ${time}`;
    },
  };
}
