/** A small account of moto, as its owner would set it up, for the command line to look at. */
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  EC2Client,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { type Instant, minus, minutes } from '../../src/lib/model/instant.ts';
import { emulated } from '../emulators/emulator.ts';

/** A Linux image that moto ships with. */
const IMAGE = 'ami-760aaa0f';

interface Launch {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly keptVolume?: boolean;
}

async function launch(ec2: EC2Client, { name, tags, keptVolume }: Launch): Promise<string> {
  const disk = (DeviceName: string, DeleteOnTermination: boolean) => ({
    DeviceName,
    Ebs: { VolumeSize: 8, VolumeType: 'gp3' as const, DeleteOnTermination },
  });
  const launched = await ec2.send(
    new RunInstancesCommand({
      ImageId: IMAGE,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: false }],
      BlockDeviceMappings: [
        disk('/dev/xvda', true),
        ...(keptVolume ? [disk('/dev/sdf', false)] : []),
      ],
      TagSpecifications: [
        {
          ResourceType: 'instance',
          Tags: Object.entries({ Name: name, ...tags }).map(([Key, Value]) => ({ Key, Value })),
        },
      ],
    }),
  );
  return launched.Instances?.[0]?.InstanceId ?? '';
}

const METRICS = {
  CPUUtilization: [40, 0.4],
  NetworkIn: [9e6, 900],
  NetworkOut: [9e6, 600],
  EBSReadOps: [500, 0],
  EBSWriteOps: [500, 4],
} as const;

/** Datapoints of the three hours before `at`, as CloudWatch would have measured them. */
async function measure(
  cloudwatch: CloudWatchClient,
  id: string,
  { isBusy, at }: { readonly isBusy: boolean; readonly at: Instant },
): Promise<void> {
  for (const [MetricName, [busy, quiet]] of Object.entries(METRICS)) {
    const MetricData = Array.from({ length: 36 }, (_, index) => ({
      MetricName,
      Dimensions: [{ Name: 'InstanceId', Value: id }],
      Timestamp: new Date(minus(at, minutes(5 * (index + 1)))),
      Value: isBusy ? busy : quiet,
    }));
    await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'AWS/EC2', MetricData }));
  }
}

/** As they stand at `at`: one in use, one forgotten, one kept, one stopped, one without address. */
export async function furnishMoto(endpoint: string, at: Instant) {
  const ec2 = new EC2Client(emulated(endpoint));
  const cloudwatch = new CloudWatchClient(emulated(endpoint));
  const allocate = async () =>
    (await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))).AllocationId ?? '';
  const lost = await allocate();
  const ids = {
    busy: await launch(ec2, { name: 'backend' }),
    idle: await launch(ec2, {
      name: 'forgotten',
      tags: { 'tierkeeper:idle': '45m' },
      keptVolume: true,
    }),
    kept: await launch(ec2, { name: 'vpn', tags: { 'tierkeeper:keep': '' } }),
    stopped: await launch(ec2, { name: 'old-site' }),
    lacking: await launch(ec2, { name: 'api', tags: { 'tierkeeper:eip': lost } }),
  };
  await ec2.send(
    new AssociateAddressCommand({ AllocationId: await allocate(), InstanceId: ids.stopped }),
  );
  await ec2.send(new StopInstancesCommand({ InstanceIds: [ids.stopped] }));
  for (const [name, id] of Object.entries(ids)) {
    await measure(cloudwatch, id, { isBusy: name === 'busy' || name === 'lacking', at });
  }
  return ids;
}
