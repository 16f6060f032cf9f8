import { itemsOf } from '../../model/family.ts';
import { type Finder, isMeant, nameTag } from './finder.ts';

/** `available`: nothing uses it, and its storage bills as if something did. */
export const unattachedVolumes: Finder = ({ region, prices, leftVolumes }) => {
  const told = new Set<string>(leftVolumes.map(({ volumeId }) => volumeId));
  return itemsOf(region.volumes)
    .filter(({ id, state }) => state === 'available' && !told.has(id))
    .filter((volume) => !isMeant(volume))
    .map((volume) => {
      const { id, sizeGiB, type } = volume;
      return {
        kind: 'unattached-volume',
        id,
        name: nameTag(volume),
        // AWS keeps no time of the last detachment.
        since: null,
        monthlyMicroUsd: prices.volumeMonth({ ...volume, region: region.region }),
        facts: { sizeGiB, type },
      };
    });
};
