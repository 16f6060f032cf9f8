/** Elastic IP calls, whoever makes them. */
import type { Address } from '../../model/address.ts';
import { type Fault, fault } from '../../model/fault.ts';
import type { AllocationId, NetworkInterfaceId } from '../../model/ids.ts';
import type { Instance } from '../../model/instance.ts';
import { type Account, answered, circumstancesOf, machineOf } from './account.ts';
import { attach, detach, type Place, release } from './addresses.ts';
import type { Actor, CallVerb } from './journal.ts';

export interface AssociateRequest {
  readonly allocationId: AllocationId;
  readonly place: Place;
  /** What the console does by itself and we never do: take the address from its holder. */
  readonly allowReassociation: boolean;
  readonly actor: Actor;
  readonly answerLost?: boolean;
}

const noSuchAddress = (id: AllocationId): Fault =>
  fault('not-found', `The allocation ID '${id}' does not exist`, {
    awsCode: 'InvalidAllocationID.NotFound',
    culprits: [id],
  });

const noSuchInterface = (id: NetworkInterfaceId): Fault =>
  fault('not-found', `The networkInterface ID '${id}' does not exist`, {
    awsCode: 'InvalidNetworkInterfaceID.NotFound',
    culprits: [id],
  });

const noSuchPrivateAddress = ({ privateIpAddress, networkInterfaceId }: Place): Fault =>
  fault('not-found', `'${privateIpAddress}' is not an address of '${networkInterfaceId}'`, {
    awsCode: 'InvalidParameterValue',
    culprits: [networkInterfaceId],
  });

const stillPending = (id: string): Fault =>
  fault('wrong-state', `The pending instance '${id}' is not in a valid state for this operation.`, {
    awsCode: 'InvalidInstanceID',
    culprits: [id],
  });

const taken = ({ allocationId, association }: Address): Fault => {
  const holder = association?.networkInterfaceId ?? association?.instanceId;
  const message = `resource ${allocationId} is already associated with associate-id ${holder}`;
  return fault('address-taken', message, {
    awsCode: 'Resource.AlreadyAssociated',
    culprits: [allocationId],
  });
};

const noGateway = (networkInterfaceId: NetworkInterfaceId): Fault =>
  fault('network-mismatch', `Network of ${networkInterfaceId} is not attached to any gateway`, {
    awsCode: 'Gateway.NotAttached',
    culprits: [networkInterfaceId],
  });

const otherBorderGroup = ({ allocationId, networkBorderGroup }: Address): Fault =>
  fault('network-mismatch', `${allocationId} belongs to border group ${networkBorderGroup}`, {
    awsCode: 'InvalidParameterCombination',
    culprits: [allocationId],
  });

const holderOf = (account: Account, id: NetworkInterfaceId): Instance | undefined =>
  account.instances.list().find(({ interfaces }) => interfaces.some((one) => one.id === id));

const hasPlace = ({ interfaces }: Instance, place: Place): boolean =>
  interfaces.some(
    ({ id, privateAddresses }) =>
      id === place.networkInterfaceId &&
      privateAddresses.some(({ address }) => address === place.privateIpAddress),
  );

const isThere = ({ association }: Address, place: Place): boolean =>
  association?.networkInterfaceId === place.networkInterfaceId &&
  association.privateIpAddress === place.privateIpAddress;

/** AWS has no better word for it. */
const notYours = (): Fault =>
  fault('aws-managed', 'You do not have permission to access the specified resource.', {
    awsCode: 'AuthFailure',
  });

const isManaged = ({ interfaces }: Instance, { networkInterfaceId }: Place): boolean =>
  interfaces.some(({ id, managedBy }) => id === networkInterfaceId && managedBy !== null);

function placeRefusal(account: Account, instance: Instance, place: Place): Fault | null {
  if (!hasPlace(instance, place)) return noSuchPrivateAddress(place);
  if (isManaged(instance, place)) return notYours();
  if (instance.state === 'pending') return stillPending(instance.id);
  const { hasInternetGateway } = machineOf(account, instance.id);
  return hasInternetGateway ? null : noGateway(place.networkInterfaceId);
}

function addressRefusal(account: Account, address: Address, request: AssociateRequest) {
  if (address.networkBorderGroup !== account.region) return otherBorderGroup(address);
  const elsewhere = address.association !== null && !isThere(address, request.place);
  return elsewhere && !request.allowReassociation ? taken(address) : null;
}

/** Repeating an association is accepted and changes nothing. */
export function associate(account: Account, request: AssociateRequest): Fault | null {
  const { allocationId, place, actor, answerLost = false } = request;
  const address = account.addresses.get(allocationId);
  const instance = holderOf(account, place.networkInterfaceId);
  const before = instance === undefined ? null : circumstancesOf(account, instance.id);
  const call = { actor, verb: 'associate' as const, on: allocationId, before, answerLost };
  if (address === undefined) return answered(account, call, noSuchAddress(allocationId));
  if (instance === undefined) {
    return answered(account, call, noSuchInterface(place.networkInterfaceId));
  }
  const refused =
    placeRefusal(account, instance, place) ?? addressRefusal(account, address, request);
  answered(account, call, refused);
  if (refused === null && !isThere(address, place)) {
    if (address.association !== null) detach(account, address);
    const free = account.addresses.get(allocationId) ?? address;
    attach(account, free, { instance: account.instances.get(instance.id) ?? instance, place });
  }
  return refused;
}

export interface AddressRequest {
  readonly allocationId: AllocationId;
  readonly actor: Actor;
}

function withAddress(
  account: Account,
  { allocationId, actor, verb }: AddressRequest & { readonly verb: CallVerb },
  work: (address: Address) => Fault | null,
): Fault | null {
  const address = account.addresses.get(allocationId);
  const holder = address?.association?.instanceId ?? null;
  const before = holder === null ? null : circumstancesOf(account, holder);
  const refused = address === undefined ? noSuchAddress(allocationId) : work(address);
  return answered(account, { actor, verb, on: allocationId, before }, refused);
}

export const disassociate = (account: Account, request: AddressRequest): Fault | null =>
  withAddress(account, { ...request, verb: 'disassociate' }, (address) => {
    detach(account, address);
    return null;
  });

/** Only a free address can be released. */
export const releaseAddress = (account: Account, request: AddressRequest): Fault | null =>
  withAddress(account, { ...request, verb: 'release-address' }, (address) => {
    if (address.association !== null) {
      const message = `The address '${address.publicIp}' is in use.`;
      return fault('wrong-state', message, { awsCode: 'InvalidIPAddress.InUse' });
    }
    release(account, address);
    return null;
  });
