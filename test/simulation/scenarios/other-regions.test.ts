/** The daily sweep: what stands in a Region where nobody looks. */
import { describe, expect, test } from 'vitest';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import type { InstanceId } from '../../../src/lib/model/ids.ts';
import { days, minus } from '../../../src/lib/model/instant.ts';
import type { VolumeAttachment } from '../../../src/lib/model/volume.ts';
import { ebsSnapshot, loadBalancer, natGateway } from '../../build/estate.ts';
import { allocationId, instanceId, natGatewayId, volumeId } from '../../build/ids.ts';
import { instance } from '../../build/instance.ts';
import { address, volume } from '../../build/resources.ts';
import { begin } from '../scenario.ts';

const furnished = (setup: Setup): void => {
  setup.region('us-west-2', {
    instances: [
      instance({
        id: instanceId(77),
        launchTime: minus(setup.startAt, days(30)),
        tags: { Name: 'tutorial' },
      }),
    ],
    volumes: [volume({ id: volumeId(78), state: 'available', attachments: [], sizeGiB: 50 })],
    addresses: [address({ allocationId: allocationId(79), association: null })],
  });
  setup.region('eu-west-1', {});
};

const attachmentTo = (id: InstanceId): VolumeAttachment => ({
  instanceId: id,
  device: '/dev/sdf',
  deleteOnTermination: false,
  attachedAt: null,
});

/** The digests that tell of other Regions, each as one line. */
const digests = ({ topic }: World): readonly string[] =>
  topic.mails
    .map(({ text }) => text.replace(/\s+/g, ' '))
    .filter((text) => text.includes('in all Regions'));

