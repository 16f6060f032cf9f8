/** What saved time is worth: money, credits, or hours of an allowance. */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { meter } from '../../src/lib/meter/meter.ts';
import { monthOf } from '../../src/lib/meter/month.ts';
import { monthsUntil } from '../../src/lib/meter/saved-time.ts';
import { type SavingsBasis, savingsOf } from '../../src/lib/meter/savings.ts';
import { days, hours, type Instant, inHours, instant, plus } from '../../src/lib/model/instant.ts';
import { microUsd, usd } from '../../src/lib/model/money.ts';
import type { MonthAllowance, SavedTime } from '../../src/lib/model/savings.ts';
import { at, NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { PRICES } from '../build/prices.ts';
import { HOUR, openSaving, savedTime } from '../build/savings.ts';

const IPV4 = usd(0.005);

const used = (hoursUsed: number, overrides: Partial<MonthAllowance> = {}): MonthAllowance => ({
  ...{ kind: 'month-allowance', month: '2026-11', asOf: NOON, credits: false },
  limits: [
    {
      ...{ name: 'instanceHoursLinux', limit: 750, reachedAt: null },
      ...{ used: hoursUsed, forecast: hoursUsed + 100 },
    },
  ],
  ...overrides,
});

const saved = (times: readonly SavedTime[], overrides: Partial<SavingsBasis> = {}) =>
  savingsOf({
    ...{ month: '2026-11', now: NOON, allowance: null, ipv4Hour: IPV4 },
    parts: [{ instanceId: instanceId(1), name: 'web', platform: 'linux', times }],
    ...overrides,
  });

const total = (...args: Parameters<typeof saved>) => saved(...args).total;

describe('money', () => {
  test('is what the hours would have cost', () => {
    expect(total([savedTime({ off: hours(10) })])).toEqual({
      ...{ off: hours(10), savedMicroUsd: microUsd(HOUR * 10), allowance: 0, unpriced: 0 },
    });
  });

  test('is not known where the price is not; the time is', () => {
    const odd = savedTime({ type: 'x9.large', hourMicroUsd: null, off: hours(2) });
    expect(total([odd, savedTime()])).toMatchObject({
      ...{ off: hours(3), savedMicroUsd: HOUR, unpriced: hours(2) },
    });
  });

  test('has the automatic addresses that were freed', () => {
    const freed = savedTime({ addresses: hours(1) });
    expect(total([freed]).savedMicroUsd).toBe(HOUR + IPV4);
  });

  test('has nothing of an Elastic IP that costs the same idle as in use', () => {
    const kept = savedTime({ addresses: hours(1), idleAddresses: hours(1) });
    expect(total([kept]).savedMicroUsd).toBe(HOUR);
  });

  test('is each line of its own, the dearest first', () => {
    const times = [
      savedTime(),
      savedTime({ rule: 'schedule', off: hours(4) }),
      savedTime({ rule: 'schedule', type: 't3.small', hourMicroUsd: usd(0.026) }),
    ];
    expect(saved(times).lines).toMatchObject([
      { rule: 'schedule', type: 't3.small', saved: { off: hours(5), savedMicroUsd: HOUR * 6 } },
      { rule: 'idle', type: 't3.micro', saved: { off: hours(1) } },
    ]);
  });
});

describe('an hour inside the allowance', () => {
  test('saves allowance, and no money', () => {
    const { savedMicroUsd, allowance } = total([savedTime({ off: hours(100) })], {
      allowance: used(600),
    });
    expect([savedMicroUsd, allowance]).toEqual([0, hours(100)]);
  });

  test('saves money as far as the account would have gone beyond the limit', () => {
    const part = total([savedTime({ off: hours(200) })], { allowance: used(600) });
    expect(part).toMatchObject({ savedMicroUsd: HOUR * 50, allowance: hours(150) });
  });

  test('saves money alone where the limit is passed anyway', () => {
    const part = total([savedTime({ off: hours(10) })], { allowance: used(760) });
    expect(part).toMatchObject({ savedMicroUsd: HOUR * 10, allowance: 0 });
  });

  test('is judged by what a month that is over came to', () => {
    const later = { now: at('2026-12-09T00:00Z'), allowance: used(600) };
    expect(total([savedTime({ off: hours(100) })], later).savedMicroUsd).toBe(HOUR * 50);
  });

  test('is none of types that have no allowance', () => {
    const small = savedTime({ type: 't3.small', off: hours(10) });
    expect(total([small], { allowance: used(0) }).allowance).toBe(0);
  });

  test('lets a stop cost money that makes a free address idle', () => {
    const address: MonthAllowance = used(0, {
      limits: [
        ...used(0).limits,
        { name: 'publicIpv4Hours', limit: 750, used: 100, forecast: 200, reachedAt: null },
      ],
    });
    const times = [savedTime({ off: hours(10), addresses: hours(10), idleAddresses: hours(10) })];
    expect(total(times, { allowance: address }).savedMicroUsd).toBe(-IPV4 * 10);
  });
});

describe('who pays', () => {
  test('is said, and that nobody says it', () => {
    expect(saved([]).paidBy).toBe('unknown');
    expect(saved([], { allowance: used(0) }).paidBy).toBe('money');
    const credits = used(0, { limits: [], credits: true });
    expect(saved([savedTime()], { allowance: credits })).toMatchObject({
      ...{ paidBy: 'credits', total: { savedMicroUsd: HOUR } },
    });
  });
});

const NOVEMBER = monthOf(NOON);

/** Hours into November at which it stops and is launched, by turns. */
const turns = fc.uniqueArray(fc.integer({ min: 0, max: 719 }), { maxLength: 30 });

interface Fleet {
  readonly parts: SavingsBasis['parts'];
  readonly runs: readonly { readonly from: Instant; readonly to: Instant | null }[][];
}

/** Each ran since October, and is off between the first and the second turn, and so on. */
function fleetOf(machines: readonly (readonly number[])[]): Fleet {
  const times = machines.map((one) =>
    one.toSorted((a, b) => a - b).map((hour) => plus(NOVEMBER.from, hours(hour))),
  );
  const parts = times.map((edges, index) => {
    const offs = edges.flatMap((from, turn) =>
      turn % 2 === 0 ? [{ from, to: edges[turn + 1] ?? NOVEMBER.to }] : [],
    );
    const months = offs.flatMap(({ from, to }) =>
      monthsUntil({ months: [], open: openSaving({ stoppedAt: from, since: from }) }, to),
    );
    const all = months.flatMap((month) => month.times);
    return { instanceId: instanceId(index + 1), name: '', platform: 'linux' as const, times: all };
  });
  const runs = times.map((edges) =>
    [instant(NOVEMBER.from - days(3)), ...edges].flatMap((from, turn, all) =>
      turn % 2 === 0 ? [{ from, to: all[turn + 1] ?? null }] : [],
    ),
  );
  return { parts, runs };
}

function metered(runs: Fleet['runs'], now: Instant) {
  const instances = runs.map((one, index) => ({
    ...{ id: `i-${index}`, type: 't3.micro', region: 'ap-northeast-2' },
    ...{ platform: 'linux' as const, runs: one, schedule: null },
  }));
  const plan = { kind: 'legacy', accountCreated: null } as const;
  return meter({ plan, instances, volumes: [], addresses: [] }, now, PRICES);
}

property.prop([fc.array(turns, { minLength: 1, maxLength: 4 })])(
  'money and allowance are what the bill of the month has less, to the cent',
  (machines) => {
    const { parts, runs } = fleetOf(machines);
    const end = instant(NOVEMBER.to - 1);
    const [real, untouched] = [
      metered(runs, end),
      metered(
        machines.map(() => [{ from: instant(NOVEMBER.from - days(3)), to: null }]),
        end,
      ),
    ];
    const allowance: MonthAllowance = { ...real, kind: 'month-allowance', credits: false };
    const basis = { month: '2026-11', now: NOVEMBER.to, parts, allowance, ipv4Hour: IPV4 };
    const sum = savingsOf(basis).total;
    const less = untouched.cost.forecast - real.cost.forecast;
    expect(Math.abs(sum.savedMicroUsd - less)).toBeLessThan(usd(0.001));
    const [uses, others] = [real, untouched].map(({ uses: [use] }) => use?.forecast ?? 0);
    expect(inHours(sum.off)).toBeCloseTo((others ?? 0) - (uses ?? 0), 3);
  },
);
