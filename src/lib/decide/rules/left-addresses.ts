/** Elastic IPs that a terminated instance held: told with price and likely successor, never moved. */
import type { Address } from '../../model/address.ts';
import type { Decision, Mark } from '../../model/decision.ts';
import { nameOf } from '../../model/instance.ts';
import type { InstanceRecord, LeftAddress } from '../../model/ledger.ts';
import { microUsd } from '../../model/money.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { flagOf, TAG } from '../../model/tag.ts';
import { binding, onlyOpinion } from '../opinion.ts';
import { livingInstances, type World } from '../world.ts';
import { goneRecords } from './volumes.ts';

/** AWS's month for hourly prices. */
const HOURS_PER_MONTH = 730;

export function decideLeftAddresses(world: World): readonly Decision[] {
  const { addresses, memory } = world.snapshot;
  if (!world.policy.addresses.on || !addresses.complete) return [];
  const known = memory.leftAddresses;
  const fresh = goneRecords(world)
    .flatMap((record) => lostBy(world, record, addresses.items))
    .filter(({ allocationId }) => !known.some((left) => left.allocationId === allocationId));
  return [
    ...known.map((left) => decideKnown(world, left, addresses.items)),
    ...fresh.map((left) => tellLeft(world, left)),
  ];
}

/** What the instance was last seen with and nobody holds or declares now. */
function lostBy(
  world: World,
  { instanceId, sighting }: InstanceRecord,
  addresses: readonly Address[],
): readonly LeftAddress[] {
  return addresses
    .filter(({ association }) => association === null)
    .filter(({ publicIp }) => sighting.addresses.some((seen) => seen.publicIp === publicIp))
    .filter((address) => !isClaimed(world, address))
    .map(({ allocationId, publicIp }) => ({
      kind: 'left-address',
      allocationId,
      publicIp,
      instanceId,
      instanceName: sighting.name,
      foundAt: world.now,
    }));
}

const isClaimed = (world: World, { allocationId, tags }: Address): boolean =>
  Object.hasOwn(tags, TAG.eipPool) ||
  flagOf(tags, TAG.keep) ||
  flagOf(tags, TAG.ignore) ||
  livingInstances(world.snapshot).some((instance) => instance.tags[TAG.eip] === allocationId);

function decideKnown(world: World, left: LeftAddress, addresses: readonly Address[]): Decision {
  const address = addresses.find(({ allocationId }) => allocationId === left.allocationId);
  const settled = !address || address.association !== null || isClaimed(world, address);
  if (!settled) return decision(left, leftReason(world, left));
  const because = reason('address-settled', { publicIp: left.publicIp });
  return decision(left, because, [{ mark: 'address-settled', allocationId: left.allocationId }]);
}

const decision = (left: LeftAddress, because: Reason, marks: readonly Mark[] = []): Decision =>
  onlyOpinion(
    { kind: 'address', id: left.allocationId },
    binding({ rule: 'addresses', verdict: 'leave', reason: because, marks }),
  );

function tellLeft(world: World, left: LeftAddress): Decision {
  const because = leftReason(world, left);
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
function leftReason(world: World, { publicIp, instanceName }: LeftAddress): Reason {
  const hourly = world.prices.publicIpv4Hour(world.snapshot.region);
  const namesakes = livingInstances(world.snapshot).filter(
    (instance) => nameOf(instance) === instanceName,
  );
  return reason('address-left', {
    publicIp,
    instance: instanceName,
    monthlyMicroUsd: hourly === null ? null : microUsd(hourly * HOURS_PER_MONTH),
    successor: namesakes.length === 1 ? (namesakes[0]?.id ?? null) : null,
  });
}
