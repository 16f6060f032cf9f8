import {
  DescribeLoadBalancersCommand,
  type ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import * as z from 'zod';
import { isInstanceId } from '../../model/ids.ts';
import type { LoadBalancerTarget } from '../../model/network.ts';
import { mapConcurrently } from './concurrency.ts';
import { idDocument, parseDocuments } from './documents.ts';
import { faultOf } from './fault.ts';
import { readPages } from './pages.ts';

export interface LoadBalancerClients {
  readonly classic: ElasticLoadBalancingClient;
  readonly targetGroups: ElasticLoadBalancingV2Client;
}

/** The most that both services give at once. */
const PAGE_SIZE = 400;

const CONCURRENT_CALLS = 4;

const groupDocument = z.object({
  TargetGroupArn: z.string(),
  TargetGroupName: z.string(),
  TargetType: z.string(),
});
type Group = z.infer<typeof groupDocument>;

const targetDocument = z.object({
  Target: z.object({ Id: idDocument(isInstanceId, 'an instance') }),
});

const balancerDocument = z.object({
  LoadBalancerName: z.string(),
  Instances: z.array(z.object({ InstanceId: idDocument(isInstanceId, 'an instance') })).default([]),
});

async function readGroups(client: ElasticLoadBalancingV2Client): Promise<readonly Group[]> {
  const documents = await readPages(async (Marker) => {
    const page = await client.send(
      new DescribeTargetGroupsCommand({ PageSize: PAGE_SIZE, Marker }),
    );
    return { documents: page.TargetGroups, nextToken: page.NextMarker };
  });
  const groups = parseDocuments(groupDocument, documents, 'TargetGroupName');
  // Of the others the targets are addresses, functions or load balancers.
  return groups.filter(({ TargetType }) => TargetType === 'instance');
}

/** A group deleted since it was listed has no targets any more. */
async function healthOf(
  client: ElasticLoadBalancingV2Client,
  TargetGroupArn: string,
): Promise<readonly unknown[]> {
  try {
    const health = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    return health.TargetHealthDescriptions ?? [];
  } catch (error) {
    if (faultOf(error, '')?.code === 'not-found') return [];
    throw error;
  }
}

async function readGroupTargets(
  client: ElasticLoadBalancingV2Client,
  group: Group,
): Promise<readonly LoadBalancerTarget[]> {
  const documents = await healthOf(client, group.TargetGroupArn);
  const targets = parseDocuments(targetDocument, documents, 'HealthCheckPort');
  // One instance may be registered with several ports.
  const ids = new Set(targets.map(({ Target }) => Target.Id));
  return [...ids].map((instanceId) => ({ instanceId, group: group.TargetGroupName }));
}

export async function readTargetGroupTargets(
  client: ElasticLoadBalancingV2Client,
): Promise<readonly LoadBalancerTarget[]> {
  const groups = await readGroups(client);
  const targets = await mapConcurrently(groups, CONCURRENT_CALLS, (group) =>
    readGroupTargets(client, group),
  );
  return targets.flat();
}

export async function readClassicTargets(
  client: ElasticLoadBalancingClient,
): Promise<readonly LoadBalancerTarget[]> {
  const documents = await readPages(async (Marker) => {
    const page = await client.send(
      new DescribeLoadBalancersCommand({ PageSize: PAGE_SIZE, Marker }),
    );
    return { documents: page.LoadBalancerDescriptions, nextToken: page.NextMarker };
  });
  return parseDocuments(balancerDocument, documents, 'LoadBalancerName').flatMap((balancer) =>
    balancer.Instances.map(({ InstanceId }) => ({
      instanceId: InstanceId,
      group: balancer.LoadBalancerName,
    })),
  );
}
