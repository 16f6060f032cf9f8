import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import * as z from 'zod';
import { isInstanceId } from '../../model/ids.ts';
import type { LoadBalancerTarget } from '../../model/network.ts';
import { listClassicBalancers } from './classic-balancers.ts';
import { mapConcurrently } from './concurrency.ts';
import { idDocument, parseDocuments } from './documents.ts';
import { listTargetGroups, targetHealthOf } from './target-groups.ts';

export interface LoadBalancerClients {
  readonly classic: ElasticLoadBalancingClient;
  readonly targetGroups: ElasticLoadBalancingV2Client;
}

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
  const documents = await listTargetGroups(client);
  const groups = parseDocuments(groupDocument, documents, 'TargetGroupName');
  // Of the others the targets are addresses, functions or load balancers.
  return groups.filter(({ TargetType }) => TargetType === 'instance');
}

async function readGroupTargets(
  client: ElasticLoadBalancingV2Client,
  group: Group,
): Promise<readonly LoadBalancerTarget[]> {
  const documents = await targetHealthOf(client, group.TargetGroupArn);
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
  const documents = await listClassicBalancers(client);
  return parseDocuments(balancerDocument, documents, 'LoadBalancerName').flatMap((balancer) =>
    balancer.Instances.map(({ InstanceId }) => ({
      instanceId: InstanceId,
      group: balancer.LoadBalancerName,
    })),
  );
}
