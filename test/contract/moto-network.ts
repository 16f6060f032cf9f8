/** Volumes, gateways and load balancers, as an owner makes them in moto's account. */
import {
  AllocateAddressCommand,
  CreateNatGatewayCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  CreateLoadBalancerCommand as CreateClassicCommand,
  ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  CreateLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { idOf, isSnapshotId, isVolumeId } from '../../src/lib/model/ids.ts';
import type { emulated } from '../emulators/emulator.ts';
import type { EstateAccount } from './contract-estate.ts';

type NetworkHands = Pick<EstateAccount, 'backUp' | 'createNatGateway' | 'createLoadBalancers'>;

const ZONE = 'us-east-1a';

async function subnetsOf(ec2: EC2Client): Promise<readonly string[]> {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
  return (Subnets ?? []).flatMap(({ SubnetId }) => SubnetId ?? []).slice(0, 2);
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
