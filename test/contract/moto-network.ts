/** Volumes, gateways and load balancers, as an owner makes them in moto's account. */
import {
  AllocateAddressCommand,
  CreateImageCommand,
  CreateNatGatewayCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateLoadBalancerCommand as CreateClassicCommand,
  ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { idOf, isSnapshotId, isVolumeId } from '../../src/lib/model/ids.ts';
import type { emulated } from '../emulators/emulator.ts';
import type { EstateAccount } from './contract-estate.ts';

type NetworkHands = Pick<
  EstateAccount,
  'backUp' | 'createImage' | 'createNatGateway' | 'createLoadBalancers' | 'createServingBalancer'
>;

const ZONE = 'us-east-1a';

async function subnetsOf(ec2: EC2Client): Promise<readonly string[]> {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
  return (Subnets ?? []).flatMap(({ SubnetId }) => SubnetId ?? []).slice(0, 2);
}

/** A Linux image that moto ships with. */
const IMAGE = 'ami-760aaa0f';

async function launch(ec2: EC2Client): Promise<string> {
  const request = { ImageId: IMAGE, MinCount: 1, MaxCount: 1, InstanceType: 't3.micro' as const };
  const { Instances } = await ec2.send(new RunInstancesCommand(request));
  return Instances?.[0]?.InstanceId ?? '';
}

async function serve(ec2: EC2Client, elb: ElasticLoadBalancingV2Client, Name: string) {
  const Subnets = [...(await subnetsOf(ec2))];
  const { LoadBalancers } = await elb.send(new CreateLoadBalancerCommand({ Name, Subnets }));
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  const place = { Protocol: 'HTTP' as const, Port: 80 };
  const { TargetGroups } = await elb.send(
    new CreateTargetGroupCommand({ Name: `${Name}-group`, ...place, VpcId: Vpcs?.[0]?.VpcId }),
  );
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? '';
  const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn }];
  await elb.send(new CreateListenerCommand({ LoadBalancerArn, ...place, DefaultActions }));
  const Targets = [{ Id: await launch(ec2) }];
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
}

export function motoNetwork(there: ReturnType<typeof emulated>): NetworkHands {
  const ec2 = new EC2Client(there);
  return {
    async backUp() {
      const { VolumeId = '' } = await ec2.send(
        new CreateVolumeCommand({ AvailabilityZone: ZONE, Size: 8, VolumeType: 'gp3' }),
      );
      const { SnapshotId = '' } = await ec2.send(new CreateSnapshotCommand({ VolumeId }));
      return {
        volumeId: idOf(isVolumeId, VolumeId),
        snapshotId: idOf(isSnapshotId, SnapshotId),
      };
    },
    async createImage(Name) {
      await ec2.send(new CreateImageCommand({ InstanceId: await launch(ec2), Name }));
    },
    createServingBalancer: (name) => serve(ec2, new ElasticLoadBalancingV2Client(there), name),
    async createNatGateway(name) {
      const [SubnetId] = await subnetsOf(ec2);
      const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
      const Tags = [{ Key: 'Name', Value: name }];
      const TagSpecifications = [{ ResourceType: 'natgateway' as const, Tags }];
      await ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId, TagSpecifications }));
    },
    async createLoadBalancers([application, classic]) {
      const Subnets = [...(await subnetsOf(ec2))];
      const Tags = [{ Key: 'tierkeeper:keep', Value: 'true' }];
      await new ElasticLoadBalancingV2Client(there).send(
        new CreateLoadBalancerCommand({ Name: application, Subnets, Tags }),
      );
      const listener = { Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 };
      await new ElasticLoadBalancingClient(there).send(
        new CreateClassicCommand({
          LoadBalancerName: classic,
          Listeners: [listener],
          AvailabilityZones: [ZONE],
          Tags,
        }),
      );
    },
  };
}
