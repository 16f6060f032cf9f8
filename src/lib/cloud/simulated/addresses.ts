/** Public IPv4 addresses: whose they are, where they are, and what they cost there. */
import type { Address } from '../../model/address.ts';
import type { AllocationId, InstanceId, NetworkInterfaceId } from '../../model/ids.ts';
import { type Instance, isGone, type PrivateAddress } from '../../model/instance.ts';
import type { Tags } from '../../model/tag.ts';
import { type Account, machineOf, patchInstance } from './account.ts';

/** A private address of an interface: what a public one is mapped to. */
export interface Place {
  readonly networkInterfaceId: NetworkInterfaceId;
  readonly privateIpAddress: string;
}

const patchPrivateAddress = (
  instance: Instance,
  place: Place,
  change: Partial<PrivateAddress>,
): Partial<Instance> => ({
  interfaces: instance.interfaces.map((one) =>
    one.id === place.networkInterfaceId
      ? {
          ...one,
          privateAddresses: one.privateAddresses.map((address) =>
            address.address === place.privateIpAddress ? { ...address, ...change } : address,
          ),
        }
      : one,
  ),
});

const NO_PUBLIC_IP = { publicIp: null, elastic: false, allocationId: null } as const;

const primaryOf = (instance: Instance): (Place & { readonly address: PrivateAddress }) | null => {
  const first = instance.interfaces.find(({ deviceIndex }) => deviceIndex === 0);
  const address = first?.privateAddresses.find(({ primary }) => primary);
  if (first === undefined || address === undefined) return null;
  return { networkInterfaceId: first.id, privateIpAddress: address.address, address };
};

const usageIdOf = (instance: Instance): string => `auto-assigned ${instance.id}`;

function journalAddress(
  account: Account,
  change: 'allocated' | 'associated' | 'disassociated' | 'displaced' | 'released',
  of: { allocationId: AllocationId | null; publicIp: string; instanceId: InstanceId | null },
): void {
  account.journal.write({ kind: 'address', at: account.engine.now(), change, ...of });
}

const hasElasticIp = (instance: Instance): boolean =>
  instance.interfaces.some((one) => one.privateAddresses.some(({ elastic }) => elastic));

/**
 * The subnet's own address, given at each start: not where an Elastic IP is, and not with a
 * second interface ("Amazon EC2 instance IP addressing", public IPv4 addresses).
 */
export function assignPublicIp(account: Account, id: InstanceId): void {
  const instance = account.instances.get(id);
  if (instance === undefined || !machineOf(account, id).autoAssignsPublicIp) return;
  const place = primaryOf(instance);
  if (place === null || instance.interfaces.length > 1) return;
  if (place.address.publicIp !== null || hasElasticIp(instance)) return;
  const publicIp = account.identity.publicIp();
  patchInstance(account, id, patchPrivateAddress(instance, place, { publicIp }));
  account.usage.begin({
    id: usageIdOf(instance),
    name: machineOf(account, id).label,
    priced: { kind: 'ipv4-in-use' },
    from: account.engine.now(),
  });
  journalAddress(account, 'associated', { allocationId: null, publicIp, instanceId: id });
}

export function releasePublicIp(account: Account, id: InstanceId): void {
  const instance = account.instances.get(id);
  const place = instance === undefined ? null : primaryOf(instance);
  if (instance === undefined || place === null) return;
  const { publicIp, elastic } = place.address;
  if (publicIp === null || elastic) return;
  patchInstance(account, id, patchPrivateAddress(instance, place, NO_PUBLIC_IP));
  account.usage.end(usageIdOf(instance), account.engine.now());
  journalAddress(account, 'released', { allocationId: null, publicIp, instanceId: id });
}

/** Idle when nobody holds it and when the holder is stopped: `PublicIPv4:IdleAddress`. */
function meterAddress(account: Account, address: Address, name: string): void {
  const holder = address.association?.instanceId;
  const state = holder ? account.instances.get(holder)?.state : undefined;
  const inUse = state !== undefined && state !== 'stopped' && !isGone(state);
  const kind = inUse ? 'ipv4-in-use' : 'ipv4-idle';
  if (account.usage.open(address.allocationId)?.priced.kind === kind) return;
  const from = account.engine.now();
  account.usage.begin({ id: address.allocationId, name, priced: { kind }, from });
}

const nameOfAddress = (address: Address): string => address.tags['Name'] ?? address.publicIp;

function show(account: Account, address: Address): void {
  account.addresses.set(address.allocationId, address);
  meterAddress(account, address, nameOfAddress(address));
}

export function allocate(
  account: Account,
  name: string,
  options: { readonly tags?: Tags; readonly networkBorderGroup?: string } = {},
): Address {
  const address: Address = {
    allocationId: account.identity.allocation(name),
    publicIp: account.identity.elasticIp(),
    association: null,
    networkBorderGroup: options.networkBorderGroup ?? account.region,
    tags: { Name: name, ...options.tags },
  };
  const { allocationId, publicIp } = address;
  show(account, address);
  journalAddress(account, 'allocated', { allocationId, publicIp, instanceId: null });
  return address;
}

export function release(account: Account, address: Address): void {
  const { allocationId, publicIp } = address;
  account.addresses.delete(allocationId);
  account.usage.end(allocationId, account.engine.now());
  journalAddress(account, 'released', { allocationId, publicIp, instanceId: null });
}

/** Takes the address off; where the subnet gives addresses, the instance receives another one. */
export function detach(account: Account, address: Address, displaced = false): void {
  const { allocationId, publicIp, association } = address;
  const id = association?.instanceId;
  if (!association || !id) return;
  const instance = account.instances.get(id);
  const { networkInterfaceId, privateIpAddress } = association;
  if (instance !== undefined && networkInterfaceId !== null && privateIpAddress !== null) {
    const place = { networkInterfaceId, privateIpAddress };
    patchInstance(account, id, patchPrivateAddress(instance, place, NO_PUBLIC_IP));
  }
  show(account, { ...address, association: null });
  const change = displaced ? 'displaced' : 'disassociated';
  journalAddress(account, change, { allocationId, publicIp, instanceId: id });
  if (!displaced && instance?.state === 'running') assignPublicIp(account, id);
}

/** Puts the address there; what was there before is released (auto-assigned) or displaced. */
export function attach(
  account: Account,
  address: Address,
  { instance, place }: { readonly instance: Instance; readonly place: Place },
): void {
  const { allocationId, publicIp } = address;
  releasePublicIp(account, instance.id);
  const there = account.addresses
    .list()
    .find(
      ({ association }) =>
        association?.networkInterfaceId === place.networkInterfaceId &&
        association.privateIpAddress === place.privateIpAddress,
    );
  if (there !== undefined) detach(account, there, true);
  const current = account.instances.get(instance.id) ?? instance;
  const elastic = { publicIp, elastic: true, allocationId };
  patchInstance(account, instance.id, patchPrivateAddress(current, place, elastic));
  const associationId = account.identity.association(`${allocationId} ${account.engine.now()}`);
  show(account, { ...address, association: { associationId, instanceId: instance.id, ...place } });
  journalAddress(account, 'associated', { allocationId, publicIp, instanceId: instance.id });
}

export const addressesOn = (account: Account, id: InstanceId): readonly Address[] =>
  account.addresses.list().filter(({ association }) => association?.instanceId === id);

/** A stopped instance's Elastic IP is idle, a started one's in use. */
export function meterAddressesOn(account: Account, id: InstanceId): void {
  for (const address of addressesOn(account, id)) {
    meterAddress(account, address, nameOfAddress(address));
  }
}
