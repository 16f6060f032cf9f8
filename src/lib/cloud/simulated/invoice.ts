/**
 * The account's bill of one month with its free tier, as AWS comes to it: each hour has its usage,
 * in the order of hours a whole account draws on one allowance, and what is over is billed. It
 * looks at hours and seconds, shares nothing with the product's meter but prices, and so can tell
 * whether that is right.
 */
import type { Instant } from '../../model/instant.ts';
import { LIMIT_NAMES, type LimitName } from '../../model/meter.ts';
import { type MicroUsd, microUsd } from '../../model/money.ts';
import type { PriceTable } from '../../model/price.ts';
import type { Span, Usage } from './usage.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** What was used of one thing from one instant to another, at an even pace. */
interface Used {
  /** The allowance that it draws on; null: none. */
  readonly pool: LimitName | null;
  readonly from: number;
  readonly to: number;
  /** Units of the allowance a millisecond: hours, or GiB-months. */
  readonly pace: number;
  /** Micro-USD a millisecond, not rounded. */
  readonly cost: number;
}

export interface Invoice {
  readonly microUsd: MicroUsd;
  /** Something that was used has no known price. */
  readonly partial: boolean;
  /** Whether it was free or not. */
  readonly used: Readonly<Record<LimitName, number>>;
}

export interface InvoiceRequest {
  readonly prices: PriceTable;
  readonly region: string;
  /** Some instant of the month of UTC. */
  readonly of: Instant;
  /** Up to there and not to the month's end: what AWS has counted by then. */
  readonly upTo?: Instant;
  /** When the 12 free months of an account of before 2025-07-15 end; null: it has none. */
  readonly freeUntil: Instant | null;
}

/** "12 Months Free", by the month (tracking-free-tier-usage.html of AWS Billing). */
const FREE: Readonly<Record<LimitName, number>> = {
  instanceHoursLinux: 750,
  instanceHoursWindows: 750,
  volumeGibMonths: 30,
  publicIpv4Hours: 750,
};

interface Month {
  readonly from: number;
  readonly to: number;
}

function monthOf(at: Instant): Month {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + 1, 1) };
}

function instancePool(type: string, platform: 'linux' | 'windows'): LimitName | null {
  if (type !== 't2.micro' && type !== 't3.micro') return null;
  return platform === 'linux' ? 'instanceHoursLinux' : 'instanceHoursWindows';
}

type Rated = Pick<Used, 'pool' | 'pace'> & { readonly price: number | null };

/** What is provisioned beyond the baseline of a volume is no `EBS:VolumeUsage`, and never free. */
function volumeParts(
  priced: Extract<Span['priced'], { readonly kind: 'volume' }>,
  { prices, region }: InvoiceRequest,
  monthMs: number,
): readonly Rated[] {
  const whole = prices.volumeMonth({ ...priced, region });
  const pace = priced.sizeGiB / monthMs;
  if (priced.type === 'io1' || priced.type === 'io2') {
    return [{ pool: null, pace, price: whole === null ? null : whole / monthMs }];
  }
  const bare = { ...priced, region, iops: null, throughputMiBps: null };
  const storage = prices.volumeMonth(bare);
  const more = whole === null || storage === null ? null : whole - storage;
  return [
    { pool: 'volumeGibMonths', pace, price: storage === null ? null : storage / monthMs },
    ...(more === 0 ? [] : [{ pool: null, pace, price: more === null ? null : more / monthMs }]),
  ];
}

function partsOf({ priced }: Span, request: InvoiceRequest, monthMs: number): readonly Rated[] {
  const { prices, region } = request;
  const pace = 1 / HOUR_MS;
  switch (priced.kind) {
    case 'instance': {
      const { type, platform, percent } = priced;
      const hour = prices.instanceHour({ type, platform, region });
      const price = hour === null ? null : (hour * percent) / 100 / HOUR_MS;
      // Spot instances are no `BoxUsage`.
      return [{ pool: percent === 100 ? instancePool(type, platform) : null, pace, price }];
    }
    case 'volume':
      return volumeParts(priced, request, monthMs);
    case 'ipv4-in-use':
    case 'ipv4-idle': {
      const hour = prices.publicIpv4Hour(region);
      const price = hour === null ? null : hour / HOUR_MS;
      return [{ pool: priced.kind === 'ipv4-in-use' ? 'publicIpv4Hours' : null, pace, price }];
    }
  }
}

