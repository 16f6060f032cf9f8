import { describe, expect, test } from 'vitest';
import { zoneClock } from '../../src/lib/cloud/simulated/zone.ts';
import { instant, parseInstant } from '../../src/lib/model/instant.ts';

const at = (text: string) => parseInstant(text) ?? instant(0);

describe('a zone clock', () => {
  test('tells the local minute, weekday and date', () => {
    const seoul = zoneClock('Asia/Seoul');
    const sundayNight = at('2026-11-01T14:30:00Z');
    expect(seoul.minuteOfDay(sundayNight)).toBe(23 * 60 + 30);
    expect(seoul.weekday(sundayNight)).toBe(7);
    expect(seoul.date(sundayNight)).toBe('2026-11-01');
    expect(seoul.date(at('2026-11-01T15:00:00Z'))).toBe('2026-11-02');
    expect(seoul.weekday(at('2026-11-01T15:00:00Z'))).toBe(1);
  });

  test('follows daylight saving time within the day it changes', () => {
    const newYork = zoneClock('America/New_York');
    expect(newYork.minuteOfDay(at('2026-03-08T06:59:00Z'))).toBe(119);
    expect(newYork.minuteOfDay(at('2026-03-08T07:00:00Z'))).toBe(180);
  });

  test('has no instant for a minute that spring skips', () => {
    const newYork = zoneClock('America/New_York');
    expect(newYork.instantOf('2026-03-08', 150)).toBeNull();
    expect(newYork.instantOf('2026-03-08', 180)).toBe(at('2026-03-08T07:00:00Z'));
  });

  test('takes the first of a minute that autumn repeats', () => {
    const newYork = zoneClock('America/New_York');
    expect(newYork.instantOf('2026-11-01', 90)).toBe(at('2026-11-01T05:30:00Z'));
  });
});
