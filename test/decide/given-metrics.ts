/** What CloudWatch shows of the instances of a truth-table case. */
import { type Fault, type FaultCode, fault } from '../../src/lib/model/fault.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { days, type Instant, minus } from '../../src/lib/model/instant.ts';
import { METRIC_NAMES } from '../../src/lib/model/metric.ts';
import { SIGNALS, type Signal } from '../../src/lib/model/reason.ts';
import { reading } from '../build/metrics.ts';

/** Five-minute values that end at now, or an hour of nothing much, or why there are none. */
type Values = readonly (number | null)[] | 'quiet' | FaultCode;

export interface GivenMetrics {
  /** CPU credits that the instance owes, or why nobody knows. */
  readonly surplus?: number | FaultCode;
  /** What a day or two show of CPU credits, in hours of one value each, the last ones newest. */
  readonly credits?: Partial<Record<CreditMetric, readonly number[] | FaultCode>>;
  readonly metrics?: 'quiet' | Partial<Record<Signal, Values>>;
}

interface Seen {
  readonly instance: Instance;
}

const BY_SIGNAL = {
  cpu: ['CPUUtilization'],
  network: ['NetworkIn', 'NetworkOut'],
  ebs: ['EBSReadOps', 'EBSWriteOps'],
  credits: ['CPUCreditBalance'],
} as const;

/** A t3.micro has 288 credits at the most. */
const QUIET = { cpu: 0.5, network: 500, ebs: 1, credits: 288 } as const;

function shownBy(signal: Signal, values: Values): readonly (number | null)[] | Fault {
  if (values === 'quiet') return Array.from({ length: 12 }, () => QUIET[signal]);
  return typeof values === 'string' ? fault(values, 'AWS said no') : values;
}

/** Each value is what every metric of the signal shows, of every instance. */
export function readingsOf({ metrics = {} }: GivenMetrics, known: readonly Seen[], now: Instant) {
  return SIGNALS.flatMap((signal) => {
    const values = metrics === 'quiet' ? metrics : metrics[signal];
    if (values === undefined) return [];
    const shown = shownBy(signal, values);
    return known.flatMap(({ instance: { id } }) =>
      BY_SIGNAL[signal].map((name) => reading(name, shown, { id, now })),
    );
  });
}

export function surplusOf({ surplus }: GivenMetrics, known: readonly Seen[], now: Instant) {
  if (surplus === undefined) return [];
  const shown = typeof surplus === 'string' ? fault(surplus, 'AWS said no') : [144, surplus];
  return known.map(({ instance: { id } }) =>
    reading('CPUSurplusCreditBalance', shown, { id, now }),
  );
}

export type CreditMetric =
  | 'CPUCreditBalance'
  | 'CPUSurplusCreditsCharged'
  | 'CPUSurplusCreditBalance';

export function creditsOf({ credits = {} }: GivenMetrics, known: readonly Seen[], now: Instant) {
  return Object.entries(credits).flatMap(([name, shown]) => {
    const metric = METRIC_NAMES.find((one) => one === name);
    if (metric === undefined) throw new RangeError(`no metric is called "${name}"`);
    const values = typeof shown === 'string' ? fault(shown, 'AWS said no') : shown.flatMap(hourOf);
    const from = minus(now, days(2));
    return known.map(({ instance: { id } }) => ({ ...reading(metric, values, { id, now }), from }));
  });
}

const hourOf = (value: number): readonly number[] => Array.from({ length: 12 }, () => value);
