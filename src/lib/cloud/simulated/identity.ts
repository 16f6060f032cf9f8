/** Ids and addresses: made from names, so that nobody's launch changes another one's id. */
import {
  type AllocationId,
  type InstanceId,
  idOf,
  isAllocationId,
  isInstanceId,
  isNetworkInterfaceId,
  isSecurityGroupId,
  isVolumeId,
  type NetworkInterfaceId,
  type SecurityGroupId,
  type VolumeId,
} from '../../model/ids.ts';
import { type Chance, noise } from './random.ts';

const HEX_ID_DIGITS = 17;
/** `sir-` and eight characters. */
const SPOT_REQUEST_LENGTH = 12;

export interface Identity {
  instance(name: string): InstanceId;
  volume(name: string): VolumeId;
  allocation(name: string): AllocationId;
  networkInterface(name: string): NetworkInterfaceId;
  securityGroup(name: string): SecurityGroupId;
  spotRequest(name: string): string;
  association(name: string): string;
  instanceEvent(name: string): string;
  /** A metric of an alarm. */
  metric(name: string): string;
  /** The n-th event. */
  event(ordinal: number): string;
  /** The n-th invocation. */
  request(ordinal: number): string;
  /** From 203.0.113.0/24 and on, which nobody has: what an owner allocates. */
  elasticIp(): string;
  /** From 198.18.0.0/15, which nobody has: what AWS assigns. */
  publicIp(): string;
  privateIp(): string;
}

const word = (key: number, index: number): string =>
  Math.floor(noise(key, index) * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0');

const hexDigits = (key: number, ordinal: number): string =>
  word(key, 4 * ordinal) +
  word(key, 4 * ordinal + 1) +
  word(key, 4 * ordinal + 2) +
  word(key, 4 * ordinal + 3);

function uuid(key: number, ordinal: number): string {
  const hex = hexDigits(key, ordinal);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${parts.join('-')}-${hex.slice(20)}`;
}

/** Counts through `10.x.y.z`-like ranges, never giving a network or broadcast address. */
function addressCounter(first: number): () => string {
  let next = first;
  return () => {
    if ((next & 0xff) === 0xff) next += 2;
    const address = [24, 16, 8, 0].map((shift) => (next >>> shift) & 0xff).join('.');
    next += 1;
    return address;
  };
}

const ELASTIC_FIRST = 0xcb_00_71_05;
const PUBLIC_FIRST = 0xc6_12_00_01;
const PRIVATE_FIRST = 0xac_1f_00_0a;

export function createIdentity(chance: Chance): Identity {
  const hex = (prefix: string, name: string): string =>
    `${prefix}-${hexDigits(chance.key(`${prefix} ${name}`), 0).slice(0, HEX_ID_DIGITS)}`;
  const uuidKeys = { event: chance.key('event ids'), request: chance.key('request ids') };
  return {
    instance: (name) => idOf(isInstanceId, hex('i', name)),
    volume: (name) => idOf(isVolumeId, hex('vol', name)),
    allocation: (name) => idOf(isAllocationId, hex('eipalloc', name)),
    networkInterface: (name) => idOf(isNetworkInterfaceId, hex('eni', name)),
    securityGroup: (name) => idOf(isSecurityGroupId, hex('sg', name)),
    spotRequest: (name) => hex('sir', name).slice(0, SPOT_REQUEST_LENGTH),
    association: (name) => hex('eipassoc', name),
    instanceEvent: (name) => hex('instance-event', name),
    metric: (name) => uuid(chance.key(`metric ${name}`), 0),
    event: (ordinal) => uuid(uuidKeys.event, ordinal),
    request: (ordinal) => uuid(uuidKeys.request, ordinal),
    elasticIp: addressCounter(ELASTIC_FIRST),
    publicIp: addressCounter(PUBLIC_FIRST),
    privateIp: addressCounter(PRIVATE_FIRST),
  };
}
