/**
 * Which instances Reserved Instances pay for, as AWS applies them
 * (docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html): a zonal one to its very type in its
 * Availability Zone, a regional one to its type in any. One of Linux with default tenancy fits all
 * sizes of its family, the smallest first, by the normalization factors of that page.
 */
import type { Instance } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { ReservedInstances } from '../model/reserved-instance.ts';

export type Reservable = Pick<
  Instance,
  'id' | 'type' | 'platform' | 'lifecycle' | 'tenancy' | 'availabilityZone'
>;

const FACTORS: Readonly<Record<string, number>> = {
  ...{ nano: 0.25, micro: 0.5, small: 1, medium: 2, large: 4, xlarge: 8 },
};

/**
 * Bare metal, and some accelerated families, fit their own size alone. Which those are changes: all
 * of GPU, FPGA, inference, training, high memory and HPC are taken for such.
 */
const OWN_SIZE_ALONE = /^(dl|f\d|g\d|gr\d|hpc|inf|p\d|trn|u-|u\d|vt)/;

/** Normalized units of a size; null: no other size can stand for it. */
function unitsOf(type: string): number | null {
  const [family = '', size = ''] = type.split('.');
  if (OWN_SIZE_ALONE.test(family)) return null;
  const [, many] = /^(\d+)xlarge$/.exec(size) ?? [];
  return many === undefined ? (FACTORS[size] ?? null) : 8 * Number(many);
}

const familyOf = (type: string): string => type.split('.')[0] ?? '';

/** What is left of one purchase: units where it fits all sizes, else instances. */
interface Pool {
  readonly of: ReservedInstances;
  readonly unit: number | null;
  left: number;
}

function poolOf(of: ReservedInstances): Pool {
  const isFlexible =
    of.availabilityZone === null && of.platform === 'linux' && of.tenancy === 'default';
  const unit = isFlexible ? unitsOf(of.type) : null;
  return { of, unit, left: of.count * (unit ?? 1) };
}

function fits({ of, unit }: Pool, instance: Reservable): boolean {
  const { platform, tenancy, availabilityZone: zone } = of;
  const isAlike =
    platform === instance.platform &&
    tenancy === instance.tenancy &&
    (zone === null || zone === instance.availabilityZone);
  if (!isAlike || unit === null) return isAlike && of.type === instance.type;
  return familyOf(of.type) === familyOf(instance.type) && unitsOf(instance.type) !== null;
}

/** Zonal ones first; of what fits all sizes, the smallest instance first. */
function inTurn(instances: readonly Reservable[]): readonly Reservable[] {
  return instances.toSorted((a, b) => (unitsOf(a.type) ?? 0) - (unitsOf(b.type) ?? 0));
}

/** How much of it these pay for; what they have left is less then. */
function taken(pools: readonly Pool[], instance: Reservable, missing: number): number {
  let share = 0;
  for (const pool of pools.filter((one) => one.left > 0 && fits(one, instance))) {
    const size = pool.unit === null ? 1 : (unitsOf(instance.type) ?? 1);
    const more = Math.min(missing - share, pool.left / size);
    pool.left -= more * size;
    share += more;
    if (share >= missing) break;
  }
  return share;
}

/**
 * Of each instance the share that is paid for, 0 to 1; none of who is not in it. What comes in an
 * earlier group is paid for first: what runs, before what is off and would have run.
 */
export function reservedShares(
  reserved: readonly ReservedInstances[],
  groups: readonly (readonly Reservable[])[],
  now: Instant,
): ReadonlyMap<string, number> {
  const pools = reserved.filter(({ endsAt }) => endsAt > now).map(poolOf);
  const isZonal = ({ of }: Pool): boolean => of.availabilityZone !== null;
  const shares = new Map<string, number>();
  for (const group of groups) {
    const onDemand = group.filter(({ lifecycle }) => lifecycle === 'on-demand');
    for (const some of [pools.filter(isZonal), pools.filter((pool) => !isZonal(pool))]) {
      for (const instance of inTurn(onDemand)) {
        const known = shares.get(instance.id) ?? 0;
        const share = known + taken(some, instance, 1 - known);
        if (share > known) shares.set(instance.id, share);
      }
    }
  }
  return shares;
}
