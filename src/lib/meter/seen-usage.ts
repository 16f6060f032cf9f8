/**
 * The usage of an account from what AWS shows at one moment. Runs that ended before the last start,
 * and what was deleted, are not shown any more: this is a lower bound.
 */
import { itemsOf } from '../model/family.ts';
import { type Instance, nameOf, type PrivateAddress, transitionAt } from '../model/instance.ts';
import { type Instant, later } from '../model/instant.ts';
import type {
  AccountPlan,
  InstanceRun,
  MeteredAddress,
  MeteredInstance,
  MeteredUsage,
  MeteredVolume,
  Run,
} from '../model/metered-usage.ts';
import type { PowerState, Schedule } from '../model/schedule.ts';
import type { RegionUsage, UsageSight } from '../model/usage-sight.ts';
import { pastAddresses, pastOf, type Remembered } from './remembered.ts';

export interface SeenUsage {
  readonly sight: Pick<UsageSight, 'takenAt' | 'regions'>;
  readonly plan: AccountPlan;
  /** What will turn it on and off from now on. */
  readonly scheduleOf: (instance: Instance) => Schedule | null;
  readonly dueOf: (instance: Instance) => PowerState | undefined;
  /** What somebody saw run, of which AWS shows no more than the last run, or nothing at all. */
  readonly remembered: Remembered;
}

export const seenUsage = ({
  sight,
  plan,
  scheduleOf,
  dueOf,
  remembered,
}: SeenUsage): MeteredUsage => {
  const { regions, takenAt } = sight;
  const seen = regions.flatMap(({ region, instances }) =>
    itemsOf(instances).map((instance) => ({ instance, region })),
  );
  const shown = new Set<string>(seen.map(({ instance }) => instance.id));
  const past = pastOf(remembered);
  const endedRuns = new Map<string, readonly InstanceRun[]>(past.map(({ id, runs }) => [id, runs]));
  return {
    plan,
    instances: [
      ...seen.map(({ instance, region }) => ({
        id: instance.id,
        type: billedType(instance),
        platform: instance.platform,
        region,
        ...(region === remembered.region ? {} : calledThere(instance)),
        runs: runsOf(instance, endedRuns.get(instance.id) ?? [], takenAt),
        schedule: scheduleOf(instance),
        due: dueOf(instance),
      })),
      ...past.filter(({ id }) => !shown.has(id)),
    ],
    volumes: regions.flatMap(meteredVolumes),
    addresses: [
      ...regions.flatMap((region) => meteredAddresses(region, takenAt)),
      ...pastAddresses(remembered),
      ...comingAddresses({ sight, scheduleOf, remembered }),
    ],
  };
};

/** Who had an automatic address at the last start gets one at those that a schedule will make. */
function comingAddresses({
  sight: { regions, takenAt: from },
  scheduleOf,
  remembered: { region, records },
}: Pick<SeenUsage, 'sight' | 'scheduleOf' | 'remembered'>): readonly MeteredAddress[] {
  const home = regions.filter((one) => one.region === region);
  const off = home
    .flatMap(({ instances }) => itemsOf(instances))
    .filter((one) => one.state === 'stopped' && scheduleOf(one) !== null);
  const had = new Map(records.map((one) => [one.instanceId, one.sighting.automaticAddresses]));
  return off.flatMap(({ id }) =>
    Array.from({ length: had.get(id) ?? 0 }, () => ({
      ...({ id, region, kind: 'auto', isInUse: true, instanceId: id } as const),
      ...{ from, to: null },
    })),
  );
}

/** Home's instances are at hand wherever they are named. */
const calledThere = (instance: Instance): Pick<MeteredInstance, 'name'> => {
  const name = nameOf(instance);
  return name === instance.id ? {} : { name };
};

/** The last run alone: `launchTime` is its start, and where it has ended AWS often says when. */
function lastRun(instance: Instance, now: Instant): readonly Run[] {
  const { state, launchTime: from, stateTransitionReason } = instance;
  if (from > now || state === 'pending') return [];
  if (state === 'running') return [{ from, to: null }];
  const to = transitionAt(stateTransitionReason);
  if (to === null || to < from) return [];
  return [{ from, to }];
}

/** AWS's own word of its last run wins over what was remembered of it. */
function runsOf(
  instance: Instance,
  ended: readonly InstanceRun[],
  now: Instant,
): readonly InstanceRun[] {
  const [shown] = lastRun(instance, now);
  if (shown === undefined) return ended;
  const known = ended.find(({ from }) => from === shown.from);
  return [...ended.filter(({ from }) => from < shown.from), { ...known, ...shown }];
}

/** Spot and dedicated instances draw on no free hours, and have prices of their own. */
export function billedType({ type, lifecycle, tenancy }: Instance): string {
  if (lifecycle !== 'on-demand') return `${type} ${lifecycle}`;
  return tenancy === 'default' ? type : `${type} ${tenancy}`;
}

const meteredVolumes = ({ region, volumes }: RegionUsage): readonly MeteredVolume[] =>
  itemsOf(volumes)
    .filter(({ state }) => state !== 'deleted' && state !== 'error')
    .map(({ id, type, sizeGiB, iops, throughputMiBps, createdAt }) => ({
      ...{ id, type, region, sizeGiB, iops, throughputMiBps },
      from: createdAt,
      to: null,
    }));

export const privateAddressesOf = ({ interfaces }: Instance): readonly PrivateAddress[] =>
  interfaces.flatMap(({ privateAddresses }) => privateAddresses);

/**
 * An automatic address is as old as the run. When an Elastic IP was allocated nobody says: it
 * counts for as long as its instance runs or has been stopped, and else from now on.
 */
function meteredAddresses(
  { region, instances, addresses }: RegionUsage,
  now: Instant,
): readonly MeteredAddress[] {
  const known = new Map(itemsOf(instances).map((one) => [one.id, one]));
  const automatic = itemsOf(instances)
    .filter(({ state }) => state === 'running')
    .flatMap((instance) =>
      privateAddressesOf(instance).flatMap(({ publicIp, elastic }): readonly MeteredAddress[] =>
        publicIp === null || elastic
          ? []
          : [
              {
                ...{ id: publicIp, region, kind: 'auto', isInUse: true, instanceId: instance.id },
                ...{ from: instance.launchTime, to: null },
              },
            ],
      ),
    );
  const elastic = itemsOf(addresses).map((address) => {
    const holder = address.association?.instanceId ?? null;
    const instance = holder === null ? null : (known.get(holder) ?? null);
    const { allocationId: id, association } = address;
    return meteredElastic({ id, isAssociated: association !== null, instance, region }, now);
  });
  return [...automatic, ...elastic];
}

interface Elastic {
  readonly id: string;
  readonly isAssociated: boolean;
  readonly instance: Instance | null;
  readonly region: string;
}

export function meteredElastic(
  { id, isAssociated, instance, region }: Elastic,
  now: Instant,
): MeteredAddress {
  const rest = { id, region, kind: 'elastic', to: null } as const;
  // On a network interface without an instance: a NAT gateway, a load balancer.
  if (instance === null) return { ...rest, isInUse: isAssociated, instanceId: null, from: now };
  const isRunning = instance.state === 'running';
  const stopped = transitionAt(instance.stateTransitionReason);
  const from = isRunning ? instance.launchTime : later(stopped ?? now, instance.launchTime);
  return { ...rest, isInUse: isRunning, instanceId: instance.id, from };
}
