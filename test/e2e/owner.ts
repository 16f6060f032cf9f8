/** What an owner does in the account, and what they would see there: always moto's own word. */
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DescribeRouteTablesCommand,
  DescribeVolumesCommand,
  EC2Client,
  ModifySubnetAttributeCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2';
import { type Instant, minutes, plus } from '../../src/lib/model/instant.ts';
import type { MetricName } from '../../src/lib/model/metric.ts';
import { emulated } from '../emulators/emulator.ts';
import { LINUX_IMAGE, type MotoHelp, terminate } from './moto-help.ts';

const ZONE = 'ap-northeast-2a';

interface Network {
  readonly subnetId: string;
  /** Nothing but SSH, from home. */
  readonly inside: string;
  /** HTTP and HTTPS, from everywhere. */
  readonly web: string;
}

export interface LaunchRequest {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** A second disk that is kept at terminate. */
  readonly keptVolumeGiB?: number;
  /** DisableApiStop. */
  readonly stopProtected?: boolean;
  /** HTTP open to the world. */
  readonly isWeb?: boolean;
}

/** What CloudWatch would have measured, each five minutes. */
export type Load = Readonly<Record<Exclude<MetricName, `CPU${string}Credit${string}`>, number>>;

export const QUIET: Load = {
  CPUUtilization: 0.9,
  NetworkIn: 900,
  NetworkOut: 600,
  EBSReadOps: 0,
  EBSWriteOps: 9,
};

export const BUSY: Load = {
  CPUUtilization: 37,
  NetworkIn: 4_200_000,
  NetworkOut: 9_100_000,
  EBSReadOps: 310,
  EBSWriteOps: 1_800,
};

/** What was asked for exists, or the set-up itself has failed. */
export function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`moto has no ${what}`);
  return thing;
}

async function openGroup(
  ec2: EC2Client,
  VpcId: string,
  { name, cidr, ports }: { name: string; cidr: string; ports: readonly number[] },
): Promise<string> {
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId }),
  );
  const IpPermissions = ports.map((port) => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    IpRanges: [{ CidrIp: cidr }],
  }));
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  return found(GroupId, name);
}

async function openToTheInternet(ec2: EC2Client, VpcId: string): Promise<void> {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const GatewayId = found(InternetGateway?.InternetGatewayId, 'internet gateway');
  await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }));
  const Filters = [{ Name: 'vpc-id', Values: [VpcId] }];
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
  const RouteTableId = RouteTables?.[0]?.RouteTableId;
  const DestinationCidrBlock = '0.0.0.0/0';
  await ec2.send(new CreateRouteCommand({ RouteTableId, GatewayId, DestinationCidrBlock }));
}

async function network(ec2: EC2Client): Promise<Network> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16' }));
  const VpcId = found(Vpc?.VpcId, 'VPC');
  await openToTheInternet(ec2, VpcId);
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock: '10.20.1.0/24', AvailabilityZone: ZONE }),
  );
  const SubnetId = found(Subnet?.SubnetId, 'subnet');
  const MapPublicIpOnLaunch = { Value: true };
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch }));
  const home = { name: 'ssh-from-home', cidr: '203.0.113.7/32', ports: [22] };
  const world = { name: 'web', cidr: '0.0.0.0/0', ports: [80, 443] };
  return {
    subnetId: SubnetId,
    inside: await openGroup(ec2, VpcId, home),
    web: await openGroup(ec2, VpcId, world),
  };
}

const disk = (DeviceName: string, VolumeSize: number, DeleteOnTermination: boolean) => ({
  DeviceName,
  Ebs: { VolumeSize, VolumeType: 'gp3' as const, DeleteOnTermination },
});

const launchInput = (at: Network, request: LaunchRequest): RunInstancesCommandInput => ({
  ImageId: LINUX_IMAGE,
  InstanceType: 't3.micro',
  MinCount: 1,
  MaxCount: 1,
  SubnetId: at.subnetId,
  SecurityGroupIds: [request.isWeb ? at.web : at.inside],
  DisableApiStop: request.stopProtected ?? false,
  BlockDeviceMappings: [
    disk('/dev/xvda', 8, true),
    ...(request.keptVolumeGiB ? [disk('/dev/sdb', request.keptVolumeGiB, false)] : []),
  ],
  TagSpecifications: [
    {
      ResourceType: 'instance',
      Tags: Object.entries({ Name: request.name, ...request.tags }).map(([Key, Value]) => ({
        Key,
        Value,
      })),
    },
  ],
});

async function instanceIn(ec2: EC2Client, id: string) {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return found(Reservations[0]?.Instances?.[0], id);
}

/** One datapoint for each five minutes of the clock. */
function datapoints(id: string, load: Load, { from, to }: { from: Instant; to: Instant }) {
  const count = Math.ceil((to - from) / minutes(5));
  return Object.entries(load).flatMap(([MetricName, Value]) =>
    Array.from({ length: count }, (_, index) => ({
      MetricName,
      Dimensions: [{ Name: 'InstanceId', Value: id }],
      Timestamp: new Date(plus(from, minutes(5 * index))),
      Value,
    })),
  );
}

export type Owner = Awaited<ReturnType<typeof ownerOf>>;

export async function ownerOf(moto: string, help: MotoHelp) {
  const ec2 = new EC2Client(emulated(moto));
  const cloudwatch = new CloudWatchClient(emulated(moto));
  const at = await network(ec2);
  return {
    async launch(request: LaunchRequest): Promise<string> {
      const { Instances } = await ec2.send(new RunInstancesCommand(launchInput(at, request)));
      return found(Instances?.[0]?.InstanceId, request.name);
    },
    terminate: (id: string) => terminate(ec2, id),
    async measure(id: string, load: Load, span: { from: Instant; to: Instant }): Promise<void> {
      const MetricData = datapoints(id, load, span);
      await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'AWS/EC2', MetricData }));
    },
    async allocate(): Promise<{ allocationId: string; publicIp: string }> {
      const answer = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
      const publicIp = found(answer.PublicIp, 'address');
      help.elasticIps.add(publicIp);
      return { allocationId: found(answer.AllocationId, 'address'), publicIp };
    },
    async associate(AllocationId: string, InstanceId: string): Promise<void> {
      await ec2.send(new AssociateAddressCommand({ AllocationId, InstanceId }));
    },
    stateOf: async (id: string) => (await instanceIn(ec2, id)).State?.Name,
    publicIpOf: async (id: string) => (await instanceIn(ec2, id)).PublicIpAddress,
    volumesOf: async (id: string) =>
      ((await instanceIn(ec2, id)).BlockDeviceMappings ?? []).map(({ DeviceName, Ebs }) => ({
        device: DeviceName,
        volumeId: found(Ebs?.VolumeId, 'volume'),
      })),
    async volume(volumeId: string) {
      const Filters = [{ Name: 'volume-id', Values: [volumeId] }];
      return (await ec2.send(new DescribeVolumesCommand({ Filters }))).Volumes?.[0];
    },
    /** The interface that holds the address; undefined: none does. */
    async holderOf(allocationId: string): Promise<string | undefined> {
      const AllocationIds = [allocationId];
      const { Addresses } = await ec2.send(new DescribeAddressesCommand({ AllocationIds }));
      return found(Addresses?.[0], allocationId).NetworkInterfaceId || undefined;
    },
    async interfaceOf(id: string): Promise<string> {
      const { NetworkInterfaces } = await instanceIn(ec2, id);
      return found(NetworkInterfaces?.[0]?.NetworkInterfaceId, `interface of ${id}`);
    },
  };
}
