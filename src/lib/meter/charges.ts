/** Usage of one month as what is counted from when to when, and what a unit of it costs. */
import { type Instant, instant, later, plus, seconds } from '../model/instant.ts';
import type { LimitName } from '../model/meter.ts';
import type {
  MeteredAddress,
  MeteredInstance,
  MeteredUsage,
  MeteredVolume,
  Run,
} from '../model/metered-usage.ts';
import { drawsOnHours, drawsOnStorage } from './allowance.ts';
import { besidesCharges } from './besides.ts';
import type { Charge, ChargeContext } from './charge.ts';
import type { Month } from './month.ts';
import { gapsIn, type Stretch, stretchesOf } from './runs.ts';
import { sharedCharges } from './shared-charges.ts';

/** Each start is billed for so long at least (aws.amazon.com/ec2/pricing/on-demand). */
const MINIMUM_RUN = seconds(60);
const HOUR_MS = 3_600_000;

export type LimitCharges = Readonly<Record<LimitName, readonly Charge[]>>;

/** By the allowance that it draws on; `beyond` draws on none. */
export interface Charges extends LimitCharges {
  readonly beyond: readonly Charge[];
}

const earlier = (a: Instant, b: Instant): Instant => instant(Math.min(a, b));

/** AWS bills whole seconds: one that has begun counts. */
const wholeSeconds = ({ from, to }: Stretch): Instant =>
  instant(from + Math.ceil((to - from) / 1_000) * 1_000);

type Counted = Pick<Charge, 'at' | 'lump' | 'since' | 'until'>;

/**
 * The minute that a start costs is owed when it starts. What of it reaches into the next month is
 * counted there, as that begins.
 */
function countedRun(run: Stretch, month: Month): Counted | null {
  const paid = plus(run.from, MINIMUM_RUN);
  const until = earlier(later(wholeSeconds(run), paid), month.to);
  const at = later(run.from, month.from);
  const since = later(at, earlier(paid, month.to));
  return at < until ? { at, lump: since - at, since, until } : null;
}

function countedTime({ from, to }: Stretch, month: Month): Counted | null {
  const at = later(from, month.from);
  const until = earlier(to, month.to);
  return at < until ? { at, lump: 0, since: at, until } : null;
}

/** Those that could count in the month: an account has years of them. */
function runsNear(runs: readonly Run[], month: Month): readonly Run[] {
  const isOver = ({ to }: Run): boolean => to !== null && plus(to, MINIMUM_RUN) <= month.from;
  const first = countWhile(runs, isOver);
  let end = first;
  while ((runs[end]?.from ?? month.to) < month.to) end += 1;
  return runs.slice(first, end);
}

/** So many at the front are so; they come in order. */
function countWhile(runs: readonly Run[], isSo: (run: Run) => boolean): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run !== undefined && isSo(run)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function instanceCharges(instance: MeteredInstance, context: ChargeContext): readonly Charge[] {
  const { month, now, prices } = context;
  const hour = prices.instanceHour(instance);
  const price = hour === null ? null : hour / HOUR_MS;
  const what = `${instance.type} (${instance.platform}) ${instance.region}`;
  const runs = runsNear(instance.runs, month);
  if (runs.length === 0 && instance.schedule === null) return [];
  const charges: Charge[] = [];
  for (const run of stretchesOf({ ...instance, runs }, now, month.to)) {
    const counted = countedRun(run, month);
    if (counted === null) continue;
    const { at, lump, since, until } = counted;
    charges.push({ id: instance.id, what, unit: 'hours', at, lump, since, until, rate: 1, price });
  }
  return charges;
}

interface VolumeCharges {
  readonly storage: readonly Charge[];
  /** IOPS and throughput that are provisioned beyond what comes with the storage. */
  readonly performance: readonly Charge[];
}

/** The allowance is one of storage: `EBS:VolumeP-IOPS` is not on AWS's list of what is free. */
function volumeCharges(volume: MeteredVolume, { month, prices }: ChargeContext): VolumeCharges {
  const counted = countedTime({ from: volume.from, to: volume.to ?? month.to }, month);
  if (counted === null) return { storage: [], performance: [] };
  const { id, type, region, sizeGiB: rate } = volume;
  const isApart = drawsOnStorage(type);
  const whole = prices.volumeMonth(volume);
  const bare = { ...volume, iops: null, throughputMiBps: null };
  const storage = isApart ? prices.volumeMonth(bare) : whole;
  const more = whole === null || storage === null ? null : whole - storage;
  const what = `${type} ${region}`;
  const charge = (ofMonth: number | null): Charge => {
    const price = ofMonth === null ? null : ofMonth / (rate * (month.to - month.from));
    return { id, what, unit: 'gibMonths', ...counted, rate, price };
  };
  return { storage: [charge(storage)], performance: more === 0 ? [] : [charge(more)] };
}

