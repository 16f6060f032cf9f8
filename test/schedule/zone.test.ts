import { describe, expect, test } from 'vitest';
import { instant } from '../../src/lib/model/instant.ts';
import { instantOf, localTimeAt } from '../../src/lib/schedule/zone.ts';
import { wallMinuteAt } from './minute-by-minute.ts';
import { allChanges } from './offset-changes.ts';
import { at } from './schedule-table.ts';

describe('the local time', () => {
  test.each([
    { zone: 'Asia/Seoul', iso: '2026-11-22T15:00Z', date: '2026-11-23', minute: 0, weekday: 1 },
    {
      zone: 'America/New_York',
      iso: '2026-11-23T04:59Z',
      date: '2026-11-22',
      minute: 1_439,
      weekday: 7,
    },
    { zone: 'Asia/Kolkata', iso: '2026-11-23T03:30Z', date: '2026-11-23', minute: 540, weekday: 1 },
    {
      zone: 'Australia/Lord_Howe',
      iso: '2026-10-03T15:30Z',
      date: '2026-10-04',
      minute: 150,
      weekday: 7,
    },
    { zone: 'Pacific/Apia', iso: '2011-12-30T10:00Z', date: '2011-12-31', minute: 0, weekday: 6 },
  ])('of $zone at $iso is $date, minute $minute', ({ zone, iso, date, minute, weekday }) => {
    expect(localTimeAt(zone, at(iso))).toEqual({ date, minuteOfDay: minute, weekday });
  });

  test('is what Intl shows, before, at and after every change of offset', () => {
    const shown = (zone: string, ms: number): string => {
      const { date, minuteOfDay } = localTimeAt(zone, instant(ms));
      return `${zone} ${date} ${minuteOfDay}`;
    };
    for (const { zone, at: change } of allChanges()) {
      for (const ms of [change - 60_000, change - 1, change, change + 60_000]) {
        const wall = wallMinuteAt(zone, ms);
        const date = new Date(wall * 60_000).toISOString().slice(0, 10);
        expect(shown(zone, ms)).toBe(`${zone} ${date} ${((wall % 1_440) + 1_440) % 1_440}`);
      }
    }
  });

  test('keeps the seconds that offsets had before there were time zones', () => {
    expect(localTimeAt('America/New_York', at('1883-11-18T16:59:57Z'))).toEqual({
      date: '1883-11-18',
      minuteOfDay: 723,
      weekday: 7,
    });
  });

  // The tz database: local mean time ended at 1908-04-01 00:00 in Seoul, 8:27:52 ahead of UTC.
  test.each([
    ['1908-03-31T15:32:07.999Z', '1908-03-31', 1_439],
    ['1908-03-31T15:32:08Z', '1908-04-01', 2],
  ])('turns to the second: %s is %s, minute %d', (iso, date, minuteOfDay) => {
    expect(localTimeAt('Asia/Seoul', at(iso))).toMatchObject({ date, minuteOfDay });
  });

  test('of a zone that does not exist is refused', () => {
    expect(() => localTimeAt('Mars/Olympus', at('2026-11-23T00:00Z'))).toThrow(RangeError);
  });
});

describe('the instant of a local time', () => {
  test.each([
    ['an ordinary time', 'Asia/Seoul 2026-11-23 09:00', '2026-11-23T09:00+09:00'],
    ['24:00, the next midnight', 'Asia/Seoul 2026-11-23 24:00', '2026-11-24T00:00+09:00'],
    ['the first minute of a gap', 'Europe/Berlin 2026-03-29 02:00', '2026-03-29T03:00+02:00'],
    ['the last minute of a gap', 'Europe/Berlin 2026-03-29 02:59', '2026-03-29T03:00+02:00'],
    ['the end of a gap', 'Europe/Berlin 2026-03-29 03:00', '2026-03-29T03:00+02:00'],
    ['the first of two', 'Europe/Berlin 2026-10-25 02:30', '2026-10-25T02:30+02:00'],
    ['a midnight that is skipped', 'America/Santiago 2026-09-06 00:00', '2026-09-06T01:00-03:00'],
    ['24:00 that is skipped', 'America/Santiago 2026-09-05 24:00', '2026-09-06T01:00-03:00'],
    ['a date that is skipped', 'Pacific/Apia 2011-12-30 10:00', '2011-12-31T00:00+14:00'],
    ['an hour shown twice', 'America/Havana 2026-11-01 00:30', '2026-11-01T00:30-04:00'],
    ['the eve of such an hour', 'America/Santiago 2026-04-04 23:30', '2026-04-04T23:30-03:00'],
    ['a time west of the date line', 'Pacific/Kiritimati 2026-11-23 00:00', '2026-11-22T10:00Z'],
    ['a time east of it', 'Pacific/Pago_Pago 2026-11-23 00:00', '2026-11-23T11:00Z'],
  ])('is found for %s', (_name, local, iso) => {
    const [zone = '', date = '', time = ''] = local.split(' ');
    const [hour, minute] = time.split(':').map(Number);
    expect(instantOf(zone, date, Number(hour) * 60 + Number(minute))).toBe(at(iso));
  });

  test('of no date is refused', () => {
    expect(() => instantOf('UTC', 'tomorrow', 0)).toThrow(RangeError);
  });
});
