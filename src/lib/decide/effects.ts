/** What a stop changes for the owner's bill and addresses. */
import { hourOf } from '../model/instance-price.ts';
import { hasInstanceStore } from '../model/instance-type.ts';
import type { StopEffects } from '../model/stop-effects.ts';
import type { Case } from './case.ts';

export function stopEffects({ instance, world }: Pick<Case, 'instance' | 'world'>): StopEffects {
  const { type, interfaces } = instance;
  const { region } = world.snapshot;
  const mapped = interfaces
    .flatMap(({ privateAddresses }) => privateAddresses)
    .filter(({ publicIp }) => publicIp !== null);
  return {
    savesMicroUsdPerHour: hourOf(instance, region, world.prices),
    losesPublicIp: mapped.find(({ elastic }) => !elastic)?.publicIp ?? null,
    idleElasticIp: mapped.find(({ elastic }) => elastic)?.publicIp ?? null,
    ipv4MicroUsdPerHour: mapped.length > 0 ? world.prices.publicIpv4Hour(region) : null,
    losesInstanceStore: hasInstanceStore(type),
  };
}