describe('the daily sweep', () => {
  test('names the instance of a tutorial in a Region that nobody looks at', async () => {
    const week = begin({ policy: '', account: furnished });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    expect(digest).toContain('us-west-2');
    expect(digest).toContain('"tutorial" has run there since');
  });

  test('says who launched it, asks CloudTrail once, and again after a new start', async () => {
    const id = instanceId(77);
    const week = begin({
      policy: '',
      account: (setup) => {
        furnished(setup);
        const at = minus(setup.startAt, days(30));
        setup.started(id, { call: 'RunInstances', by: 'kim', at });
      },
    });
    const lookups = () =>
      week.world.account.journal
        .of('read')
        .filter(({ operation }) => operation === 'cloudtrail:LookupEvents');
    await week.until('+3 10:00');
    expect(digests(week.world)).toHaveLength(3);
    expect(digests(week.world).at(-1)).toMatch(/has run there since [^,]+, launched by kim, and/);
    expect(lookups()).toHaveLength(1);
    const now = week.time('+3 10:00');
    week.world.setup.started(id, { call: 'StartInstances', by: 'Admin/jane', at: now });
    week.world.setup.region('us-west-2', { instances: [instance({ id, launchTime: now })] });
    await week.until('+5 10:00');
    expect(digests(week.world).at(-1)).toContain('started by Admin/jane');
    expect(lookups()).toHaveLength(2);
  });

  test('names it without its starter where its role may not ask, and says so once', async () => {
    const week = begin({
      policy: '',
      denied: ['cloudtrail:LookupEvents'],
      account: furnished,
    });
    await week.until('+3 10:00');
    const told = digests(week.world);
    expect(told).toHaveLength(3);
    for (const digest of told) expect(digest).toMatch(/has run there since [^,]+, and nobody/);
    const complaints = told.filter((text) => text.includes('lacks cloudtrail:LookupEvents'));
    expect(complaints).toHaveLength(1);
  });

  test('says of an unattached volume only what two sweeps have seen', async () => {
    const week = begin({ policy: '', account: furnished });
    await week.until('+1 10:00');
    expect(digests(week.world).join()).not.toContain(volumeId(78));
    await week.until('+2 10:00');
    expect(digests(week.world).at(-1)).toContain(volumeId(78));
  });

  test('tells of a stopped instance after a week, with what still costs', async () => {
    const id = instanceId(80);
    const week = begin({
      policy: '',
      account: (setup) => {
        setup.region('us-west-2', {
          instances: [instance({ id, state: 'stopped', tags: { Name: 'asleep' } })],
          volumes: [volume({ state: 'in-use', attachments: [attachmentTo(id)], sizeGiB: 50 })],
        });
      },
    });
    await week.until('+7 10:00');
    expect(digests(week.world).join()).not.toContain('asleep');
    await week.until('+8 10:00');
    expect(digests(week.world).at(-1)).toMatch(
      /"asleep", stopped, still pays for 1 volume \(50 GiB\)/,
    );
  });

  test('says of a gp2 volume in use what it would cost less as gp3', async () => {
    const week = begin({
      policy: '',
      account: (setup) => {
        setup.region('us-east-1', {
          volumes: [
            volume({
              state: 'in-use',
              attachments: [attachmentTo(instanceId(81))],
              ...{ type: 'gp2', sizeGiB: 100, iops: null, throughputMiBps: null },
            }),
          ],
        });
      },
    });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    expect(digest).toContain('2.00 USD');
    expect(digest).toContain('as gp3 with 3,000 IOPS and 125 MiB/s');
  });

  test('names a NAT gateway and a load balancer that nothing goes through', async () => {
    const week = begin({
      policy: '',
      account: (setup) => {
        const createdAt = minus(setup.startAt, days(9));
        setup.region('us-east-1', {
          natGateways: [
            natGateway({ createdAt }),
            natGateway({ id: natGatewayId(2), bytesOut: 9 }),
          ],
          loadBalancers: [loadBalancer({ createdAt })],
        });
      },
    });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    expect(digest).toContain(`NAT gateway ${natGatewayId(1)} with 1 address, which sent nothing`);
    expect(digest).not.toContain(natGatewayId(2));
    expect(digest).toContain('Application Load Balancer front, with no target');
    // 0.045 and 0.005 USD for each hour of one, 0.0225 USD of the other.
    expect(digest).toContain('Together 52.93 USD');
  });

  test('says of a snapshot without a volume that its price is the most it can be', async () => {
    const week = begin({
      policy: '',
      account: (setup) => {
        const startedAt = minus(setup.startAt, days(90));
        setup.region('us-east-1', { snapshots: [ebsSnapshot({ startedAt, fullGiB: 40 })] });
      },
    });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    expect(digest).toContain('Together at most 2.00 USD');
    expect(digest).toContain('up to 40 GiB; its volume is gone');
  });

  test('calls no snapshot spare where its role may not read the volumes', async () => {
    const week = begin({
      policy: '',
      denied: ['ec2:DescribeVolumes'],
      account: (setup) => {
        const startedAt = minus(setup.startAt, days(90));
        setup.region('us-east-1', { snapshots: [ebsSnapshot({ startedAt })] });
      },
    });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    expect(digest).toContain('volumes could not be read; the role lacks ec2:DescribeVolumes');
    expect(digest).not.toContain('its volume is gone');
  });

  test('says once what its role may not read, and goes on with the rest', async () => {
    const week = begin({ policy: '', account: furnished, denied: ['ec2:DescribeAddresses'] });
    await week.until('+2 10:00');
    const [first = '', second = ''] = digests(week.world);
    expect(first).toContain('Elastic IPs could not be read; the role lacks ec2:DescribeAddresses');
    expect(second).not.toContain('could not be read');
    expect(second).toContain('tutorial');
  });

  test('makes no call where the policy turns it off', async () => {
    const week = begin({ policy: 'sweep: { on: false }\nalarms: off', account: furnished });
    await week.until('+1 10:00');
    const reads = week.world.journal.entries.filter(
      (entry) => entry.kind === 'read' && entry.operation === 'ec2:DescribeRegions',
    );
    expect(reads).toEqual([]);
  });
});
