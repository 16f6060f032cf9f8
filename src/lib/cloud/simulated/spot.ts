/** Spot: what AWS gives cheaply it takes back. */
import type { InstanceId } from '../../model/ids.ts';
import { isGone } from '../../model/instance.ts';
import { type Account, machineOf } from './account.ts';
import { beginStart, beginStop, beginTerminate } from './lifecycle.ts';
import { SPOT_SHUTDOWN, SPOT_TERMINATION } from './state-reasons.ts';

/** One-time: terminated. Persistent: stopped, until AWS has capacity again. */
export function interrupt(account: Account, id: InstanceId): void {
  const instance = account.instances.get(id);
  const request = account.spotRequests.get(instance?.spotRequestId ?? '');
  if (instance?.state !== 'running' || request === undefined) return;
  if (request.type === 'one-time') {
    beginTerminate(account, id, SPOT_TERMINATION);
    return;
  }
  machineOf(account, id).interrupted = true;
  beginStop(account, id, SPOT_SHUTDOWN);
}

/** There is capacity again. */
export function resume(account: Account, id: InstanceId): void {
  const instance = account.instances.get(id);
  if (instance === undefined || isGone(instance.state)) return;
  if (machineOf(account, id).interrupted && instance.state === 'stopped') beginStart(account, id);
}
