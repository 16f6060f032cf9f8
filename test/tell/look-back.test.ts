/** Of which week and month a digest tells, and that each is told of once. */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { days, hours, minus, plus } from '../../src/lib/model/instant.ts';
import type { Delivery, DigestRecord } from '../../src/lib/model/ledger.ts';
import { usd } from '../../src/lib/model/money.ts';
import type { Tally } from '../../src/lib/model/tally.ts';
import { dateOf, dayOf } from '../../src/lib/schedule/calendar.ts';
import { lookBacks, toldSince } from '../../src/lib/tell/look-back.ts';
import { NINE_AM, NOTHING_SAVED } from './digests.ts';
import { WEEK } from './looked-back.ts';

/** A Tuesday. */
const TODAY = '2026-11-24';
const on = (daysAgo: number): string => dateOf(dayOf(TODAY) - daysAgo);

const ONE_STOP: Tally = {
  ...{ ...WEEK, ...NOTHING_SAVED, starts: 0, failed: 0 },
  stops: { schedule: 1 },
};

const digest = (daysAgo: number, overrides: Partial<DigestRecord> = {}): DigestRecord => {
  const at = minus(NINE_AM, days(daysAgo));
  const tally = { ...ONE_STOP, since: minus(at, days(1)) };
  return { kind: 'digest', date: on(daysAgo), deliveries: [], at, tally, ...overrides };
};

const every = (from: number, to: number): DigestRecord[] =>
  Array.from({ length: from - to + 1 }, (_, index) => digest(from - index));

const looks = (date: string, digests: readonly DigestRecord[], today = ONE_STOP) =>
  lookBacks({ date, weekly: 2, digests }, today);

const refused: Delivery = {
  ...{ channel: 'sns', status: 'refused', attempts: 5, at: NINE_AM, confirmedRecipient: true },
};

describe("the week's day", () => {
  test('looks back on seven digests, its own among them', () => {
    const [week] = looks(TODAY, every(12, 1));
    expect(week).toMatchObject({ of: 'week', stops: { schedule: 7 } });
  });

  test('adds up what was saved', () => {
    const saved = { off: hours(10), savedMicroUsd: usd(0.13), unpriced: hours(1) };
    const digests = every(9, 1).map((one) => ({ ...one, tally: { ...ONE_STOP, ...saved } }));
    const [week] = looks(TODAY, digests, { ...ONE_STOP, ...saved });
    expect(week).toMatchObject({ off: hours(70), savedMicroUsd: usd(0.91), unpriced: hours(7) });
  });

  test('says from when on, where it has not been there for a week', () => {
    const [week] = looks(TODAY, every(3, 1));
    expect(week).toMatchObject({ stops: { schedule: 4 }, since: minus(NINE_AM, days(7)) });
  });

  test('is left to the next day where its digest did not come', () => {
    expect(looks(on(-1), every(12, 1))[0]).toMatchObject({ of: 'week', stops: { schedule: 7 } });
  });

  test('is left to the next day where nobody got its digest', () => {
    const lost = digest(0, { deliveries: [refused] });
    expect(looks(on(-1), [...every(12, 1), lost])).toHaveLength(1);
  });

  test('is no other day of the week', () => {
    expect(looks(on(-1), every(12, 0))).toEqual([]);
  });

  test('has nothing to look back on before its first digest', () => {
    expect(looks(TODAY, [])).toEqual([]);
  });

  test('says nothing of a week without events', () => {
    const nothing = { ...ONE_STOP, stops: {} };
    const digests = every(12, 1).map((one) => ({ ...one, tally: nothing }));
    expect(looks(TODAY, digests, nothing)).toEqual([]);
  });

  test('is none where the policy wants none', () => {
    expect(lookBacks({ date: TODAY, weekly: null, digests: every(12, 1) }, ONE_STOP)).toEqual([]);
  });
});

describe('the first digest of a month', () => {
  const FIRST = '2026-12-01';

  test('looks back on the month that is over, and on the week where it is its day too', () => {
    const backs = looks(FIRST, every(40, -6));
    expect(backs.map(({ of, stops }) => [of, stops.schedule])).toEqual([
      ['week', 7],
      ['month', 30],
    ]);
  });

  test('may be the second or the third', () => {
    const month = looks('2026-12-03', every(40, -6)).find(({ of }) => of === 'month');
    expect(month?.stops).toEqual({ schedule: 30 });
  });

  test('is the only one', () => {
    expect(looks('2026-12-02', every(40, -7))).toEqual([]);
  });
});

property.prop([
  fc.array(fc.boolean(), { minLength: 75, maxLength: 75 }),
  fc.integer({ min: 1, max: 7 }),
])('whatever digests come, each stop is in one week and one month at most', (comes, weekly) => {
  const digests: DigestRecord[] = [];
  const told: Record<string, number> = { week: 0, month: 0 };
  comes.forEach((came, index) => {
    if (!came) return;
    const today = digest(75 - index);
    const calendar = { date: today.date, weekly: weekly as 1, digests: [...digests, today] };
    for (const back of lookBacks(calendar, ONE_STOP)) {
      told[back.of] = (told[back.of] ?? 0) + (back.stops.schedule ?? 0);
    }
    digests.push(today);
  });
  expect(told['week']).toBeLessThanOrEqual(digests.length);
  expect(told['month']).toBeLessThanOrEqual(digests.length);
});

test('a digest tells of what came after the last that somebody got', () => {
  const lost = digest(1, { deliveries: [refused] });
  const calendar = { date: TODAY, digests: [digest(2), lost] };
  expect(toldSince(calendar, minus(NINE_AM, days(30)))).toBe(minus(NINE_AM, days(2)));
  const first = { date: TODAY, digests: [] };
  expect(toldSince(first, plus(NINE_AM, hours(-3)))).toBe(minus(NINE_AM, hours(3)));
});
