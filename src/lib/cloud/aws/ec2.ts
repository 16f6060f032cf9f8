import type { EC2Client } from '@aws-sdk/client-ec2';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { complete, type Family } from '../../model/family.ts';
import type { AccountId } from '../../model/ids.ts';
import type { LoadBalancerTarget } from '../../model/network.ts';
import type { Cloud } from '../cloud.ts';
import { readAddresses } from './addresses.ts';
import { associate } from './associate.ts';
import { readInstanceStatuses } from './instance-statuses.ts';
import { readInstances } from './instances.ts';
import {
  type LoadBalancerClients,
  readClassicTargets,
  readTargetGroupTargets,
} from './load-balancer-targets.ts';
import { notebookPower, readNotebooks } from './notebooks.ts';
import type { Pace } from './pace.ts';
import { readFamily } from './pages.ts';
import { power } from './power.ts';
import { readSecurityGroups } from './security-groups.ts';
import { readBackups } from './snapshots.ts';
import { readSpotRequests } from './spot-requests.ts';
import { readStopProtection } from './stop-protection.ts';
import { readVolumes } from './volumes.ts';

export interface Ec2Account {
  readonly account: AccountId;
  readonly region: string;
  readonly client: EC2Client;
  readonly loadBalancers: LoadBalancerClients;
  readonly sagemaker: SageMakerClient;
  readonly pace: Pace;
}

async function readTargets(clients: LoadBalancerClients): Promise<Family<LoadBalancerTarget>> {
  const [groups, classic] = await Promise.all([
    readFamily('elasticloadbalancing:DescribeTargetHealth', () =>
      readTargetGroupTargets(clients.targetGroups),
    ),
    readFamily('elasticloadbalancing:DescribeLoadBalancers', () =>
      readClassicTargets(clients.classic),
    ),
  ]);
  if (!groups.complete) return groups;
  return classic.complete ? complete([...groups.items, ...classic.items]) : classic;
}

/** One Region of one account, as AWS answers for it. */
export function ec2Cloud(aws: Ec2Account): Cloud {
  const { account, region, client, loadBalancers } = aws;
  return {
    account,
    region,
    instances: () => readFamily('ec2:DescribeInstances', () => readInstances(client)),
    addresses: () => readFamily('ec2:DescribeAddresses', () => readAddresses(client, region)),
    volumes: (ids) => readFamily('ec2:DescribeVolumes', () => readVolumes(client, ids)),
    backups: (ids) => readFamily('ec2:DescribeSnapshots', () => readBackups(client, ids)),
    securityGroups: (ids) =>
      readFamily('ec2:DescribeSecurityGroups', () => readSecurityGroups(client, ids)),
    loadBalancerTargets: () => readTargets(loadBalancers),
    spotRequests: (ids) =>
      readFamily('ec2:DescribeSpotInstanceRequests', () => readSpotRequests(client, ids)),
    instanceStatuses: () =>
      readFamily('ec2:DescribeInstanceStatus', () => readInstanceStatuses(client)),
    stopProtection: (id) => readStopProtection(aws, id),
    notebooks: () =>
      readFamily('sagemaker:ListNotebookInstances', () => readNotebooks(aws.sagemaker)),
    notebookPower: (verb, name) => notebookPower(aws.sagemaker, verb, name),
    power: (call) => power(aws, call),
    associate: (association) => associate(aws, association),
  };
}
