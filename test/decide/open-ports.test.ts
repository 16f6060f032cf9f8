/** Rules and addresses to the letter: the tables have what is told of them. */
import { describe, expect, test } from 'vitest';
import { groupsBefore, keyOfOpening, openDoors } from '../../src/lib/decide/open-ports.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import { isPublicIpv6, worldBehind } from '../../src/lib/decide/world-range.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { NetworkInterface } from '../../src/lib/model/instance.ts';
import type { IngressRule } from '../../src/lib/model/network.ts';
import { securityGroupId } from '../build/ids.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { securityGroup } from '../build/resources.ts';
import { snapshot } from '../build/snapshot.ts';

const PUBLIC = { privateAddresses: [privateAddress({ publicIp: '203.0.113.7' })] };

const worldWith = (
  ingress: readonly Partial<IngressRule>[],
  interfaces: readonly Partial<NetworkInterface>[] = [PUBLIC],
) => {
  const rules = ingress.map((rule) => ({ ...SSH, ...rule }));
  const instances = [instance({ interfaces: interfaces.map((one) => networkInterface(one)) })];
  const groups = [securityGroup({ ingress: rules })];
  return worldOf(
    snapshot({ instances: complete(instances), securityGroups: complete(groups) }),
    policy({}),
    PRICES,
  );
};

const SSH: IngressRule = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['0.0.0.0/0'] };

const openedBy = (
  ingress: readonly Partial<IngressRule>[],
  interfaces?: readonly Partial<NetworkInterface>[],
) => openDoors(worldWith(ingress, interfaces)).get(securityGroupId(1))?.openings ?? [];

describe('a rule', () => {
  test('for all protocols has no ports of its own, whatever AWS writes beside it', () => {
    const [opening] = openedBy([{ protocol: '-1', fromPort: 0, toPort: 0 }]);
    expect(opening).toMatchObject({ protocol: '-1', fromPort: null, toPort: null });
    expect(opening?.ports).toEqual(opening?.ports.toSorted((a, b) => a - b));
    expect(opening?.ports).toContain(22);
  });

  test.each([
    ['all ports', { fromPort: null, toPort: null }],
    ['TCP by its number', { protocol: '6' }],
  ])('for %s lets SSH in', (_, rule) => {
    expect(openedBy([rule])[0]?.ports).toContain(22);
  });

  test.each([
    ['other ports', { fromPort: 23, toPort: 1_000 }],
    ['UDP', { protocol: 'udp' }],
    ['an office', { cidrs: ['198.51.100.0/24'] }],
    ['nobody', { cidrs: [] }],
  ])('for %s does not', (_, rule) => {
    expect(openedBy([rule])).toEqual([]);
  });

  test('that says one range twice opens once', () => {
    expect(openedBy([{ cidrs: ['0.0.0.0/0', '0.0.0.0/0'] }])).toHaveLength(1);
  });

  test('is known by protocol, ports and range', () => {
    const all = { protocol: 'tcp', fromPort: null, toPort: null, cidr: '0.0.0.0/0' };
    expect(keyOfOpening(all)).toBe('tcp/0-65535/0.0.0.0/0');
    expect(keyOfOpening({ ...all, fromPort: 22, toPort: 23 })).toBe('tcp/22-23/0.0.0.0/0');
  });
});

describe('an interface', () => {
  const two = [privateAddress({ publicIp: null }), privateAddress({ publicIp: '203.0.113.7' })];

  test('is reached by any one of its addresses', () => {
    expect(openedBy([SSH], [{ privateAddresses: two }])).toHaveLength(1);
    expect([...groupsBefore(worldWith([SSH], [{ privateAddresses: two }]))]).toEqual([
      securityGroupId(1),
    ]);
  });

  test('without a public address opens nothing beside one that has some', () => {
    const inner = { privateAddresses: [], securityGroupIds: [securityGroupId(1)] };
    const outer = { ...PUBLIC, securityGroupIds: [securityGroupId(2)] };
    expect(openedBy([SSH], [inner, outer])).toEqual([]);
    expect([...groupsBefore(worldWith([SSH], [inner, outer]))]).toEqual([securityGroupId(2)]);
  });

  test('is reached by the family of its addresses', () => {
    const ipv6 = [{ privateAddresses: [], ipv6Addresses: ['2001:db8::1'] }];
    expect(openedBy([SSH], ipv6)).toEqual([]);
    expect(openedBy([{ cidrs: ['::/0'] }], ipv6)).toHaveLength(1);
  });
});

describe('a range of addresses', () => {
  test.each([
    ['0.0.0.0/0', 'ipv4'],
    ['128.0.0.0/1', 'ipv4'],
    ['10.0.0.0/7', 'ipv4'],
    ['223.0.0.0/7', 'ipv4'],
    ['::/0', 'ipv6'],
    ['8000::/1', 'ipv6'],
    ['2000::/12', 'ipv6'],
    ['fbff::/12', 'ipv6'],
  ])('%s is the world of %s', (cidr, family) => {
    expect(worldBehind(cidr)).toBe(family);
  });

  test.each(['10.0.0.0/8', '224.0.0.0/4', '2000::/13', 'fc00::/7', 'sg-1', '', 'x:/0'])(
    '%s is somebody’s',
    (cidr) => {
      expect(worldBehind(cidr)).toBeNull();
    },
  );

  test.each([
    ['2001:db8::1', true],
    ['fbff::1', true],
    ['fc00::1', false],
    ['fe80::1', false],
  ])('of which %s is public: %s', (address, isPublic) => {
    expect(isPublicIpv6(address)).toBe(isPublic);
  });
});
