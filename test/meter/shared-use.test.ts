/** Allowances that several accounts share: each counts its own, and all see the sum. */
import { test as prop } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { meter } from '../../src/lib/meter/meter.ts';
import { placeShares } from '../../src/lib/meter/place-shares.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { sharedUses } from '../../src/lib/meter/shared-use.ts';
import { days, instant, minus, plus } from '../../src/lib/model/instant.ts';
import { LIMIT_NAMES } from '../../src/lib/model/meter.ts';
import type { MeteredUsage, Run } from '../../src/lib/model/metered-usage.ts';
import { at } from '../build/at.ts';

const PRICES = priceTable(shippedPrices().rows, {});
const [FROM, TO] = [at('2026-06-01T00:00Z'), at('2026-07-01T00:00Z')];
const NOON = at('2026-06-16T12:00Z');

const usageOf = (prefix: string, runs: readonly Run[]): MeteredUsage => ({
  plan: { kind: 'legacy', accountCreated: null },
  instances: runs.map((run, index) => ({
    ...{ id: `${prefix}-${index}`, type: 't3.micro', region: 'us-east-1', platform: 'linux' },
    ...{ runs: [run], schedule: null },
  })),
  volumes: runs.map((run, index) => ({
    ...{ ...run, id: `vol-${prefix}-${index}`, type: 'gp3', region: 'us-east-1', sizeGiB: 20 },
    ...{ iops: null, throughputMiBps: null },
  })),
  addresses: [],
});

const together = (a: MeteredUsage, b: MeteredUsage): MeteredUsage => ({
  ...a,
  instances: [...a.instances, ...b.instances],
  volumes: [...a.volumes, ...b.volumes],
});

const moment = fc
  .integer({ min: FROM / 1_000, max: TO / 1_000 - 1 })
  .map((s) => instant(s * 1_000));
const run = fc.tuple(moment, moment, fc.boolean()).map(
  ([a, b, isOpen]): Run => ({
    from: instant(Math.min(a, b)),
    to: isOpen ? null : instant(Math.max(a, b)),
  }),
);
const account = fc.array(run, { maxLength: 5 });

describe('what two accounts on one bill share', () => {
  prop.prop([account, account, moment])(
    'is used and foreseen by each as if both were one account',
    (mine, theirs, now) => {
      const [own, other] = [usageOf('a', mine), usageOf('b', theirs)];
      const others = sharedUses(other, now, PRICES);
      const shared = meter({ ...own, others }, now, PRICES);
      const whole = meter(together(own, other), now, PRICES);
      for (const name of LIMIT_NAMES) {
        const [one, all] = [shared, whole].map(({ uses }) => uses.find((use) => use.name === name));
        expect(one?.used).toBeCloseTo(all?.used ?? -1, 6);
        expect(one?.forecast).toBeCloseTo(all?.forecast ?? -1, 6);
      }
      expect(Math.abs(shared.cost.forecast - whole.cost.forecast)).toBeLessThan(100);
    },
  );

  test('has gone on a day after it was counted, and goes on over the end of the month', () => {
    const other = usageOf('b', [{ from: FROM, to: null }]);
    const others = sharedUses(other, NOON, PRICES);
    const used = (now: typeof NOON): number | undefined =>
      meter({ ...usageOf('a', []), others }, now, PRICES).uses[0]?.used;
    expect(used(NOON)).toBeCloseTo(15.5 * 24, 6);
    expect(used(plus(NOON, days(1)))).toBeCloseTo(16.5 * 24, 6);
    expect(used(plus(TO, days(1)))).toBeCloseTo(24, 6);
  });

  test('is told by account, and who was not looked at for days is missing', () => {
    const own = usageOf('a', [{ from: FROM, to: null }]);
    const uses = sharedUses(usageOf('b', [{ from: FROM, to: null }]), minus(NOON, days(1)), PRICES);
    const shares = placeShares({
      ...{ usage: own, label: 'hub', now: NOON, own: sharedUses(own, NOON, PRICES) },
      meter: meter({ ...own, others: uses }, NOON, PRICES),
      sharers: [
        { label: 'shop', share: { kind: 'meter-share', at: minus(NOON, days(1)), uses } },
        { label: 'old', share: { kind: 'meter-share', at: minus(NOON, days(3)), uses } },
        { label: 'new', share: null },
      ],
    });
    expect(shares.missing).toEqual(['old', 'new']);
    const hours = shares.places.map(({ place, uses: of }) => [place, Math.round(of[0]?.used ?? 0)]);
    expect(hours).toEqual([
      ['hub', 372],
      ['shop', 372],
    ]);
  });

  test('is told by Region where there is only one account', () => {
    const own = usageOf('a', [{ from: FROM, to: null }]);
    const two = together(own, {
      ...usageOf('b', [{ from: NOON, to: null }]),
      ...{ volumes: [], plan: { kind: 'none' } },
    });
    const usage = {
      ...two,
      instances: two.instances.map((one) =>
        one.id === 'b-0' ? { ...one, region: 'eu-west-1' } : one,
      ),
    };
    const { places } = placeShares({
      ...{ usage, label: 'hub', now: NOON, own: [], sharers: [] },
      meter: meter(usage, NOON, PRICES),
    });
    const linux = places.map(({ place, uses }) => [
      place,
      uses.find(({ name }) => name === 'instanceHoursLinux')?.forecast,
    ]);
    expect(linux).toEqual([
      ['us-east-1', 720],
      ['eu-west-1', 348],
    ]);
  });
});
