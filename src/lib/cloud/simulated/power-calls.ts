/** StopInstances, StartInstances and TerminateInstances for one instance, whoever calls. */
import type { Fault } from '../../model/fault.ts';
import type { InstanceId } from '../../model/ids.ts';
import { isGone } from '../../model/instance.ts';
import { hours } from '../../model/instant.ts';
import {
  type Account,
  answered,
  type CallRecord,
  circumstancesOf,
  luckOf,
  machineOf,
} from './account.ts';
import type { Actor, CallVerb } from './journal.ts';
import { beginStart, beginStop, beginTerminate } from './lifecycle.ts';
import { noSuchInstance, startRefusal, stopRefusal } from './refusals.ts';
import { GUEST_SHUTDOWN, userHibernate, userShutdown } from './state-reasons.ts';

/** One call for one instance. */
export interface PowerRequest {
  readonly id: InstanceId;
  readonly actor: Actor;
  /** The work is done, and the caller will not hear of it. */
  readonly answerLost?: boolean;
}

const recordOf = (account: Account, verb: CallVerb, request: PowerRequest): CallRecord => ({
  actor: request.actor,
  verb,
  on: request.id,
  before: circumstancesOf(account, request.id),
  answerLost: request.answerLost ?? false,
});

function explain(account: Account, id: InstanceId, hibernate: boolean) {
  const now = account.engine.now();
  const { label } = machineOf(account, id);
  const { hibernationFails, reasonEmpty } = account.faults;
  const hibernates =
    hibernate && luckOf(account, `hibernation of ${label}`, hours(1)) >= hibernationFails;
  const why = hibernates ? userHibernate(now) : userShutdown(now);
  const luck = luckOf(account, `reason of ${label}`, hours(1));
  return luck < reasonEmpty ? { ...why, stateTransitionReason: '' } : why;
}

export function stop(
  account: Account,
  request: PowerRequest & { readonly hibernate: boolean },
): Fault | null {
  const { id, hibernate } = request;
  const call = recordOf(account, 'stop', request);
  const instance = account.instances.get(id);
  if (instance === undefined) return answered(account, call, noSuchInstance(id));
  const machine = machineOf(account, id);
  const refused = stopRefusal(account, { instance, machine }, hibernate);
  answered(account, call, refused);
  if (refused === null && instance.state === 'running') {
    beginStop(account, id, explain(account, id, hibernate));
  }
  return refused;
}

export function start(account: Account, request: PowerRequest): Fault | null {
  const { id } = request;
  const call = recordOf(account, 'start', request);
  const instance = account.instances.get(id);
  if (instance === undefined) return answered(account, call, noSuchInstance(id));
  const refused = startRefusal(account, { instance, machine: machineOf(account, id) });
  answered(account, call, refused);
  if (refused === null && instance.state === 'stopped') beginStart(account, id);
  return refused;
}

/** Terminating what is gone is accepted and changes nothing. */
export function terminate(account: Account, request: PowerRequest): Fault | null {
  const { id } = request;
  const call = recordOf(account, 'terminate', request);
  const instance = account.instances.get(id);
  const refused = instance === undefined ? noSuchInstance(id) : null;
  answered(account, call, refused);
  if (instance !== undefined && !isGone(instance.state)) {
    beginTerminate(account, id, userShutdown(account.engine.now()));
  }
  return refused;
}

/** `shutdown -h now` on the instance itself: stop protection does not hold it. */
export function shutDownFromInside(account: Account, request: PowerRequest): void {
  const { id } = request;
  answered(account, recordOf(account, 'shut-down-from-inside', request), null);
  const instance = account.instances.get(id);
  if (instance?.state !== 'running') return;
  if (instance.rootDevice === 'ebs') beginStop(account, id, GUEST_SHUTDOWN);
  else beginTerminate(account, id, GUEST_SHUTDOWN);
}
