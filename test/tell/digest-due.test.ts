import { describe, expect, test } from 'vitest';
import type { Delivery, DigestRecord } from '../../src/lib/model/ledger.ts';
import { type DigestTimetable, digestDue } from '../../src/lib/tell/digest-due.ts';
import { at } from './reasons.ts';

const timetable = (more: Partial<DigestTimetable> = {}): DigestTimetable => ({
  zone: 'Asia/Seoul',
  minuteOfDay: 540,
  since: at('2026-11-01T00:00:00Z'),
  digests: [],
  sweptOn: 'none',
  ...more,
});

const delivery = (more: Partial<Delivery>): Delivery => ({
  channel: 'sns',
  status: 'accepted',
  attempts: 1,
  at: at('2026-11-24T00:00:00Z'),
  confirmedRecipient: true,
  ...more,
});

const digest = (date: string, ...deliveries: readonly Delivery[]): DigestRecord => ({
  kind: 'digest',
  date,
  deliveries,
  at: at('2026-11-24T00:00:00Z'),
});

describe('a digest that a sweep of the Regions goes before', () => {
  const due = (sweptOn: DigestTimetable['sweptOn'], time: string) =>
    digestDue(timetable({ sweptOn }), at(`2026-11-24T${time}:00+09:00`))?.date ?? null;

  test('waits for it a quarter of an hour', () => {
    expect(due(null, '09:00')).toBeNull();
    expect(due('2026-11-23', '09:14')).toBeNull();
  });

  test('goes out as soon as it is made', () => {
    expect(due('2026-11-24', '09:00')).toBe('2026-11-24');
  });

  test('goes out without one that does not come', () => {
    expect(due('2026-11-23', '09:15')).toBe('2026-11-24');
  });
});

describe('the digest of a date', () => {
  test('is due from its time on', () => {
    const now = at('2026-11-24T09:00:00+09:00');
    expect(digestDue(timetable(), now)).toEqual({ date: '2026-11-24', known: null });
  });

  test("is not due before; the day before's is, if nobody sent it", () => {
    const now = at('2026-11-24T08:59:00+09:00');
    expect(digestDue(timetable(), now)).toEqual({ date: '2026-11-23', known: null });
  });

  test('is caught up by any later pass', () => {
    const now = at('2026-11-24T17:25:00+09:00');
    expect(digestDue(timetable(), now)?.date).toBe('2026-11-24');
  });

  test('is due once', () => {
    const digests = [digest('2026-11-24', delivery({}))];
    expect(digestDue(timetable({ digests }), at('2026-11-24T09:05:00+09:00'))).toBeNull();
  });

  test('is settled when it was passed over in silence', () => {
    const digests = [digest('2026-11-24')];
    expect(digestDue(timetable({ digests }), at('2026-11-24T09:05:00+09:00'))).toBeNull();
  });

  test('is due again as long as a refusal may be retried', () => {
    const now = at('2026-11-24T09:05:00+09:00');
    const due = (attempts: number) => {
      const digests = [digest('2026-11-24', delivery({ status: 'refused', attempts }))];
      return digestDue(timetable({ digests }), now);
    };
    expect(due(4)?.known?.date).toBe('2026-11-24');
    expect(due(5)).toBeNull();
  });

  test('is looked at once more when a crash left it at sending', () => {
    const digests = [digest('2026-11-24', delivery({ status: 'sending' }))];
    const now = at('2026-11-24T09:05:00+09:00');
    expect(digestDue(timetable({ digests }), now)?.known).toEqual(digests[0]);
  });

  test('is not due for a time before Tierkeeper was there', () => {
    const since = at('2026-11-24T09:00:01+09:00');
    expect(digestDue(timetable({ since }), at('2026-11-24T12:00:00+09:00'))).toBeNull();
    expect(digestDue(timetable({ since: null }), at('2026-11-24T12:00:00+09:00'))).toBeNull();
  });

  test('that is older than a day is folded into the next, also on a day of 25 hours', () => {
    const minuteOfDay = 0;
    const zone = 'America/New_York';
    const now = at('2026-11-02T04:00:00Z');
    expect(digestDue(timetable({ zone, minuteOfDay }), now)?.date).toBe('2026-11-01');
    const late = at('2026-11-02T04:00:01Z');
    expect(digestDue(timetable({ zone, minuteOfDay }), late)).toBeNull();
  });
});

describe('around a change of the clock', () => {
  const zone = 'Europe/Berlin';
  const minuteOfDay = 150;
  const datesOf = (from: string, hours: number): readonly string[] => {
    const start = at(from);
    const digests: DigestRecord[] = [];
    for (let minute = 0; minute < hours * 60; minute += 5) {
      const now = at(new Date(start + minute * 60_000).toISOString());
      const due = digestDue(timetable({ zone, minuteOfDay, digests }), now);
      if (due) digests.push(digest(due.date, delivery({})));
    }
    return digests.map(({ date }) => date);
  };

  test('a time that spring skips is answered once', () => {
    expect(datesOf('2027-03-27T00:00:00Z', 72)).toEqual([
      '2027-03-26',
      '2027-03-27',
      '2027-03-28',
      '2027-03-29',
    ]);
  });

  test('a time that autumn repeats is answered once', () => {
    expect(datesOf('2027-10-30T12:00:00Z', 60)).toEqual(['2027-10-30', '2027-10-31', '2027-11-01']);
  });
});