/** When it is in use, and when it is idle. */
interface AddressTimes {
  readonly inUse: readonly Stretch[];
  readonly idle: readonly Stretch[];
}

type InstancesById = ReadonlyMap<string, MeteredInstance>;

function timesOf(
  address: MeteredAddress,
  instances: InstancesById,
  { month, now }: ChargeContext,
): AddressTimes {
  const whole = { from: address.from, to: address.to ?? month.to };
  const times = (stretches: readonly Stretch[]): AddressTimes =>
    address.isInUse ? { inUse: stretches, idle: [] } : { inUse: [], idle: stretches };
  const instance = address.instanceId === null ? null : instances.get(address.instanceId);
  if (!instance?.schedule || address.to !== null || now >= month.to) return times([whole]);
  const ahead = { from: later(now, whole.from), to: month.to };
  const off = gapsIn(ahead, stretchesOf(instance, now, month.to));
  const past = times(whole.from < now ? [{ from: whole.from, to: now }] : []);
  return {
    inUse: [...past.inUse, ...gapsIn(ahead, off)],
    idle: [...past.idle, ...(address.kind === 'elastic' ? off : [])],
  };
}

/** Those of one kind of time. Nights leave hundreds a month: the price of a Region is read once. */
function addressCharges(
  { instances, addresses }: MeteredUsage,
  context: ChargeContext,
  kind: keyof AddressTimes,
): readonly Charge[] {
  const byId: InstancesById = new Map(instances.map((one) => [one.id, one]));
  const whatIn = new Map<string, Pick<Charge, 'what' | 'unit' | 'price'>>();
  return addresses.flatMap((address) => {
    const { id, region } = address;
    const what = whatIn.get(region) ?? addressIn(region, context);
    whatIn.set(region, what);
    return timesOf(address, byId, context)[kind].flatMap((stretch): readonly Charge[] => {
      const counted = countedTime(stretch, context.month);
      return counted === null ? [] : [{ id, ...what, ...counted, rate: 1 }];
    });
  });
}

function addressIn(region: string, { prices }: ChargeContext) {
  const hour = prices.publicIpv4Hour(region);
  const price = hour === null ? null : hour / HOUR_MS;
  return { what: `IPv4 ${region}`, unit: 'hours', price } as const;
}

const volumesOf = (
  { volumes }: MeteredUsage,
  context: ChargeContext,
  isFree: boolean,
): readonly VolumeCharges[] =>
  volumes
    .filter(({ type }) => drawsOnStorage(type) === isFree)
    .map((one) => volumeCharges(one, context));

/** What draws on an allowance, or would if the account had it. */
export function limitChargesOf(usage: MeteredUsage, context: ChargeContext): LimitCharges {
  const { instances, besides = [], others = [] } = usage;
  const [byAws, shared] = [besidesCharges(besides, context), sharedCharges(others, context)];
  const unseen = (name: LimitName): readonly Charge[] => [...byAws(name), ...shared(name)];
  const hours = (platform: MeteredInstance['platform']): readonly Charge[] =>
    instances
      .filter((one) => one.platform === platform && drawsOnHours(one.type))
      .flatMap((one) => instanceCharges(one, context));
  const storage = volumesOf(usage, context, true).flatMap((one) => one.storage);
  const inUse = addressCharges(usage, context, 'inUse');
  return {
    instanceHoursLinux: [...hours('linux'), ...unseen('instanceHoursLinux')],
    instanceHoursWindows: [...hours('windows'), ...unseen('instanceHoursWindows')],
    volumeGibMonths: [...storage, ...unseen('volumeGibMonths')],
    publicIpv4Hours: [...inUse, ...unseen('publicIpv4Hours')],
  };
}

function chargesBeyond(usage: MeteredUsage, context: ChargeContext): readonly Charge[] {
  return [
    ...usage.instances
      .filter(({ type }) => !drawsOnHours(type))
      .flatMap((one) => instanceCharges(one, context)),
    ...volumesOf(usage, context, true).flatMap(({ performance }) => performance),
    ...volumesOf(usage, context, false).flatMap((one) => [...one.storage, ...one.performance]),
    ...addressCharges(usage, context, 'idle'),
  ];
}

export const chargesOf = (usage: MeteredUsage, context: ChargeContext): Charges => ({
  ...limitChargesOf(usage, context),
  beyond: chargesBeyond(usage, context),
});
