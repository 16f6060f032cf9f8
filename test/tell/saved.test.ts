/** What a digest says was saved and spent since the one before it: every hour once. */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { together } from '../../src/lib/meter/savings.ts';
import type { InstanceRecord } from '../../src/lib/model/instance-record.ts';
import { days, hours, minus, plus } from '../../src/lib/model/instant.ts';
import { microUsd, usd } from '../../src/lib/model/money.ts';
import type { InstanceSavings } from '../../src/lib/model/savings.ts';
import type { CostSoFar, Saved } from '../../src/lib/model/tally.ts';
import { savedSince, spentSince } from '../../src/lib/tell/saved.ts';
import { at, NOON } from '../build/at.ts';
import { instance } from '../build/instance.ts';
import { record } from '../build/ledger.ts';
import {
  HOUR,
  instanceSavings,
  knownSavings,
  openSaving,
  savedTime,
  savingsRecord,
} from '../build/savings.ts';

const withSavings = (savings: Partial<InstanceSavings>): readonly InstanceRecord[] => [
  record(instance(), { savings: instanceSavings(savings) }),
];

const OFF_SINCE_NOON = withSavings({ open: openSaving() });

describe('what is saved since the last digest', () => {
  test('runs up while an instance is off', () => {
    const known = knownSavings({ instances: OFF_SINCE_NOON, now: plus(NOON, hours(10)) });
    const { saved } = savedSince(known, null, NOON);
    expect(saved).toMatchObject({ off: hours(10), savedMicroUsd: microUsd(HOUR * 10) });
  });

  test.for([
    ['requested', hours(4)],
    ['stuck', hours(4)],
    ['refused', hours(10)],
  ] as const)('ends with a start of ours that no look has seen, if AWS took it: %s', (row) => {
    const [result, off] = row;
    const lastStart = { rule: 'schedule', at: plus(NOON, hours(4)), result };
    const instances = OFF_SINCE_NOON.map((one) => ({ ...one, lastStart }));
    const known = knownSavings({ instances, now: plus(NOON, hours(10)) });
    expect(savedSince(known, null, NOON).saved.off).toBe(off);
  });

  test('is what has come since then, also of a stop from before', () => {
    const then = knownSavings({ instances: OFF_SINCE_NOON, now: plus(NOON, hours(10)) });
    const now = knownSavings({ instances: OFF_SINCE_NOON, now: plus(NOON, hours(34)) });
    const last = savedSince(then, null, NOON);
    expect(savedSince(now, last, then.now).saved.off).toBe(hours(24));
  });

  test('has the end of the month before', () => {
    const eve = at('2026-11-30T22:00Z');
    const instances = withSavings({ open: openSaving({ stoppedAt: eve, since: eve }) });
    const last = savedSince(knownSavings({ instances, now: plus(eve, hours(1)) }), null, NOON);
    const later = knownSavings({ instances, now: plus(eve, hours(5)) });
    const { saved, savedSoFar } = savedSince(later, last, plus(eve, hours(1)));
    expect(saved.off).toBe(hours(4));
    expect(savedSoFar).toMatchObject({ month: '2026-12', off: hours(3) });
  });

  test('has what the past keeps of instances that are gone', () => {
    const kept = [savingsRecord({ times: [savedTime({ off: hours(5) })] })];
    const { saved } = savedSince(knownSavings({ kept }), null, minus(NOON, days(1)));
    expect(saved.off).toBe(hours(5));
  });

  test('counts once what the past and the instance have both, as after a crash', () => {
    const month = { month: '2026-11', times: [savedTime({ off: hours(5) })] };
    const instances = withSavings({ months: [month] });
    const known = knownSavings({ kept: [savingsRecord(month)], instances });
    expect(savedSince(known, null, minus(NOON, days(1))).saved.off).toBe(hours(5));
  });
});

property.prop([
  fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 30 }),
  fc.integer({ min: 0, max: 40 * 24 }),
])('however many digests come, they tell of all hours once', (gaps, stoppedAfter) => {
  const begin = at('2026-10-20T00:00Z');
  const since = plus(begin, hours(stoppedAfter));
  const instances = withSavings({ open: openSaving({ stoppedAt: since, since }) });
  let now = begin;
  let last: ReturnType<typeof savedSince> | null = null;
  const told: Saved[] = [];
  for (const gap of gaps) {
    const before = now;
    now = plus(now, hours(gap));
    last = savedSince(knownSavings({ instances, now }), last, before);
    told.push(last.saved);
  }
  const whole = savedSince(knownSavings({ instances, now }), null, begin).saved;
  expect(together(told)).toEqual(whole);
});

describe('what is spent since the last digest', () => {
  const cost = (month: string, soFar: number, partial = false): CostSoFar => ({
    ...{ month, soFar: usd(soFar), forecast: usd(10), partial },
  });

  test.each([
    { what: 'what the month cost more by now', now: cost('2026-11', 3), spent: 2 },
    { what: 'with the rest of a month that is over', now: cost('2026-12', 3), spent: 12 },
  ])('is $what', ({ now, spent }) => {
    expect(spentSince(now, cost('2026-11', 1))).toEqual({
      ...{ spentMicroUsd: usd(spent), partial: false },
    });
  });

  test('is not known where nobody metered, or a month is missing', () => {
    expect(spentSince(null, cost('2026-11', 1))).toBeNull();
    expect(spentSince(cost('2026-11', 1), null)).toBeNull();
    expect(spentSince(cost('2027-01', 1), cost('2026-11', 1))).toBeNull();
  });

  test('is partial where one of both is', () => {
    const spent = spentSince(cost('2026-11', 3), cost('2026-11', 1, true));
    expect(spent?.partial).toBe(true);
  });
});