/** Whole seconds that have begun; of an instance sixty at least for each start. */
function billedEnd({ from, to, priced }: Span, end: number): number {
  const seconds = Math.ceil(((to ?? end) - from) / SECOND_MS);
  const least = priced.kind === 'instance' ? 60 : 0;
  return from + Math.max(seconds, least) * SECOND_MS;
}

const overlap = ({ from, to }: Used, begin: number, end: number): number =>
  Math.max(0, Math.min(to, end) - Math.max(from, begin));

/** The allowance of one name, as the hours of a month draw on it. */
class Pool {
  used = 0;
  cost = 0;
  readonly #free: number;
  readonly #freeUntil: number;

  constructor(free: number, freeUntil: number) {
    this.#free = free;
    this.#freeUntil = freeUntil;
  }

  /** An hour that it holds is free; the one in which it ends is looked at second by second. */
  draw(some: readonly Used[], begin: number, end: number): void {
    const units = some.reduce((sum, one) => sum + one.pace * overlap(one, begin, end), 0);
    const cost = some.reduce((sum, one) => sum + one.cost * overlap(one, begin, end), 0);
    const left = begin < this.#freeUntil ? Math.max(0, this.#free - this.used) : 0;
    const isDivided = left > 0 && left < units && end - begin > SECOND_MS;
    const endsWithin = begin < this.#freeUntil && this.#freeUntil < end && end - begin > SECOND_MS;
    if (isDivided || endsWithin) {
      for (let second = begin; second < end; second += SECOND_MS) {
        this.draw(some, second, Math.min(second + SECOND_MS, end));
      }
      return;
    }
    this.used += units;
    if (units > 0) this.cost += cost * (1 - Math.min(1, left / units));
  }
}

/** Everything that the month has to do with, and whether a price of it is missing. */
function usedIn(usage: Usage, request: InvoiceRequest, { from, to }: Month) {
  const end = Math.min(to, request.upTo ?? to);
  const used: Used[] = [];
  let partial = false;
  for (const span of usage.spans()) {
    const [begin, until] = [Math.max(span.from, from), Math.min(billedEnd(span, end), end)];
    if (begin >= until) continue;
    for (const { price, ...part } of partsOf(span, request, to - from)) {
      partial ||= price === null;
      used.push({ ...part, from: begin, to: until, cost: price ?? 0 });
    }
  }
  return { used, partial, end };
}

export function invoiceOf(usage: Usage, request: InvoiceRequest): Invoice {
  const month = monthOf(request.of);
  const { used, partial, end } = usedIn(usage, request, month);
  const freeUntil = request.freeUntil ?? Number.NEGATIVE_INFINITY;
  const pools = new Map(LIMIT_NAMES.map((name) => [name, new Pool(FREE[name], freeUntil)]));
  let beyond = 0;
  for (let hour = month.from; hour < end; hour += HOUR_MS) {
    const next = Math.min(hour + HOUR_MS, end);
    const now = used.filter((one) => one.from < next && one.to > hour);
    for (const [name, pool] of pools) {
      const drawing = now.filter((one) => one.pool === name);
      pool.draw(drawing, hour, next);
    }
    for (const one of now) beyond += one.pool === null ? one.cost * overlap(one, hour, next) : 0;
  }
  const costs = [...pools.values()].reduce((sum, { cost }) => sum + cost, beyond);
  const usedOf = (name: LimitName): number => pools.get(name)?.used ?? 0;
  return {
    microUsd: microUsd(costs),
    partial,
    used: {
      instanceHoursLinux: usedOf('instanceHoursLinux'),
      instanceHoursWindows: usedOf('instanceHoursWindows'),
      volumeGibMonths: usedOf('volumeGibMonths'),
      publicIpv4Hours: usedOf('publicIpv4Hours'),
    },
  };
}
