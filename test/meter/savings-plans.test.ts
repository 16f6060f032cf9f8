/** What Savings Plans may pay for of what is off, and what is claimed then. */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { paidFrom } from '../../src/lib/meter/saved-time.ts';
import { savingsOf } from '../../src/lib/meter/savings.ts';
import { planShares } from '../../src/lib/meter/savings-plans.ts';
import { hours, milliseconds, minus, plus } from '../../src/lib/model/instant.ts';
import { microUsd, usd } from '../../src/lib/model/money.ts';
import type { MonthAllowance, SavedTime } from '../../src/lib/model/savings.ts';
import type { SavingsPlan } from '../../src/lib/model/savings-plan.ts';
import { NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { HOUR, instanceSavings, openSaving, savedTime } from '../build/savings.ts';
import { savingsPlan } from '../build/savings-plan.ts';

interface Off {
  readonly type?: string;
  readonly lifecycle?: 'on-demand' | 'spot';
  readonly hour?: number | null;
  readonly reservedShare?: number;
}

/** The share of each, in the order in which they went off; a dollar an hour each. */
function shares(bought: readonly Partial<SavingsPlan>[], off: readonly Off[]): readonly number[] {
  const inTurn = off.map(({ hour = 1, ...more }, index) => ({
    ...{ id: instanceId(index + 1), type: 't3.large', lifecycle: 'on-demand' as const },
    ...{ hourMicroUsd: hour === null ? null : usd(hour), reservedShare: 0, ...more },
  }));
  const there = { plans: bought.map(savingsPlan), region: 'us-east-1', now: NOON };
  const found = planShares(there, inTurn);
  return inTurn.map(({ id }) => found.get(id) ?? 0);
}

const FAMILY = { scope: { of: 'family', family: 't3', region: 'us-east-1' } } as const;
const of = (dollars: number): Partial<SavingsPlan> => ({
  commitmentMicroUsdPerHour: usd(dollars),
});

describe('what a plan may pay for', () => {
  it.each<[string, readonly Partial<SavingsPlan>[], readonly Off[], readonly number[]]>([
    ['nothing, where there is none', [], [{}], [0]],
    ['by Compute, any type, at 66 % off', [of(0.34)], [{ type: 'm7i.large' }], [1]],
    ['by Compute, no more than it can buy', [of(0.34)], [{}, {}], [1, 0]],
    ['by Compute, a part', [of(0.17)], [{}], [0.5]],
    ['by a family, at 72 % off', [{ ...FAMILY, ...of(0.28) }], [{}, {}], [1, 0]],
    ['by a family, no other', [{ ...FAMILY, ...of(9) }], [{ type: 't3a.large' }], [0]],
    [
      'by a family, no other Region',
      [{ scope: { ...FAMILY.scope, region: 'eu-west-1' } }],
      [{}],
      [0],
    ],
    [
      'by the family first, so that Compute is left for others',
      [of(0.34), { ...FAMILY, ...of(0.28) }],
      [{}, { type: 'm7i.large' }],
      [1, 1],
    ],
    ['by two together', [of(0.17), of(0.17)], [{}], [1]],
    ['beside Reserved Instances, the rest', [of(9)], [{ reservedShare: 0.75 }], [0.25]],
    ['nothing of Spot', [of(9)], [{ lifecycle: 'spot' }], [0]],
    ['nothing whose price is unknown', [of(9)], [{ hour: null }], [0]],
    ['all, where its amount is not in dollars', [{ commitmentMicroUsdPerHour: null }], [{}], [1]],
    ['nothing, of SageMaker', [{ scope: { of: 'other', type: 'SageMaker' } }], [{}], [0]],
    ['nothing, before it begins', [{ startsAt: plus(NOON, hours(1)) }], [{}], [0]],
    ['from its very start', [{ ...of(9), startsAt: NOON }], [{}], [1]],
    ['nothing, from its end on', [{ ...of(9), endsAt: NOON }], [{}], [0]],
  ])('is %s', (...[, bought, off, expected]) => {
    const found = shares(bought, off).map((share) => Number(share.toFixed(9)));
    expect(found).toEqual(expected);
  });
});

describe('a stop that lasts while a plan comes or goes', () => {
  const none = { reservedShare: 0, savingsPlanShare: 0, plansSince: NOON };
  const all = { ...none, savingsPlanShare: 1 };
  const later = (count: number) => plus(NOON, hours(count));

  it('is counted from the look that finds the plan in force, where it was waited for', () => {
    const off = instanceSavings({ open: openSaving({ savingsPlanShare: 0 }) });
    const { open, months } = paidFrom(off, { ...all, plansSince: later(3) }, later(3));
    expect(open).toMatchObject({ since: later(3), savingsPlanShare: 1 });
    expect(months).toMatchObject([{ times: [{ off: hours(3) }] }]);
    expect(months[0]?.times[0]).not.toHaveProperty('savingsPlan');
  });

  it('was paid for by it from its start on, where no sweep had seen it', () => {
    const off = instanceSavings({ open: openSaving() });
    const began = paidFrom(off, { ...all, plansSince: later(2) }, later(9)).open;
    expect(began).toMatchObject({ since: later(2), savingsPlanShare: 1 });
    const long = paidFrom(off, { ...all, plansSince: minus(NOON, hours(99)) }, later(9)).open;
    expect(long).toMatchObject({ since: NOON, savingsPlanShare: 1 });
  });

  it('was paid for by both from the same look on', () => {
    const off = instanceSavings({ open: openSaving() });
    const shares = { reservedShare: 0.5, savingsPlanShare: 0.5 };
    const { open } = paidFrom(off, { ...shares, plansSince: minus(NOON, hours(9)) }, later(9));
    expect(open).toMatchObject({ since: NOON, ...shares });
  });

  it('is money again when it has ended', () => {
    const off = instanceSavings({ open: openSaving({ savingsPlanShare: 1 }) });
    const { open, months } = paidFrom(off, none, later(4));
    expect(open).toMatchObject({ since: later(4), savingsPlanShare: 0 });
    expect(months).toMatchObject([{ times: [{ off: hours(4), savingsPlan: hours(4) }] }]);
  });

  it('writes nothing where nothing changes', () => {
    const off = instanceSavings({ open: openSaving() });
    expect(paidFrom(off, none, later(1))).toBe(off);
  });
});

const worth = (times: readonly SavedTime[], allowance: MonthAllowance | null = null) =>
  savingsOf({
    ...{ month: '2026-11', now: NOON, allowance, ipv4Hour: usd(0.005) },
    parts: [{ instanceId: instanceId(1), name: 'web', platform: 'linux', times }],
  }).total;

const used = (count: number): MonthAllowance => ({
  ...{ kind: 'month-allowance', month: '2026-11', asOf: NOON, credits: false },
  limits: [
    {
      ...{ name: 'instanceHoursLinux', limit: 750, reachedAt: null },
      ...{ used: count, forecast: count },
    },
  ],
});

describe('hours that a Savings Plan may pay for', () => {
  it('are off, and no money is claimed for them', () => {
    const half = savedTime({ off: hours(10), savingsPlan: hours(5) });
    expect(worth([half])).toEqual({
      ...{ off: hours(10), savedMicroUsd: 5 * HOUR, allowance: 0, unpriced: 0 },
      savingsPlan: hours(5),
    });
  });

  it('are free first, where the free tier has hours left', () => {
    const night = savedTime({ off: hours(10), savingsPlan: hours(10) });
    expect(worth([night], used(100))).toMatchObject({ allowance: hours(10), savedMicroUsd: 0 });
    expect(worth([night], used(100))).not.toHaveProperty('savingsPlan');
    expect(worth([night], used(745))).toMatchObject({
      ...{ allowance: hours(5), savingsPlan: hours(5), savedMicroUsd: 0 },
    });
  });

  const minutesOff = fc.integer({ min: 0, max: 9_000 });
  const times = fc.array(
    fc.record({
      off: minutesOff,
      hour: fc.option(fc.integer({ min: 0, max: 900_000 })),
      reserved: fc.integer({ min: 0, max: 100 }),
      planned: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 4 },
  );

  property.prop([times, fc.option(fc.integer({ min: 0, max: 900 }))])(
    'are never claimed: with plans no more than without, and never less than nothing',
    (drawn, before) => {
      const of = ({ off, hour, reserved, planned }: (typeof drawn)[number]): SavedTime => {
        const time = off * 60_000;
        const paid = Math.round((time * reserved) / 100);
        return savedTime({
          ...{ off: milliseconds(time), hourMicroUsd: hour === null ? null : microUsd(hour) },
          ...{ reserved: milliseconds(paid) },
          savingsPlan: milliseconds(Math.min(time - paid, Math.round((time * planned) / 100))),
        });
      };
      const allowance = before === null ? null : used(before);
      const seen = worth(drawn.map(of), allowance);
      const unseen = worth(
        drawn.map((one) => of({ ...one, planned: 0 })),
        allowance,
      );
      expect(seen.savedMicroUsd).toBeLessThanOrEqual(unseen.savedMicroUsd);
      expect(seen.savedMicroUsd).toBeGreaterThanOrEqual(0);
      expect(seen).toMatchObject({ off: unseen.off, allowance: unseen.allowance });
      const { savingsPlan = 0, reserved = 0 } = seen;
      expect(savingsPlan + reserved).toBeLessThanOrEqual(seen.off);
    },
  );

  property.prop([
    fc.array(fc.integer({ min: 0, max: 3_000_000 }), { maxLength: 3 }),
    fc.array(fc.integer({ min: 1, max: 3_000_000 }), { maxLength: 5 }),
  ])('are no more dollars an hour than the plans can buy at most', (bought, prices) => {
    const plans = bought.map((amount) => of(amount / 1_000_000));
    const off = prices.map((price) => ({ hour: price / 1_000_000 }));
    const found = shares(plans, off);
    const most = bought.reduce((sum, amount) => sum + amount / (1 - 0.66), 0);
    const total = found.reduce((sum, share, index) => sum + share * (prices[index] ?? 0), 0);
    expect(total).toBeLessThanOrEqual(most + 0.001);
    expect(found.every((share) => share >= 0 && share <= 1)).toBe(true);
  });
});
