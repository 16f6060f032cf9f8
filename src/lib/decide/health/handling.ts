/** Who can do what for an instance whose host fails or is to be retired. */
import { itemsOf } from '../../model/family.ts';
import type { Handling } from '../../model/notice.ts';
import { stopEffects } from '../effects.ts';
import { ownedByAnother } from '../rules/not-ours.ts';
import type { Patient } from './patient.ts';

/**
 * What is tagged `keep`, held or not selected is kept from our hands, not from its owner's: there a
 * stop and a start is what helps.
 */
export function handlingOf({ world, instance }: Pick<Patient, 'world' | 'instance'>): Handling {
  const owned = ownedByAnother(instance);
  if (owned?.key === 'operator-managed') return { by: 'aws' };
  if (owned) return { by: 'owner', owner: owned.evidence.owner };
  if (instance.rootDevice === 'instance-store') {
    return { by: 'replacement', because: 'instance-store-root' };
  }
  if (instance.lifecycle === 'capacity-block') {
    return { by: 'replacement', because: 'capacity-block' };
  }
  if (instance.lifecycle === 'spot' && !isPersistent(world, instance.spotRequestId)) {
    return { by: 'replacement', because: 'spot-one-time' };
  }
  if (instance.tenancy === 'host') return { by: 'dedicated-host' };
  const { losesPublicIp, idleElasticIp, losesInstanceStore } = stopEffects({ instance, world });
  const effects = { losesPublicIp, idleElasticIp, losesInstanceStore: losesInstanceStore === true };
  const stopProtected = (world.records.get(instance.id)?.protectedAt ?? null) !== null;
  return { by: 'stop-and-start', effects, stopProtected };
}

/** Where the requests could not be read it is taken for one that cannot be stopped. */
const isPersistent = ({ snapshot }: Patient['world'], requestId: string | null): boolean =>
  itemsOf(snapshot.spotRequests).some(({ id, type }) => id === requestId && type === 'persistent');
