/** What EC2 says no to, in its own words: error codes and messages as users have met them. */
import { type Fault, fault } from '../../model/fault.ts';
import type { InstanceId } from '../../model/ids.ts';
import { type Instance, isGone } from '../../model/instance.ts';
import { hours } from '../../model/instant.ts';
import { type Account, luckOf, type Machine, machineOf } from './account.ts';

export const noSuchInstance = (id: InstanceId): Fault =>
  fault('not-found', `The instance ID '${id}' does not exist`, {
    awsCode: 'InvalidInstanceID.NotFound',
    culprits: [id],
  });

export const notInState = (id: InstanceId, verb: 'stopped' | 'started'): Fault =>
  fault('wrong-state', `The instance '${id}' is not in a state from which it can be ${verb}.`, {
    awsCode: 'IncorrectInstanceState',
    culprits: [id],
  });

const unsupported = (id: InstanceId, message: string): Fault =>
  fault('unsupported', message, { awsCode: 'UnsupportedOperation', culprits: [id] });

const managed = (id: InstanceId): Fault =>
  fault('unsupported', `The instance '${id}' is managed by a service provider.`, {
    awsCode: 'OperationNotPermitted',
    culprits: [id],
  });

const stopProtected = (id: InstanceId): Fault =>
  fault(
    'stop-protected',
    `The instance '${id}' may not be stopped. ` +
      `Modify its 'disableApiStop' instance attribute and try again.`,
    { awsCode: 'OperationNotPermitted', culprits: [id] },
  );

const isOneTimeSpot = (account: Account, { spotRequestId }: Instance): boolean =>
  spotRequestId !== null && account.spotRequests.get(spotRequestId)?.type === 'one-time';

function unsupportedStop(account: Account, instance: Instance, hibernate: boolean): Fault | null {
  const { id } = instance;
  if (instance.operator.managed) return managed(id);
  if (isOneTimeSpot(account, instance)) {
    const why = 'it is associated with a one-time Spot Instance request';
    return unsupported(id, `You can't stop the Spot Instance '${id}' because ${why}.`);
  }
  if (instance.rootDevice === 'instance-store') {
    const what = `does not have an 'ebs' root device type and cannot be stopped.`;
    return unsupported(id, `The instance '${id}' ${what}`);
  }
  return hibernate ? cannotHibernate(account, instance) : null;
}

/** Not enabled at launch; or its agent does not answer, as for the first minutes of any start. */
function cannotHibernate(account: Account, { id, hibernationConfigured }: Instance): Fault | null {
  if (!hibernationConfigured) {
    const message = `The instance '${id}' is not configured for hibernation.`;
    const awsCode = 'UnsupportedHibernationConfiguration';
    return fault('cannot-hibernate', message, { awsCode, culprits: [id] });
  }
  const { label } = machineOf(account, id);
  if (
    luckOf(account, `readiness of ${label} to hibernate`, hours(1)) >=
    account.faults.notReadyToHibernate
  )
    return null;
  const message = `Instance '${id}' is not ready to hibernate yet; retry in a few minutes.`;
  return fault('cannot-hibernate', message, { awsCode: 'UnsupportedOperation', culprits: [id] });
}

/** Null: AWS accepts. A stop of what is stopped or stopping is accepted and changes nothing. */
export function stopRefusal(
  account: Account,
  { instance, machine }: { readonly instance: Instance; readonly machine: Machine },
  hibernate: boolean,
): Fault | null {
  const { id, state } = instance;
  if (isGone(state) || state === 'pending') return notInState(id, 'stopped');
  if (state !== 'running') return null;
  const refused = unsupportedStop(account, instance, hibernate);
  return refused ?? (machine.stopProtected ? stopProtected(id) : null);
}

function noCapacity(account: Account, instance: Instance): Fault | null {
  const { type, availabilityZone } = instance;
  const luck = luckOf(account, `capacity of ${type} in ${availabilityZone}`, hours(1));
  if (luck >= account.faults.noCapacity) return null;
  return fault('no-capacity', 'Insufficient capacity.', {
    awsCode: 'InsufficientInstanceCapacity',
  });
}

function overQuota(account: Account): Fault | null {
  if (luckOf(account, 'vCPU quota', hours(1)) >= account.faults.overQuota) return null;
  const message = 'You have requested more vCPU capacity than your current vCPU limit allows.';
  return fault('quota', message, { awsCode: 'VcpuLimitExceeded' });
}

function spotRefusal({ spotRequestId, id }: Instance, interrupted: boolean): Fault | null {
  if (!interrupted) return null;
  const message = `Spot request '${spotRequestId}' of instance '${id}' is not in a valid state.`;
  const awsCode = 'IncorrectSpotRequestState';
  return fault('wrong-state', message, { awsCode, culprits: [id] });
}

/** Null: AWS accepts. A start of what is running or pending is accepted and changes nothing. */
export function startRefusal(
  account: Account,
  { instance, machine }: { readonly instance: Instance; readonly machine: Machine },
): Fault | null {
  const { id, state } = instance;
  if (state === 'running' || state === 'pending') return null;
  if (state !== 'stopped') return notInState(id, 'started');
  if (instance.operator.managed) return managed(id);
  return (
    spotRefusal(instance, machine.interrupted) ??
    noCapacity(account, instance) ??
    overQuota(account)
  );
}
