import type { Instant } from '../../src/lib/model/instant.ts';
import type { MeterReport } from '../../src/lib/model/meter.ts';
import { microUsd } from '../../src/lib/model/money.ts';

/** What a sweep tells of the month, every part of it. */
export const meterReport = (at: Instant): MeterReport => ({
  month: '2026-11',
  asOf: at,
  limits: [
    {
      ...{ name: 'publicIpv4Hours', used: 9.5, limit: 750, forecast: 80, low: 64 },
      reachedAt: at,
      before: 'samples',
    },
  ],
  cost: { soFar: microUsd(19), forecast: microUsd(27), low: microUsd(21), partial: true },
  credits: {
    remaining: microUsd(87_000_000),
    ...{ burnPerDay: microUsd(1), burnLastDay: microUsd(2) },
    endsAt: null,
  },
  told: [{ name: 'publicIpv4Hours', used: 8.5, unseen: 0 }],
  others: [{ name: 'dataOutGb', used: 12.5, limit: 100 }],
  leftOut: [
    { kind: 'count', usageType: 'Global-EBS:VolumeUsage', unit: 'Bytes', why: 'unit' },
    { kind: 'price', of: 'policy', row: 't3.micro', why: 'name' },
    { kind: 'savings-plan', id: 'sp-1', odd: 'savingsPlanType', value: 'Quantum' },
    { kind: 'future', id: 'i-1', from: at, count: 2 },
  ],
  plan: { kind: 'legacy', endsAt: at },
});
