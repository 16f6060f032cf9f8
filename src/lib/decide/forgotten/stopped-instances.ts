import type { Address } from '../../model/address.ts';
import { type Family, itemsOf } from '../../model/family.ts';
import { type Instance, transitionAt } from '../../model/instance.ts';
import type { MicroUsd } from '../../model/money.ts';
import type { Volume } from '../../model/volume.ts';
import { type Finder, isMeant, monthOf, nameTag, type Sweep, sumIfKnown } from './finder.ts';

/** Nothing runs and nothing is forgotten by AWS: disks and Elastic IPs bill in every state. */
export const stoppedInstances: Finder = (sweep) =>
  itemsOf(sweep.region.instances)
    .filter((instance) => instance.state === 'stopped' && !isMeant(instance))
    .map((instance) => {
      const volumes = ofInstance(sweep.region.volumes, (volume) => isOn(volume, instance));
      const addresses = ofInstance(sweep.region.addresses, (one) => isHeldBy(one, instance));
      return {
        kind: 'stopped-instance',
        id: instance.id,
        name: nameTag(instance),
        since: transitionAt(instance.stateTransitionReason),
        monthlyMicroUsd: costOf(sweep, { volumes, addresses }),
        facts: {
          type: instance.type,
          volumes: instance.volumes.length,
          sizeGiB: volumes?.reduce((sum, { sizeGiB }) => sum + sizeGiB, 0) ?? null,
          addresses: addresses?.length ?? null,
        },
      };
    });

const isOn = ({ attachments }: Volume, { id }: Instance): boolean =>
  attachments.some(({ instanceId }) => instanceId === id);

const isHeldBy = ({ association }: Address, { id }: Instance): boolean =>
  association?.instanceId === id;

/** Null where the family could not be read. */
const ofInstance = <T>(family: Family<T>, isIts: (item: T) => boolean): readonly T[] | null =>
  family.complete ? family.items.filter(isIts) : null;

interface Hanging {
  readonly volumes: readonly Volume[] | null;
  readonly addresses: readonly Address[] | null;
}

function costOf({ prices, region: { region } }: Sweep, hanging: Hanging): MicroUsd | null {
  const { volumes, addresses } = hanging;
  if (volumes === null || addresses === null) return null;
  return sumIfKnown([
    ...volumes.map((volume) => prices.volumeMonth({ ...volume, region })),
    ...addresses.map(() => monthOf(prices.publicIpv4Hour(region))),
  ]);
}
