/** Declared Elastic IPs: put back on the running instance that declares them, never taken away. */
import type { Address } from '../../model/address.ts';
import type { Decision, Mark } from '../../model/decision.ts';
import { itemsOf } from '../../model/family.ts';
import type { AllocationId, InstanceId } from '../../model/ids.ts';
import { type Instance, isGone } from '../../model/instance.ts';
import { instant, minutes, plus } from '../../model/instant.ts';
import type { Association } from '../../model/intent.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { TAG, tagOf } from '../../model/tag.ts';
import { keyOf } from '../../model/target.ts';
import type { Verdict } from '../../model/verdict.ts';
import { type Case, caseOf } from '../case.ts';
import { binding, onlyOpinion } from '../opinion.ts';
import { subjectOf, toldOnce } from '../told-once.ts';
import type { World } from '../world.ts';
import { claimantsOf, claimOf, declaredBy } from './address-claims.ts';
import { isUsableIn, seatAt } from './address-seats.ts';

type Finding =
  | {
      readonly verdict: 'leave' | 'defer';
      readonly reason: Reason;
      /** Remembered, so that the next look is a second one. */
      readonly firstLook?: string;
    }
  /** Something is wrong that only the owner can mend: told once. */
  | {
      readonly verdict: 'tell';
      readonly reason: Reason;
      readonly allocationId: AllocationId | null;
    }
  | { readonly verdict: 'associate'; readonly reason: Reason; readonly association: Association };

interface Claims {
  readonly world: World;
  readonly addresses: readonly Address[];
  /** Allocation id to the instances that declare it. */
  readonly declared: ReadonlyMap<string, readonly InstanceId[]>;
  /** On its way to an instance already, by an open intent or by this pass. */
  readonly taken: Set<AllocationId>;
}

export function decideAddresses(world: World): readonly Decision[] {
  if (!world.policy.addresses.on) return [];
  const claimants = claimantsOf(world);
  const claims: Claims = {
    world,
    addresses: itemsOf(world.snapshot.addresses),
    declared: declaredBy(claimants),
    taken: new Set(onTheirWay(world)),
  };
  return claimants.map((instance) => decideAddress(claims, instance));
}

const onTheirWay = ({ snapshot, intended }: World): readonly AllocationId[] =>
  snapshot.memory.intents
    .flatMap(({ targets }) => targets)
    .flatMap(({ target, association }) =>
      association && intended.has(keyOf(target)) ? [association.allocationId] : [],
    );

function decideAddress(claims: Claims, instance: Instance): Decision {
  const subject = caseOf(claims.world, instance);
  const finding = find(claims, instance);
  const verdict: Verdict = finding.verdict;
  const marks = marksFor(subject, finding);
  const opinion = binding({ rule: 'addresses', verdict, reason: finding.reason, marks });
  const acts = finding.verdict === 'associate' && claims.world.modes.addresses === 'act';
  const association = acts ? finding.association : null;
  return onlyOpinion({ kind: 'address', id: instance.id }, opinion, association);
}

function find(claims: Claims, instance: Instance): Finding {
  const { world } = claims;
  const { addresses, memory } = world.snapshot;
  const declared = tagOf(instance.tags, TAG.eip)?.trim();
  const pool = tagOf(instance.tags, TAG.eipPool)?.trim() ?? '';
  if (memory.control?.paused) return leave(reason('paused', { since: memory.control.at }));
  if (world.intended.has(`address/${instance.id}`)) {
    return leave(reason('in-transition', { state: instance.state, since: world.now }));
  }
  if (instance.state !== 'running') {
    return leave(reason('address-waits', { declared: declared ?? pool, state: instance.state }));
  }
  if (!addresses.complete) {
    const because = reason('incomplete', { family: 'addresses', fault: addresses.fault });
    return { verdict: 'defer', reason: because };
  }
  return declared === undefined
    ? fromPool(claims, instance, pool)
    : declaredAddress(claims, instance, declared);
}

const leave = (because: Reason): Finding => ({ verdict: 'leave', reason: because });
const tell = (because: Reason, allocationId: AllocationId | null = null): Finding => ({
  verdict: 'tell',
  reason: because,
  allocationId,
});

function declaredAddress(claims: Claims, instance: Instance, declared: string): Finding {
  const claim = claimOf(declared);
  if (claim === null) {
    const expected =
      'an allocation id such as eipalloc-0123456789abcdef0, with @1 behind it for the network ' +
      'interface of device index 1';
    return tell(reason('unreadable-tag', { tag: TAG.eip, value: declared, expected }));
  }
  const { allocationId } = claim;
  const address = claims.addresses.find((one) => one.allocationId === allocationId);
  if (!address) return unknownAddress(claims, instance, allocationId);
  const claimants = claims.declared.get(allocationId) ?? [];
  if (claimants.length > 1 && !isOn(instance, address)) {
    const twice = reason('address-claimed-twice', { declared: allocationId, claimants });
    return tell(twice, allocationId);
  }
  return place(claims, instance, { address, deviceIndex: claim.deviceIndex });
}

/** A tick apart: two looks of the same moment are one. */
const A_LOOK_APART = minutes(1);

