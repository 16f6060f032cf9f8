import { type Instant, instant, later, plus, seconds } from '../../model/instant.ts';
import { type MicroUsd, microUsd, sumOf } from '../../model/money.ts';
import type { PriceTable } from '../../model/price.ts';
import { type Priced, type Span, USAGE_KINDS, type Usage, type UsageKind } from './usage.ts';

/** Each start is billed for at least so long (EC2 on-demand pricing, Linux and Windows). */
const MINIMUM_RUN = seconds(60);
const HOUR_SECONDS = 3_600;

export interface BillLine {
  readonly kind: UsageKind;
  readonly id: string;
  readonly name: string;
  /** Hours; for a volume GiB-months. */
  readonly quantity: number;
  /** Null: the price is unknown, which is not zero. */
  readonly microUsd: MicroUsd | null;
}

export interface Bill {
  readonly from: Instant;
  readonly to: Instant;
  readonly lines: readonly BillLine[];
  readonly byKind: Readonly<Record<UsageKind, MicroUsd>>;
  /** Without the lines whose price is unknown. */
  readonly totalMicroUsd: MicroUsd;
}

interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

function billedPart(span: Span, period: Period): Period {
  const minimum = span.priced.kind === 'instance' ? MINIMUM_RUN : seconds(0);
  const ended = span.to === null ? period.to : later(span.to, plus(span.from, minimum));
  return { from: later(span.from, period.from), to: instant(Math.min(ended, period.to)) };
}

/** A second that has begun is billed. */
const secondsOf = ({ from, to }: Period): number => Math.max(0, Math.ceil((to - from) / 1_000));

const monthStart = (at: Instant, monthsLater: number): Instant => {
  const date = new Date(at);
  return instant(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater, 1));
};

/** GiB-months are GiB-seconds over the seconds of the month, and months differ. */
function monthsOf(period: Period): number {
  let months = 0;
  let { from } = period;
  while (from < period.to) {
    const next = monthStart(from, 1);
    const to = instant(Math.min(next, period.to));
    months += secondsOf({ from, to }) / secondsOf({ from: monthStart(from, 0), to: next });
    from = next;
  }
  return months;
}

function unitPrice(priced: Priced, { prices, region }: BillRequest): MicroUsd | null {
  switch (priced.kind) {
    case 'instance': {
      const hour = prices.instanceHour({ ...priced, region });
      return hour === null ? null : microUsd((hour * priced.percent) / 100);
    }
    case 'volume':
      return prices.volumeMonth({ ...priced, region });
    case 'ipv4-in-use':
    case 'ipv4-idle':
      return prices.publicIpv4Hour(region);
  }
}

const unitsOf = (priced: Priced, period: Period): number =>
  priced.kind === 'volume' ? monthsOf(period) : secondsOf(period) / HOUR_SECONDS;

interface Tally {
  readonly span: Span;
  units: number;
  /** Not rounded; null once any part of it has no price. */
  cost: number | null;
}

const lineOf = ({ span, units, cost }: Tally): BillLine => ({
  kind: span.priced.kind,
  id: span.id,
  name: span.name,
  quantity: span.priced.kind === 'volume' ? units * span.priced.sizeGiB : units,
  microUsd: cost === null ? null : microUsd(cost),
});

export interface BillRequest {
  readonly prices: PriceTable;
  readonly region: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** A resource has one line for each kind, rounded once. */
function talliesOf(usage: Usage, request: BillRequest): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const span of usage.spans()) {
    const units = unitsOf(span.priced, billedPart(span, request));
    if (units === 0) continue;
    const price = unitPrice(span.priced, request);
    const key = `${span.priced.kind} ${span.id}`;
    const tally = tallies.get(key) ?? { span, units: 0, cost: 0 };
    tally.units += units;
    tally.cost = price === null || tally.cost === null ? null : tally.cost + price * units;
    tallies.set(key, tally);
  }
  return [...tallies.values()];
}

const sumOfLines = (lines: readonly BillLine[]): MicroUsd =>
  sumOf(lines.flatMap(({ microUsd: amount }) => (amount === null ? [] : [amount])));

const inOrder = (a: BillLine, b: BillLine): number =>
  USAGE_KINDS.indexOf(a.kind) - USAGE_KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1);

/** The account's bill for a time, as AWS would write it: by the second, before any free tier. */
export function billOf(usage: Usage, request: BillRequest): Bill {
  const lines = talliesOf(usage, request).map(lineOf).toSorted(inOrder);
  const of = (kind: UsageKind): MicroUsd => sumOfLines(lines.filter((line) => line.kind === kind));
  return {
    from: request.from,
    to: request.to,
    lines,
    byKind: {
      instance: of('instance'),
      volume: of('volume'),
      'ipv4-in-use': of('ipv4-in-use'),
      'ipv4-idle': of('ipv4-idle'),
    },
    totalMicroUsd: sumOfLines(lines),
  };
}
