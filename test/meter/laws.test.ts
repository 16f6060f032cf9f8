import { test as prop } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { limitMeter, type Meter, meter } from '../../src/lib/meter/meter.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { type Instant, instant } from '../../src/lib/model/instant.ts';
import type { MeteredUsage, Run } from '../../src/lib/model/metered-usage.ts';
import { at } from '../build/at.ts';
import { hoursBySecond, passedByMinute } from './second-by-second.ts';

const PRICES = priceTable(shippedPrices().rows, {});
const [FROM, TO] = [at('2026-06-01T00:00Z'), at('2026-07-01T00:00Z')];
const MONTH_HOURS = (TO - FROM) / 3_600_000;
const MINUTE_MS = 60_000;

const usageOf = (runs: readonly Run[], volumes: readonly Run[] = []): MeteredUsage => ({
  plan: { kind: 'legacy', accountCreated: null },
  instances: runs.map((run, index) => ({
    id: `i-${index}`,
    type: 't3.micro',
    region: 'us-east-1',
    platform: 'linux',
    runs: [run],
    schedule: null,
  })),
  volumes: volumes.map((time, index) => ({
    ...time,
    id: `vol-${index}`,
    type: 'gp3',
    region: 'us-east-1',
    sizeGiB: 20,
    iops: null,
    throughputMiBps: null,
  })),
  addresses: volumes.map((time, index) => ({
    ...time,
    id: `eip-${index}`,
    region: 'us-east-1',
    kind: 'elastic',
    isInUse: index % 2 === 0,
    instanceId: null,
  })),
});

const metered = (usage: MeteredUsage, now: Instant): Meter => meter(usage, now, PRICES);
const linux = ({ limits }: Meter) => {
  const found = limits.find(({ name }) => name === 'instanceHoursLinux');
  if (found === undefined) throw new Error('no such limit');
  return found;
};

/** From some time before the month to its end, in steps of so long. */
const moment = (stepMs: number, fromMs: number = FROM - 3 * 86_400_000, toMs: number = TO - 1) =>
  fc
    .integer({ min: Math.ceil(fromMs / stepMs), max: Math.floor(toMs / stepMs) })
    .map((steps) => instant(steps * stepMs));

const run = (when: fc.Arbitrary<Instant>): fc.Arbitrary<Run> =>
  fc.tuple(when, when, fc.boolean()).map(([a, b, isOpen]) => ({
    from: instant(Math.min(a, b)),
    to: isOpen ? null : instant(Math.max(a, b)),
  }));

const runs = (when: fc.Arbitrary<Instant>) => fc.array(run(when), { maxLength: 6 });

/** Runs of instances, and times of volumes and addresses. */
const account = fc.tuple(runs(moment(1_000)), runs(moment(1_000)));

/** What had begun by then, and had not ended: what a file of that time says. */
const known = (list: readonly Run[], now: Instant): readonly Run[] =>
  list
    .filter(({ from }) => from <= now)
    .map(({ from, to }) => ({ from, to: to !== null && to <= now ? to : null }));

describe('as much of the meter as each pass asks for', () => {
  const plans = fc.constantFrom<MeteredUsage['plan']>(
    { kind: 'legacy', accountCreated: null },
    { kind: 'legacy', accountCreated: at('2025-06-20T00:00Z') },
    { kind: 'legacy', accountCreated: at('2025-05-20T00:00Z') },
    { kind: 'credits', credits: null, endsAt: null },
  );
  prop.prop([account, plans, moment(1_000)], { numRuns: 60 })(
    'is what the whole one has of it',
    ([list, times], plan, now) => {
      const usage = { ...usageOf(known(list, now), known(times, now)), plan };
      const { month, limits, plan: ends } = metered(usage, now);
      expect(limitMeter(usage, now, PRICES)).toEqual({ month, limits, plan: ends });
    },
  );
});

const figures = ({ limits, cost }: Meter): readonly number[] => [
  ...limits.flatMap(({ used, forecast }) => [used, forecast]),
  cost.soFar,
  cost.forecast,
];

describe('second by second', () => {
  const HOUR_MS = 3_600_000;
  const borders = [FROM, instant(FROM + 86_400_000)] as const;
  prop.prop(
    [
      fc.constantFrom(...borders),
      runs(moment(1_000, -HOUR_MS / 2, HOUR_MS / 2)),
      fc.integer({ min: 1, max: 1_800 }),
    ],
    {
      numRuns: 40,
    },
  )('the hours of short runs, also about the border of a month', (about, short, second) => {
    const here = short.map(({ from, to }) => ({
      from: instant(from + about),
      to: to === null ? null : instant(to + about),
    }));
    const now = instant(about + second * 1_000);
    const list = known(here, now);
    const seconds = { runs: list, from: FROM, to: instant(about + HOUR_MS), now };
    expect(linux(metered(usageOf(list), now)).used).toBeCloseTo(hoursBySecond(seconds), 9);
  });

  prop.prop([runs(moment(MINUTE_MS))], { numRuns: 60 })(
    'when the allowance is passed, to the minute',
    (list) => {
      const now = instant(TO - MINUTE_MS);
      const passed = passedByMinute({ runs: list, from: FROM, to: TO }, 750);
      const { reachedAt } = linux(metered(usageOf(list), now));
      if (passed === null) expect(reachedAt).toBeNull();
      else expect(Math.floor((reachedAt ?? 0) / MINUTE_MS) * MINUTE_MS).toBe(passed);
    },
  );
});