/** What was allocated a moment ago may not be listed yet: only a second look makes it news. */
function unknownAddress(
  { world }: Claims,
  { id, launchTime }: Instance,
  allocationId: AllocationId,
): Finding {
  const because = reason('address-unknown', { declared: allocationId });
  const what = `address-unseen:${allocationId}:${launchTime}:`;
  const first = world.records.get(id)?.told.find((one) => one.startsWith(what));
  if (first === undefined) {
    return { verdict: 'defer', reason: because, firstLook: `${what}${world.now}` };
  }
  const firstAt = instant(Number(first.slice(what.length)));
  if (plus(firstAt, A_LOOK_APART) > world.now) return { verdict: 'defer', reason: because };
  return tell(because, allocationId);
}

/** By either list: just after an association one of them may lag behind the other. */
const isOn = ({ id, interfaces }: Instance, { association, publicIp }: Address): boolean =>
  association?.instanceId === id ||
  (association === null &&
    interfaces.some(({ privateAddresses }) =>
      privateAddresses.some((spot) => spot.primary && spot.publicIp === publicIp),
    ));

/** Any free address of the pool that nobody declares by id. */
function fromPool(claims: Claims, instance: Instance, pool: string): Finding {
  const members = claims.addresses
    .filter(({ tags }) => tagOf(tags, TAG.eipPool)?.trim() === pool)
    .filter((address) => isUsableIn(instance.availabilityZone, address, claims.world))
    .sort((a, b) => (a.allocationId < b.allocationId ? -1 : 1));
  const mine = members.find((address) => isOn(instance, address));
  if (mine) return leave(reason('address-in-place', { publicIp: mine.publicIp }));
  const free = members.find(
    ({ association, allocationId }) =>
      association === null && !claims.taken.has(allocationId) && !claims.declared.has(allocationId),
  );
  if (!free) return tell(reason('pool-empty', { pool }));
  return place(claims, instance, { address: free, deviceIndex: 0 });
}

/** A holder that is being terminated lets go of its address within the minute. */
function isGoing({ world }: Claims, { instanceId }: NonNullable<Address['association']>): boolean {
  const holder = instanceId === null ? undefined : world.instances.get(instanceId);
  return holder !== undefined && isGone(holder.state);
}

interface Wish {
  readonly address: Address;
  readonly deviceIndex: number;
}

function place(claims: Claims, instance: Instance, { address, deviceIndex }: Wish): Finding {
  const { allocationId, publicIp, association } = address;
  if (isOn(instance, address)) return leave(reason('address-in-place', { publicIp }));
  if (association) {
    const holder = association.instanceId ?? association.networkInterfaceId ?? 'somebody else';
    const because = reason('address-elsewhere', { publicIp, holder });
    if (isGoing(claims, association)) return { verdict: 'defer', reason: because };
    return tell(because, allocationId);
  }
  const { availabilityZone: zone } = instance;
  const { networkBorderGroup: group } = address;
  if (!isUsableIn(zone, address, claims.world)) {
    return tell(reason('address-border-group', { publicIp, group, zone }), allocationId);
  }
  const seat = seatAt(instance.interfaces, deviceIndex);
  if (!seat) return noSeat(instance, { address, deviceIndex });
  const declared = allocationId;
  const [eni, spot] = seat;
  if (eni.managedBy !== null) {
    return tell(reason('address-managed', { declared, by: eni.managedBy }), allocationId);
  }
  if (spot.elastic && spot.publicIp !== null) {
    const because = reason('address-occupied', { declared, publicIp: spot.publicIp });
    return tell(because, allocationId);
  }
  claims.taken.add(allocationId);
  return {
    verdict: 'associate',
    reason: reason('address-lost', { allocationId, publicIp }),
    association: {
      allocationId,
      publicIp,
      networkInterfaceId: eni.id,
      privateIpAddress: spot.address,
    },
  };
}

/** The first interface comes within moments; one that was declared and is not there does not. */
function noSeat({ interfaces }: Instance, { address, deviceIndex }: Wish): Finding {
  const { allocationId } = address;
  const declared = deviceIndex === 0 ? allocationId : `${allocationId}@${deviceIndex}`;
  const because = reason('address-no-interface', { declared });
  const isMissing = deviceIndex > 0 && interfaces.some((eni) => eni.deviceIndex === 0);
  return isMissing ? tell(because, allocationId) : { verdict: 'defer', reason: because };
}

function marksFor(subject: Case, finding: Finding): readonly Mark[] {
  const { instance, record, world } = subject;
  if (finding.verdict === 'associate' && world.modes.addresses === 'observe') {
    const line = { line: 'would-associate', reason: finding.reason } as const;
    return toldOnce(subject, line, `${instance.launchTime}`);
  }
  if (finding.verdict !== 'tell') {
    const what = finding.verdict === 'associate' ? undefined : finding.firstLook;
    return what === undefined ? [] : [{ mark: 'told-once', instanceId: instance.id, what }];
  }
  const what = `address:${finding.reason.key}:${finding.allocationId ?? ''}:${instance.launchTime}`;
  if (record.told.includes(what)) return [];
  const { reason: because, allocationId } = finding;
  return [
    { mark: 'told-once', instanceId: instance.id, what },
    {
      mark: 'notice',
      notice: {
        kind: 'address-missing',
        dedupeKey: `${instance.id}:${what}`,
        urgency: 'now',
        at: world.now,
        facts: { subject: subjectOf(subject), reason: because, allocationId },
      },
    },
  ];
}
