/** What an owner does in an account of moto, through the SDK. */
import {
  AllocateAddressCommand,
  AttachVolumeCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeVpcsCommand,
  EC2Client,
  ModifyInstanceAttributeCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateNotebookInstanceCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  type AllocationId,
  type InstanceId,
  idOf,
  isAllocationId,
  isInstanceId,
  isSecurityGroupId,
  isSnapshotId,
  isVolumeId,
  type SecurityGroupId,
  type SnapshotId,
  type VolumeId,
} from '../../src/lib/model/ids.ts';
import type { IngressRule } from '../../src/lib/model/network.ts';
import { emulated } from '../emulators/emulator.ts';
import type { ContractAccount, LaunchRequest } from './contract-account.ts';

/** A Linux image that moto ships with, its root on /dev/xvda. */
const IMAGE = 'ami-760aaa0f';

const disk = (DeviceName: string, VolumeSize: number, DeleteOnTermination?: boolean) => ({
  DeviceName,
  Ebs: { VolumeSize, VolumeType: 'gp3' as const, DeleteOnTermination },
});

const spotOf = (SpotInstanceType: 'one-time' | 'persistent') => ({
  MarketType: 'spot' as const,
  SpotOptions: { SpotInstanceType },
});

const tagsOf = ({ name, tags }: LaunchRequest) =>
  Object.entries({ Name: name, ...tags }).map(([Key, Value]) => ({ Key, Value }));

const launchInput = (request: LaunchRequest): RunInstancesCommandInput => ({
  ImageId: IMAGE,
  InstanceType: request.type === 't3.small' ? 't3.small' : 't3.micro',
  MinCount: 1,
  MaxCount: 1,
  BlockDeviceMappings: [
    disk('/dev/xvda', 8, true),
    ...(request.dataVolume
      ? [disk('/dev/sdb', request.dataVolume.sizeGiB, request.dataVolume.deleteOnTermination)]
      : []),
  ],
  SecurityGroupIds: request.securityGroupIds ? [...request.securityGroupIds] : undefined,
  InstanceMarketOptions: request.spot ? spotOf(request.spot) : undefined,
  TagSpecifications: [{ ResourceType: 'instance', Tags: tagsOf(request) }],
});

const permissionOf = ({ protocol, fromPort, toPort, cidrs }: IngressRule) => ({
  IpProtocol: protocol,
  FromPort: fromPort ?? undefined,
  ToPort: toPort ?? undefined,
  IpRanges: cidrs.map((CidrIp) => ({ CidrIp })),
});

async function defaultVpc(ec2: EC2Client): Promise<string | undefined> {
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  return Vpcs?.[0]?.VpcId;
}

function computeHands(ec2: EC2Client) {
  return {
    async launch(request: LaunchRequest): Promise<InstanceId> {
      const { Instances } = await ec2.send(new RunInstancesCommand(launchInput(request)));
      return idOf(isInstanceId, Instances?.[0]?.InstanceId ?? '');
    },
    async terminate(id: InstanceId): Promise<void> {
      await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    },
    async protect(InstanceId: InstanceId): Promise<void> {
      const DisableApiStop = { Value: true };
      await ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, DisableApiStop }));
    },
    async attachNewVolume(
      InstanceId: InstanceId,
      { type, sizeGiB }: { type: string; sizeGiB: number },
    ): Promise<VolumeId> {
      const { VolumeId } = await ec2.send(
        new CreateVolumeCommand({
          Size: sizeGiB,
          VolumeType: type === 'gp2' ? 'gp2' : 'gp3',
          AvailabilityZone: 'ap-northeast-2a',
        }),
      );
      await ec2.send(new AttachVolumeCommand({ InstanceId, VolumeId, Device: '/dev/sdf' }));
      return idOf(isVolumeId, VolumeId ?? '');
    },
    async backUp(VolumeId: VolumeId): Promise<SnapshotId> {
      const { SnapshotId } = await ec2.send(new CreateSnapshotCommand({ VolumeId }));
      return idOf(isSnapshotId, SnapshotId ?? '');
    },
  };
}

function networkHands(ec2: EC2Client, balancing: ElasticLoadBalancingV2Client) {
  return {
    async allocate(name: string): Promise<AllocationId> {
      const Tags = [{ Key: 'Name', Value: name }];
      const { AllocationId } = await ec2.send(
        new AllocateAddressCommand({
          Domain: 'vpc',
          TagSpecifications: [{ ResourceType: 'elastic-ip', Tags }],
        }),
      );
      return idOf(isAllocationId, AllocationId ?? '');
    },
    async openGroup(name: string, ingress: readonly IngressRule[]): Promise<SecurityGroupId> {
      const VpcId = await defaultVpc(ec2);
      const { GroupId } = await ec2.send(
        new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId }),
      );
      const IpPermissions = ingress.map(permissionOf);
      await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
      return idOf(isSecurityGroupId, GroupId ?? '');
    },
    async register(Name: string, id: InstanceId): Promise<void> {
      const VpcId = await defaultVpc(ec2);
      const { TargetGroups } = await balancing.send(
        new CreateTargetGroupCommand({ Name, Protocol: 'HTTP', Port: 80, VpcId }),
      );
      const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn;
      await balancing.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: id }] }));
    },
  };
}

const notebookHands = (sagemaker: SageMakerClient) => ({
  async createNotebook(NotebookInstanceName: string, tags: LaunchRequest['tags'] = {}) {
    await sagemaker.send(
      new CreateNotebookInstanceCommand({
        NotebookInstanceName,
        InstanceType: 'ml.t3.medium',
        RoleArn: 'arn:aws:iam::123456789012:role/notebooks',
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
  },
});

export type MotoOwner = Omit<
  ContractAccount,
  'cloud' | 'metrics' | 'cpuSamples' | 'alarms' | 'settle' | 'work' | 'publishUse' | 'putAlarm'
>;

export function motoOwner(endpoint: string): MotoOwner {
  const ec2 = new EC2Client(emulated(endpoint));
  return {
    ...computeHands(ec2),
    ...notebookHands(new SageMakerClient(emulated(endpoint))),
    ...networkHands(ec2, new ElasticLoadBalancingV2Client(emulated(endpoint))),
  };
}
