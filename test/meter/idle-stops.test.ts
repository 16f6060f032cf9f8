/** The low and the high of a forecast. */
import { test as prop } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meterRange } from '../../src/lib/meter/idle-stops.ts';
import { meter } from '../../src/lib/meter/meter.ts';
import { type Instant, instant } from '../../src/lib/model/instant.ts';
import type { LimitUse } from '../../src/lib/model/meter.ts';
import type { MeteredUsage } from '../../src/lib/model/metered-usage.ts';
import { at } from '../build/at.ts';
import { PRICES } from '../build/prices.ts';

const [FROM, TO] = [at('2026-06-01T00:00Z'), at('2026-07-01T00:00Z')];
const HOUR_MS = 3_600_000;

const hour = fc.integer({ min: -48, max: (TO - FROM) / HOUR_MS - 1 });
const hourOfMonth = hour.filter((hours) => hours >= 0);
const hoursIn = (hours: number): Instant => instant(FROM + hours * HOUR_MS);

interface Machine {
  readonly from: number;
  /** When idleness may stop it; null: never. */
  readonly idle: number | null;
}

const machines = fc.array(fc.record({ from: hour, idle: fc.option(hour) }), { maxLength: 5 });

/** One that begins later than now is not there yet. */
function usageOf(all: readonly Machine[], now: Instant): MeteredUsage {
  const seen = all.map(({ from }, index) => ({ from: hoursIn(from), id: `i-${index}` }));
  const there = seen.filter(({ from }) => from <= now);
  return {
    plan: { kind: 'legacy', accountCreated: null },
    instances: there.map(({ id, from }) => ({
      ...{ id, type: 't3.micro', region: 'us-east-1', platform: 'linux', schedule: null },
      runs: [{ from, to: null }],
    })),
    volumes: [],
    addresses: there.map(({ id, from }, index) => ({
      ...{ id: `ip-${id}`, region: 'us-east-1', isInUse: true, instanceId: id, from, to: null },
      kind: index % 2 === 0 ? 'auto' : 'elastic',
    })),
  };
}

const stopsOf = (all: readonly Machine[], now: Instant) =>
  new Map(
    all.flatMap(({ idle }, index) =>
      idle === null ? [] : [[`i-${index}`, instant(Math.max(hoursIn(idle), now))] as const],
    ),
  );

const range = (all: readonly Machine[], now: Instant): readonly LimitUse[] =>
  meterRange({ usage: usageOf(all, now), stops: stopsOf(all, now), now, prices: PRICES }).limits;

const lowOf = ({ low, forecast }: LimitUse): number => low ?? forecast;

describe('the forecast', () => {
  prop.prop([machines, hour])('has a low between what is used and its high', (all, hours) => {
    const now = hoursIn(hours);
    for (const use of range(all, now)) {
      expect(lowOf(use)).toBeGreaterThanOrEqual(use.used - 1e-6);
      expect(lowOf(use)).toBeLessThanOrEqual(use.forecast);
    }
  });

  prop.prop([machines, hour])(
    'is one number where nothing is stopped for idleness',
    (all, hours) => {
      const never = all.map(({ from }) => ({ from, idle: null }));
      for (const use of range(never, hoursIn(hours))) expect(use.low).toBeUndefined();
    },
  );

  prop.prop([machines, fc.record({ from: hour, idle: fc.option(hour) }), hour])(
    'grows, low and high, with what runs besides',
    (all, more, hours) => {
      const now = hoursIn(hours);
      const before = range(all, now);
      range([...all, more], now).forEach((use, index) => {
        const known = before[index];
        if (known === undefined) throw new Error('the limits are always the same');
        expect(use.forecast).toBeGreaterThanOrEqual(known.forecast - 1e-6);
        expect(lowOf(use)).toBeGreaterThanOrEqual(lowOf(known) - 1e-6);
      });
    },
  );

  prop.prop([machines, hourOfMonth])(
    'is what comes, if all are stopped when they may be',
    (all, hours) => {
      const now = hoursIn(hours);
      const there = all.filter(({ from }) => hoursIn(from) <= now);
      const stopped = { ...usageOf(there, now) };
      const stops = new Map<string, Instant>(stopsOf(there, now));
      const ended = {
        ...stopped,
        instances: stopped.instances.map((one) => ({
          ...one,
          runs: one.runs.map((run) => ({ ...run, to: stops.get(one.id) ?? null })),
        })),
        addresses: [],
      };
      const [linux] = meter(ended, instant(TO - 1), PRICES).limits;
      const [seen] = range(there, now);
      if (linux === undefined || seen === undefined) throw new Error('there are limits');
      expect(lowOf(seen)).toBeCloseTo(linux.forecast, 6);
    },
  );

  test('an idle stop ends an automatic address, and leaves an Elastic IP idle', () => {
    const now = at('2026-06-16T00:00Z');
    const pair: readonly Machine[] = [
      { from: 0, idle: 361 },
      { from: 0, idle: 361 },
    ];
    const linux = range(pair, now);
    expect(linux.map(({ name, forecast, low }) => [name, forecast, low])).toEqual([
      ['instanceHoursLinux', 1_440, 722],
      ['instanceHoursWindows', 0, undefined],
      ['volumeGibMonths', 0, undefined],
      ['publicIpv4Hours', 1_440, 722],
    ]);
  });
});
