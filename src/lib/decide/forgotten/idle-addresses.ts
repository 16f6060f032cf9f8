import { itemsOf } from '../../model/family.ts';
import { TAG, tagOf } from '../../model/tag.ts';
import { type Finder, isMeant, monthOf, nameTag } from './finder.ts';

/**
 * An Elastic IP on nothing: since 2024-02 it bills like any other public IPv4 address. One that
 * waits in a pool is a spare that somebody wants.
 */
export const idleAddresses: Finder = ({ region, prices, leftAddresses }) => {
  const told = new Set<string>(leftAddresses.map(({ allocationId }) => allocationId));
  return itemsOf(region.addresses)
    .filter(({ association, allocationId }) => association === null && !told.has(allocationId))
    .filter((address) => !isMeant(address) && tagOf(address.tags, TAG.eipPool) === undefined)
    .map((address) => ({
      kind: 'idle-address',
      id: address.allocationId,
      name: nameTag(address),
      since: null,
      monthlyMicroUsd: monthOf(prices.publicIpv4Hour(region.region)),
      facts: { publicIp: address.publicIp },
    }));
};
