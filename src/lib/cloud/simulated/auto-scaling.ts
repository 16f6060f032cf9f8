/** Auto Scaling groups: whatever does not run is replaced, whoever stopped it and why. */
import type { InstanceId } from '../../model/ids.ts';
import { type Instance, isGone } from '../../model/instance.ts';
import { type Account, drawSeconds, luckOf, machineOf } from './account.ts';
import type { Actor } from './journal.ts';
import { launch, place } from './launch.ts';
import type { LaunchSpec } from './launch-spec.ts';
import { terminate } from './power-calls.ts';

export interface GroupSpec {
  readonly name: string;
  readonly size: number;
  /** What each member is. */
  readonly member: LaunchSpec;
}

const AUTO_SCALING: Actor = { kind: 'aws', part: 'auto-scaling' };

const isHealthy = ({ state }: Instance): boolean => state === 'running' || state === 'pending';

/** Ends what is unhealthy and launches its successor. */
function replace(account: Account, spec: LaunchSpec, id: InstanceId): void {
  const instance = account.instances.get(id);
  if (instance !== undefined && !isGone(instance.state)) {
    terminate(account, { id, actor: AUTO_SCALING });
  }
  launch(account, AUTO_SCALING, spec);
}

/** Its members run from the beginning. */
export function createGroup(account: Account, { name, size, member }: GroupSpec): void {
  const spec: LaunchSpec = { ...member, via: 'api', autoScalingGroup: name };
  const replaced = new Set<InstanceId>();
  for (let count = 0; count < size; count += 1) place(account, spec);
  account.stateListeners.push((instance) => {
    const { id } = instance;
    const machine = machineOf(account, id);
    if (machine.autoScalingGroup !== name || isHealthy(instance) || replaced.has(id)) return;
    replaced.add(id);
    const delay = drawSeconds(luckOf(account, `health of ${machine.label}`), 20, 90);
    account.engine.after(delay, () => replace(account, spec, id));
  });
}
