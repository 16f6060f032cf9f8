/** Declared Elastic IPs: put back on the running instance that declares them, never taken away. */
import type { Address } from '../../model/address.ts';
import type { Decision, Mark, Verdict } from '../../model/decision.ts';
import { itemsOf } from '../../model/family.ts';
import { type AllocationId, type InstanceId, isAllocationId } from '../../model/ids.ts';
import {
  type Instance,
  isGone,
  type NetworkInterface,
  type PrivateAddress,
} from '../../model/instance.ts';
import type { Association } from '../../model/ledger.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { flagOf, TAG, tagOf } from '../../model/tag.ts';
import { keyOf } from '../../model/target.ts';
import { type Case, caseOf } from '../case.ts';
import { binding, onlyOpinion } from '../opinion.ts';
import { subjectOf, toldOnce } from '../told-once.ts';
import type { World } from '../world.ts';

type Finding =
  | { readonly verdict: 'leave' | 'defer'; readonly reason: Reason }
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

/** The living instances that declare an address, in an order that does not depend on the list's. */
export const claimantsOf = ({ living }: World): readonly Instance[] =>
  living
    .filter(({ tags }) => Object.hasOwn(tags, TAG.eip) || Object.hasOwn(tags, TAG.eipPool))
    .filter(({ tags }) => !flagOf(tags, TAG.ignore))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** What is declared by id, with the instances that do. */
export function declaredBy(
  claimants: readonly Instance[],
): ReadonlyMap<string, readonly InstanceId[]> {
  const declared = new Map<string, InstanceId[]>();
  for (const { id, tags } of claimants) {
    const allocationId = tagOf(tags, TAG.eip)?.trim();
    if (allocationId === undefined) continue;
    declared.set(allocationId, [...(declared.get(allocationId) ?? []), id]);
  }
  return declared;
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
  const acts = finding.verdict === 'associate' && claims.world.mode === 'act';
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
  if (!isAllocationId(declared)) {
    const expected = 'an allocation id such as eipalloc-0123456789abcdef0';
    return tell(reason('unreadable-tag', { tag: TAG.eip, value: declared, expected }));
  }
  const address = claims.addresses.find(({ allocationId }) => allocationId === declared);
  if (!address) return tell(reason('address-unknown', { declared }), declared);
  const claimants = claims.declared.get(declared) ?? [];
  if (claimants.length > 1 && !isOn(instance, address)) {
    return tell(reason('address-claimed-twice', { declared, claimants }), declared);
  }
  return place(claims, instance, address);
}

/** By either list: just after an association one of them may lag behind the other. */
const isOn = ({ id, interfaces }: Instance, { association, publicIp }: Address): boolean =>
  association?.instanceId === id ||
  (association === null && primarySeat(interfaces)?.[1].publicIp === publicIp);

/** Any free address of the pool that nobody declares by id. */
function fromPool(claims: Claims, instance: Instance, pool: string): Finding {
  const members = claims.addresses
    .filter(({ tags }) => tagOf(tags, TAG.eipPool)?.trim() === pool)
    .sort((a, b) => (a.allocationId < b.allocationId ? -1 : 1));
  const mine = members.find((address) => isOn(instance, address));
  if (mine) return leave(reason('address-in-place', { publicIp: mine.publicIp }));
  const free = members.find(
    ({ association, allocationId }) =>
      association === null && !claims.taken.has(allocationId) && !claims.declared.has(allocationId),
  );
  return free ? place(claims, instance, free) : tell(reason('pool-empty', { pool }));
}

/** A holder that is being terminated lets go of its address within the minute. */
function isGoing({ world }: Claims, { instanceId }: NonNullable<Address['association']>): boolean {
  const holder = instanceId === null ? undefined : world.instances.get(instanceId);
  return holder !== undefined && isGone(holder.state);
}

function place(claims: Claims, instance: Instance, address: Address): Finding {
  const { allocationId, publicIp, association } = address;
  if (isOn(instance, address)) return leave(reason('address-in-place', { publicIp }));
  if (association) {
    const holder = association.instanceId ?? association.networkInterfaceId ?? 'somebody else';
    const because = reason('address-elsewhere', { publicIp, holder });
    if (isGoing(claims, association)) return { verdict: 'defer', reason: because };
    return tell(because, allocationId);
  }
  const seat = primarySeat(instance.interfaces);
  const declared = allocationId;
  if (!seat) return { verdict: 'defer', reason: reason('address-no-interface', { declared }) };
  const [eni, spot] = seat;
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

/** The primary private address of the first interface: where a single address belongs. */
function primarySeat(
  interfaces: Instance['interfaces'],
): readonly [NetworkInterface, PrivateAddress] | null {
  const eni = interfaces.find(({ deviceIndex }) => deviceIndex === 0);
  const seat = eni?.privateAddresses.find(({ primary }) => primary);
  return eni && seat ? [eni, seat] : null;
}

function marksFor(subject: Case, finding: Finding): readonly Mark[] {
  const { instance, record, world } = subject;
  if (finding.verdict === 'associate' && world.mode === 'observe') {
    const line = { line: 'would-associate', reason: finding.reason } as const;
    return toldOnce(subject, line, `${instance.launchTime}`);
  }
  if (finding.verdict !== 'tell') return [];
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
