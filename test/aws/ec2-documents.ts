/** Documents of DescribeInstances as AWS writes them, after the samples of its API reference. */

const tag = (name: string, inside: string): string => `<${name}>${inside}</${name}>`;

const set = (name: string, items: readonly string[]): string =>
  items.length === 0 ? `<${name}/>` : tag(name, items.map((item) => tag('item', item)).join(''));

/** `instanceId(7)`: `i-00000000000000007`. */
export const instanceId = (number: number): string => `i-${String(number).padStart(17, '0')}`;

const INTERFACE = [
  tag('networkInterfaceId', 'eni-0123456789abcdef0'),
  set('groupSet', [tag('groupId', 'sg-0123456789abcdef0') + tag('groupName', 'web')]),
  tag('attachment', tag('attachmentId', 'eni-attach-1') + tag('deviceIndex', '0')),
  set('privateIpAddressesSet', [
    tag('privateIpAddress', '10.0.0.5') +
      tag('primary', 'true') +
      tag('association', tag('publicIp', '203.0.113.7') + tag('ipOwnerId', '123456789012')),
    tag('privateIpAddress', '10.0.0.6') +
      tag('primary', 'false') +
      tag('association', tag('publicIp', '203.0.113.8') + tag('ipOwnerId', 'amazon')),
  ]),
  set('ipv6AddressesSet', [tag('ipv6Address', '2600:1f18::7')]),
  tag('operator', tag('managed', 'true') + tag('principal', 'eks.amazonaws.com')),
].join('');

const ROOT = [
  tag('deviceName', '/dev/xvda'),
  tag(
    'ebs',
    tag('volumeId', 'vol-0123456789abcdef0') +
      tag('status', 'attached') +
      tag('attachTime', '2026-11-20T09:00:05.000Z') +
      tag('deleteOnTermination', 'true'),
  ),
].join('');

const RUNNING: Readonly<Record<string, string>> = {
  instanceId: instanceId(1),
  instanceState: tag('code', '16') + tag('name', 'running'),
  reason: '',
  instanceType: 't3.micro',
  launchTime: '2026-11-20T09:00:00.000Z',
  placement: tag('availabilityZone', 'ap-northeast-2a') + tag('tenancy', 'default'),
  sourceDestCheck: 'true',
  rootDeviceType: 'ebs',
  rootDeviceName: '/dev/xvda',
  blockDeviceMapping: tag('item', ROOT),
  tagSet: tag('item', tag('key', 'Name') + tag('value', 'web')),
  networkInterfaceSet: tag('item', INTERFACE),
  hibernationOptions: tag('configured', 'false'),
};

/** A running instance; null leaves an element out. */
export const instanceXml = (changes: Readonly<Record<string, string | null>> = {}): string =>
  Object.entries({ ...RUNNING, ...changes })
    .map(([name, inside]) => (inside === null ? '' : tag(name, inside)))
    .join('');

/** What AWS still shows of an instance for up to an hour after its end. */
export const terminatedXml = (): string =>
  instanceXml({
    instanceState: tag('code', '48') + tag('name', 'terminated'),
    reason: 'User initiated (2026-11-22 15:00:00 GMT)',
    stateReason:
      tag('code', 'Client.UserInitiatedShutdown') +
      tag('message', 'Client.UserInitiatedShutdown: User initiated shutdown'),
    sourceDestCheck: null,
    blockDeviceMapping: '',
    networkInterfaceSet: '',
  });

/** The inside of a DescribeInstances answer: one reservation, and the next page if there is one. */
export const instancesPage = (instances: readonly string[], nextToken?: string): string =>
  set('reservationSet', [tag('reservationId', 'r-1') + set('instancesSet', instances)]) +
  (nextToken === undefined ? '' : tag('nextToken', nextToken));
