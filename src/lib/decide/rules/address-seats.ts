/** Where on an instance an Elastic IP can be put. */
import type { Address } from '../../model/address.ts';
import type { Instance, NetworkInterface, PrivateAddress } from '../../model/instance.ts';
import type { World } from '../world.ts';

/**
 * An address is only usable in the zones of its network border group: the Region's own zones
 * (`us-west-2a`) share one, a Local Zone (`us-west-2-lax-1a`) or Wavelength Zone has another.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html
 */
export function isUsableIn(
  zone: string,
  { networkBorderGroup: group }: Address,
  world: World,
): boolean {
  const { region } = world.snapshot;
  const isOwnZone = zone.length === region.length + 1 && zone.startsWith(region);
  return isOwnZone ? group === region : group !== region && zone.startsWith(group);
}

/** The primary private address of an interface; of the first, unless the tag says otherwise. */
export function seatAt(
  interfaces: Instance['interfaces'],
  index: number,
): readonly [NetworkInterface, PrivateAddress] | null {
  const eni = interfaces.find(({ deviceIndex }) => deviceIndex === index);
  const seat = eni?.privateAddresses.find(({ primary }) => primary);
  return eni && seat ? [eni, seat] : null;
}
