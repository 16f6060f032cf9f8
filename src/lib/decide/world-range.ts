/** Which address ranges are the world: every address, or so many that nobody owns them all. */
import type { AddressFamily } from '../model/network.ts';

/** No organisation holds more than a /8 of IPv4; an IPv6 registry serves a continent from a /12. */
const WIDER_THAN_ANYBODY_HOLDS = { ipv4: 7, ipv6: 12 } as const;

const IPV4 = /^(\d{1,3})\.\d{1,3}\.\d{1,3}\.\d{1,3}\/(\d{1,2})$/;
const IPV6 = /^([0-9a-f]{0,4}):[0-9a-f:]*\/(\d{1,3})$/i;

/** From here on lie multicast and reserved addresses, which nobody connects from. */
const FIRST_MULTICAST_OCTET = 224;
/** From here on unique local, link-local and multicast addresses. */
const FIRST_LOCAL_HEXTET = 0xfc00;

/**
 * `0.0.0.0/0` and `::/0`, and halves and quarters of them, by which a rule looks narrower than it
 * is. Each range counts by itself: many small ones together are somebody's list.
 */
export function worldBehind(cidr: string): AddressFamily | null {
  const [, octet, prefix4] = IPV4.exec(cidr) ?? [];
  if (octet !== undefined) {
    const isWide = Number(prefix4) <= WIDER_THAN_ANYBODY_HOLDS.ipv4;
    return isWide && Number(octet) < FIRST_MULTICAST_OCTET ? 'ipv4' : null;
  }
  const [, hextet, prefix6] = IPV6.exec(cidr) ?? [];
  if (hextet === undefined) return null;
  const isWide = Number(prefix6) <= WIDER_THAN_ANYBODY_HOLDS.ipv6;
  return isWide && Number.parseInt(hextet || '0', 16) < FIRST_LOCAL_HEXTET ? 'ipv6' : null;
}

/** A public address; what begins with fc to ff is of a network of one's own. */
export const isPublicIpv6 = (address: string): boolean =>
  Number.parseInt(address.split(':')[0] || '0', 16) < FIRST_LOCAL_HEXTET;
