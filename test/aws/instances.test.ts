import { describe, expect, it } from 'vitest';
import type { Family } from '../../src/lib/model/family.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { instanceId, instancesPage, instanceXml, terminatedXml } from './ec2-documents.ts';
import type { WireReply } from './wire.ts';
import { wiredCloud } from './wired-cloud.ts';
import { ec2Answer, ec2Refusal, ok } from './xml.ts';

const page = (instances: readonly string[], nextToken?: string): WireReply =>
  ec2Answer('DescribeInstances', instancesPage(instances, nextToken));

const readAll = (...replies: readonly WireReply[]): Promise<Family<Instance>> =>
  wiredCloud((_, index) => replies[index] ?? page([])).cloud.instances();

const numbered = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    instanceXml({ instanceId: instanceId(from + index) }),
  );

/** What `instanceXml()` says. */
const WEB = {
  id: instanceId(1),
  state: 'running',
  launchTime: Date.UTC(2026, 10, 20, 9),
  stateReason: null,
  stateTransitionReason: '',
  type: 't3.micro',
  platform: 'linux',
  tags: { Name: 'web' },
  lifecycle: 'on-demand',
  spotRequestId: null,
  tenancy: 'default',
  rootDevice: 'ebs',
  operator: { managed: false, principal: null },
  hibernationConfigured: false,
  sourceDestCheck: true,
  availabilityZone: 'ap-northeast-2a',
  interfaces: [
    {
      id: 'eni-0123456789abcdef0',
      deviceIndex: 0,
      securityGroupIds: ['sg-0123456789abcdef0'],
      privateAddresses: [
        {
          address: '10.0.0.5',
          primary: true,
          publicIp: '203.0.113.7',
          elastic: true,
          allocationId: null,
        },
        {
          address: '10.0.0.6',
          primary: false,
          publicIp: '203.0.113.8',
          elastic: false,
          allocationId: null,
        },
      ],
      ipv6Addresses: ['2600:1f18::7'],
      managedBy: 'eks.amazonaws.com',
    },
  ],
  volumes: [
    {
      volumeId: 'vol-0123456789abcdef0',
      device: '/dev/xvda',
      deleteOnTermination: true,
      attachedAt: Date.UTC(2026, 10, 20, 9, 0, 5),
    },
  ],
};

describe('reading instances', () => {
  it('folds every page of 1,000 into one family', async () => {
    const { cloud, requests } = wiredCloud(({ parameters }) => {
      if (parameters.get('NextToken') === undefined) return page(numbered(0, 1_000), 'second');
      if (parameters.get('NextToken') === 'second') return page(numbered(1_000, 1_000), 'third');
      return page(numbered(2_000, 3));
    });
    const family = await cloud.instances();
    expect(family.complete && family.items.length).toBe(2_003);
    expect(family.complete && family.items.at(-1)?.id).toBe(instanceId(2_002));
    expect(requests.map(({ parameters }) => parameters.get('MaxResults'))).toEqual([
      '1000',
      '1000',
      '1000',
    ]);
  });

  it('reads all that is decided about, and tells an Elastic IP from an assigned one', async () => {
    const family = await readAll(page([instanceXml()]));
    expect(family).toEqual({ complete: true, items: [WEB] });
  });

  it('reads what is left of a terminated instance', async () => {
    const family = await readAll(page([terminatedXml()]));
    expect(family.complete && family.items).toMatchObject([
      {
        state: 'terminated',
        stateReason: { code: 'Client.UserInitiatedShutdown' },
        stateTransitionReason: 'User initiated (2026-11-22 15:00:00 GMT)',
        interfaces: [],
        volumes: [],
      },
    ]);
  });

  it('reads spot, Windows and what AWS runs for somebody', async () => {
    const changes = {
      platform: 'windows',
      instanceLifecycle: 'spot',
      spotInstanceRequestId: 'sir-abcd1234',
      operator: '<managed>true</managed><principal>eks.amazonaws.com</principal>',
    };
    const family = await readAll(page([instanceXml(changes)]));
    expect(family.complete && family.items).toMatchObject([
      {
        platform: 'windows',
        lifecycle: 'spot',
        spotRequestId: 'sir-abcd1234',
        operator: { managed: true, principal: 'eks.amazonaws.com' },
      },
    ]);
  });

  it('takes a Region without instances for complete and empty', async () => {
    const family = await readAll(ec2Answer('DescribeInstances', '<reservationSet/>'));
    expect(family).toEqual({ complete: true, items: [] });
  });
});

describe('a list of instances that cannot be trusted', () => {
  it('is incomplete when a page token comes twice', async () => {
    const again = page([instanceXml()], 'again');
    const family = await readAll(again, again, again);
    expect(family).toMatchObject({
      complete: false,
      fault: { code: 'unreadable-page', message: 'page token again came twice' },
    });
  });

  it('is incomplete when a page came without its list', async () => {
    const family = await readAll(ec2Answer('DescribeInstances', ''));
    expect(family).toMatchObject({ complete: false, fault: { code: 'unreadable-page' } });
  });

  it('is incomplete when an answer breaks off half way', async () => {
    const whole = page([instanceXml()]).body;
    const family = await readAll(ok(whole.slice(0, whole.length / 2)));
    expect(family).toMatchObject({ complete: false, fault: { code: 'unreadable-page' } });
  });

  it.each([
    ['a state that nobody knows', { instanceState: '<name>paused</name>' }, 'State.Name'],
    ['no launch time', { launchTime: null }, 'LaunchTime'],
    ['no type', { instanceType: null }, 'InstanceType'],
    ['a lifecycle that nobody knows', { instanceLifecycle: 'rented' }, 'InstanceLifecycle'],
    ['no root device type', { rootDeviceType: null }, 'RootDeviceType'],
    [
      'a volume without its DeleteOnTermination',
      {
        blockDeviceMapping:
          '<item><deviceName>/dev/xvda</deviceName>' +
          '<ebs><volumeId>vol-0123456789abcdef0</volumeId></ebs></item>',
      },
      'BlockDeviceMappings.0.Ebs.DeleteOnTermination',
    ],
  ])('is incomplete for %s, and names instance and field', async (_, changes, field) => {
    const family = await readAll(
      page([instanceXml(), instanceXml({ instanceId: instanceId(2), ...changes })]),
    );
    expect(family).toMatchObject({ complete: false, fault: { code: 'unreadable-page' } });
    expect(!family.complete && family.fault.message).toContain(`${instanceId(2)}: ${field}: `);
  });

  it('is incomplete when the second page is refused', async () => {
    const refused = ec2Refusal('RequestLimitExceeded', 'Request limit exceeded.', 503);
    const family = await readAll(page([instanceXml()], 'second'), refused);
    expect(family).toMatchObject({ complete: false, fault: { code: 'throttled' } });
  });
});
