/** Load balancers of both generations, with whether anything is registered with them. */
import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import * as z from 'zod';
import { LOAD_BALANCER_TYPES, type LoadBalancer } from '../../../model/network.ts';
import { mapConcurrently } from '../concurrency.ts';
import { parseDocuments, tagsDocument, timeDocument } from '../documents.ts';
import { chunksOf, readPages } from '../pages.ts';
import { LOAD_BALANCER_PAGE, listTargetGroups, targetHealthOf } from '../target-groups.ts';
import { readClassicLoadBalancers } from './classic-load-balancers.ts';
import { nameDocument, TAGGED_AT_ONCE } from './load-balancer-documents.ts';

export interface LoadBalancerClients {
  readonly classic: ElasticLoadBalancingClient;
  readonly modern: ElasticLoadBalancingV2Client;
}

export async function readLoadBalancers(
  clients: LoadBalancerClients,
): Promise<readonly LoadBalancer[]> {
  const modern = await readModern(clients.modern);
  return [...modern, ...(await readClassicLoadBalancers(clients.classic))];
}

/** It stands in the commands of a message: nothing but what AWS allows. */
const arnDocument = z.string().regex(/^arn:[\w:/-]+$/, 'is not an ARN');

const balancerDocument = z.object({
  LoadBalancerArn: arnDocument,
  LoadBalancerName: nameDocument,
  CreatedTime: timeDocument,
  Type: z.enum(LOAD_BALANCER_TYPES),
});
type Balancer = z.infer<typeof balancerDocument>;

const groupDocument = z.object({
  TargetGroupArn: z.string(),
  LoadBalancerArns: z.array(z.string()).default([]),
});
type Group = z.infer<typeof groupDocument>;

async function readModern(client: ElasticLoadBalancingV2Client): Promise<readonly LoadBalancer[]> {
  const balancers = await listBalancers(client);
  if (balancers.length === 0) return [];
  const groups = parseDocuments(groupDocument, await listTargetGroups(client), 'TargetGroupArn');
  const asking = targetAsking(client);
  const found = new Map<string, boolean | null>();
  await mapConcurrently(balancers, CONCURRENT_CALLS, async ({ LoadBalancerArn: arn }) => {
    const its = groups.filter(({ LoadBalancerArns }) => LoadBalancerArns.includes(arn));
    found.set(arn, await asking(its));
  });
  const empty = [...found].flatMap(([arn, has]) => (has === false ? [arn] : []));
  const tags = await tagsOf(client, empty);
  return balancers.map((balancer) => ({
    name: balancer.LoadBalancerName,
    arn: balancer.LoadBalancerArn,
    type: balancer.Type,
    createdAt: balancer.CreatedTime,
    hasTargets: found.get(balancer.LoadBalancerArn) ?? null,
    tags: tags.get(balancer.LoadBalancerArn) ?? {},
  }));
}

async function listBalancers(client: ElasticLoadBalancingV2Client): Promise<readonly Balancer[]> {
  const documents = await readPages(async (Marker) => {
    const request = { PageSize: LOAD_BALANCER_PAGE, Marker };
    const page = await client.send(new DescribeLoadBalancersCommand(request));
    return { documents: page.LoadBalancers, nextToken: page.NextMarker };
  });
  return parseDocuments(balancerDocument, documents, 'LoadBalancerName');
}

/** DescribeTargetHealth takes one group; beyond so many of a Region, nothing is known. */
const MOST_ASKED = 100;
const CONCURRENT_CALLS = 4;

type Asking = (groups: readonly Group[]) => Promise<boolean | null>;

/** Whether anything is registered with any of them: the first that has something is enough. */
function targetAsking(client: ElasticLoadBalancingV2Client): Asking {
  let left = MOST_ASKED;
  return async (groups) => {
    for (const { TargetGroupArn } of groups) {
      if (left === 0) return null;
      left -= 1;
      if ((await targetHealthOf(client, TargetGroupArn)).length > 0) return true;
    }
    return false;
  };
}

const tagDocument = z.object({ ResourceArn: z.string(), Tags: tagsDocument });

async function tagsOf(client: ElasticLoadBalancingV2Client, arns: readonly string[]) {
  const tags = new Map<string, LoadBalancer['tags']>();
  for (const some of chunksOf(arns, TAGGED_AT_ONCE)) {
    const page = await client.send(new DescribeTagsCommand({ ResourceArns: [...some] }));
    const documents = parseDocuments(tagDocument, page.TagDescriptions ?? [], 'ResourceArn');
    for (const { ResourceArn, Tags } of documents) tags.set(ResourceArn, Tags);
  }
  return tags;
}
