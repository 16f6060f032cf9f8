/**
 * Elastic IPs that a terminated instance held: told with price and likely successor, never moved.
 */
import type { Address } from '../../model/address.ts';
import type { Decision, Mark } from '../../model/decision.ts';
import type { AllocationId } from '../../model/ids.ts';
import { type Instance, nameOf } from '../../model/instance.ts';
import type { LeftAddress } from '../../model/ledger.ts';
import { microUsd } from '../../model/money.ts';
import { HOURS_PER_MONTH } from '../../model/price.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { flagOf, TAG } from '../../model/tag.ts';
import { binding, onlyOpinion } from '../opinion.ts';
import type { World } from '../world.ts';
import { claimantsOf, declaredBy } from './address-claims.ts';

interface Lost {
  readonly world: World;
  readonly addresses: ReadonlyMap<AllocationId, Address>;
  /** Declared by a living instance. */
  readonly declared: ReadonlySet<string>;
  /** Living instances by what people call them. */
  readonly named: ReadonlyMap<string, readonly Instance[]>;
}

export function decideLeftAddresses(world: World): readonly Decision[] {
  const { addresses, memory } = world.snapshot;
  if (!world.policy.addresses.on || !addresses.complete) return [];
  const lost: Lost = {
    world,
    addresses: new Map(addresses.items.map((address) => [address.allocationId, address])),
    declared: new Set(declaredBy(claimantsOf(world)).keys()),
    named: Map.groupBy(world.living, nameOf),
  };
  const known = new Map(memory.leftAddresses.map((left) => [left.allocationId, left]));
  const fresh = freshlyLeft(lost).filter(({ allocationId }) => !known.has(allocationId));
  return [
    ...[...known.values()].map((left) => decideKnown(lost, left)),
    ...fresh.map((left) => tellLeft(lost, left)),
  ];
}

/** What nobody holds or declares now, with the instance that was last seen with it. */
function freshlyLeft({ world, addresses, declared }: Lost): readonly LeftAddress[] {
  const byIp = new Map(
    world.gone.flatMap((record) =>
      record.sighting.addresses.map(({ publicIp }) => [publicIp, record] as const),
    ),
  );
  return [...addresses.values()].flatMap((address) => {
    const { allocationId, publicIp } = address;
    const record = byIp.get(publicIp);
    if (!record || address.association !== null || isClaimed(declared, address)) return [];
    const { instanceId, sighting } = record;
    const instanceName = sighting.name;
    const foundAt = world.now;
    const kind = 'left-address';
    return [{ kind, allocationId, publicIp, instanceId, instanceName, foundAt } as const];
  });
}

const isClaimed = (declared: Lost['declared'], { allocationId, tags }: Address): boolean =>
  Object.hasOwn(tags, TAG.eipPool) ||
  flagOf(tags, TAG.keep) ||
  flagOf(tags, TAG.ignore) ||
  declared.has(allocationId);

function decideKnown(lost: Lost, left: LeftAddress): Decision {
  const { addresses, declared } = lost;
  const { allocationId, publicIp } = left;
  const address = addresses.get(allocationId);
  const isLeft = address && address.association === null && !isClaimed(declared, address);
  if (isLeft) return decision(left, leftReason(lost, left));
  const because = reason('address-settled', { publicIp });
  return decision(left, because, [{ mark: 'address-settled', allocationId }]);
}

const decision = (left: LeftAddress, because: Reason, marks: readonly Mark[] = []): Decision =>
  onlyOpinion(
    { kind: 'address', id: left.allocationId },
    binding({ rule: 'addresses', verdict: 'leave', reason: because, marks }),
  );

function tellLeft(lost: Lost, left: LeftAddress): Decision {
  const { world } = lost;
  const because = leftReason(lost, left);
  const { instanceId, instanceName: name, allocationId } = left;
  const type = world.records.get(instanceId)?.sighting.type ?? '';
  const marks: readonly Mark[] = [
    { mark: 'address-left', address: left },
    {
      mark: 'notice',
      notice: {
        kind: 'address-missing',
        dedupeKey: `address-left:${allocationId}:${instanceId}`,
        urgency: 'now',
        at: world.now,
        facts: { subject: { instanceId, name, type }, reason: because, allocationId },
      },
    },
  ];
  const opinion = binding({ rule: 'addresses', verdict: 'tell', reason: because, marks });
  return onlyOpinion({ kind: 'address', id: allocationId }, opinion);
}

/** A name alone never moves an address: the one living namesake is only named. */
function leftReason({ world, named }: Lost, { publicIp, instanceName }: LeftAddress): Reason {
  const hourly = world.prices.publicIpv4Hour(world.snapshot.region);
  const namesakes = named.get(instanceName) ?? [];
  return reason('address-left', {
    publicIp,
    instance: instanceName,
    monthlyMicroUsd: hourly === null ? null : microUsd(hourly * HOURS_PER_MONTH),
    successor: namesakes.length === 1 ? (namesakes[0]?.id ?? null) : null,
  });
}