describe('laws', () => {
  it.each([1, 2, 3, 7, 50])('%d that always run are metered exactly', (count) => {
    const list = Array.from({ length: count }, () => ({ from: instant(FROM - 1), to: null }));
    for (const hours of [0, 1, 100, 374.5, 719]) {
      const now = instant(FROM + hours * 3_600_000);
      const { used, forecast, reachedAt } = linux(metered(usageOf(list), now));
      expect([used, forecast]).toEqual([count * hours, count * MONTH_HOURS]);
      const expected = Math.floor(FROM + (750 / count) * 3_600_000);
      expect(reachedAt).toBe(count * MONTH_HOURS > 750 ? expected : null);
    }
  });

  prop.prop([runs(moment(1_000)), runs(moment(1_000)), moment(1_000, FROM)])(
    'what is told apart adds up',
    (some, others, now) => {
      const use = (list: readonly Run[]) => linux(metered(usageOf(list), now));
      const [a, b, both] = [use(some), use(others), use([...some, ...others])];
      expect(both.used).toBeCloseTo(a.used + b.used, 9);
      expect(both.forecast).toBeCloseTo(a.forecast + b.forecast, 9);
    },
  );

  prop.prop([account, run(moment(1_000)), moment(1_000, FROM)])(
    'more that runs, is stored or addressed is never less, nor later used up',
    ([list, volumes], one, now) => {
      const less = metered(usageOf(list, volumes), now);
      for (const more of [
        metered(usageOf([...list, one], volumes), now),
        metered(usageOf(list, [...volumes, one]), now),
      ]) {
        figures(less).forEach((figure, index) => {
          expect(figures(more)[index]).toBeGreaterThanOrEqual(figure - 1e-6);
        });
        less.limits.forEach(({ reachedAt }, index) => {
          if (reachedAt === null) return;
          expect(more.limits[index]?.reachedAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
            reachedAt,
          );
        });
      }
    },
  );

  prop.prop([account, moment(1_000, FROM), moment(1_000, FROM)])(
    'later it is never less',
    ([list, volumes], one, other) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)].map((ms) => {
        const report = metered(usageOf(list, volumes), instant(ms));
        return [...report.limits.map(({ used }) => used), report.cost.soFar];
      });
      early?.forEach((figure, index) => {
        expect(late?.[index]).toBeGreaterThanOrEqual(figure - 1e-9);
      });
    },
  );

  prop.prop([account, moment(1_000, FROM)])(
    'the month ends with the forecast, if what runs goes on',
    ([list, volumes], now) => {
      const usage = usageOf(known(list, now), known(volumes, now));
      const forecast = metered(usage, now);
      const end = metered(usage, instant(TO - 1));
      end.limits.forEach(({ used, forecast: final, reachedAt }, index) => {
        const told = forecast.limits[index];
        expect(final).toBeCloseTo(told?.forecast ?? -1, 9);
        expect(Math.abs(used - final)).toBeLessThan(1e-4);
        expect(reachedAt).toBe(told?.reachedAt ?? null);
      });
      expect(end.cost.forecast).toBe(forecast.cost.forecast);
    },
  );

  prop.prop([account, moment(1_000, FROM)])(
    'a limit is passed right after it is used up, and not before',
    ([list, volumes], now) => {
      const usage = usageOf(list, volumes);
      metered(usage, now).limits.forEach(({ reachedAt, limit, forecast, name }) => {
        const usedAt = (ms: number): number =>
          metered(usage, instant(ms)).limits.find((one) => one.name === name)?.used ?? -1;
        if (reachedAt === null) {
          expect(forecast).toBeLessThanOrEqual(limit + 1e-9);
          return;
        }
        expect(usedAt(reachedAt)).toBeLessThanOrEqual(limit + 1e-9);
        if (reachedAt + 1 < TO) expect(usedAt(reachedAt + 1)).toBeGreaterThan(limit);
      });
    },
  );

  prop.prop([account, moment(1_000, FROM)])(
    'what each has of it adds up to all of it',
    ([list, volumes], now) => {
      const { uses, shares } = metered(usageOf(list, volumes), now);
      for (const { name, used, forecast } of uses) {
        const own = shares.filter((share) => share.name === name);
        expect(own.reduce((sum, share) => sum + share.used, 0)).toBeCloseTo(used, 6);
        expect(own.reduce((sum, share) => sum + share.forecast, 0)).toBeCloseTo(forecast, 6);
      }
    },
  );
});
