import {
  DescribeTagsCommand,
  type ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import * as z from 'zod';
import type { LoadBalancer } from '../../../model/network.ts';
import { listClassicBalancers } from '../classic-balancers.ts';
import { parseDocuments, tagsDocument, timeDocument } from '../documents.ts';
import { chunksOf } from '../pages.ts';
import { nameDocument, TAGGED_AT_ONCE } from './load-balancer-documents.ts';

const balancerDocument = z.object({
  LoadBalancerName: nameDocument,
  CreatedTime: timeDocument,
  Instances: z.array(z.unknown()).default([]),
});

export async function readClassicLoadBalancers(
  client: ElasticLoadBalancingClient,
): Promise<readonly LoadBalancer[]> {
  const documents = await listClassicBalancers(client);
  const balancers = parseDocuments(balancerDocument, documents, 'LoadBalancerName');
  const empty = balancers.filter(({ Instances }) => Instances.length === 0);
  const tags = await tagsOf(
    client,
    empty.map(({ LoadBalancerName }) => LoadBalancerName),
  );
  return balancers.map(({ LoadBalancerName: name, CreatedTime, Instances }) => ({
    name,
    arn: null,
    type: 'classic',
    createdAt: CreatedTime,
    hasTargets: Instances.length > 0,
    tags: tags.get(name) ?? {},
  }));
}

const tagDocument = z.object({ LoadBalancerName: z.string(), Tags: tagsDocument });

async function tagsOf(client: ElasticLoadBalancingClient, names: readonly string[]) {
  const tags = new Map<string, LoadBalancer['tags']>();
  for (const some of chunksOf(names, TAGGED_AT_ONCE)) {
    const page = await client.send(new DescribeTagsCommand({ LoadBalancerNames: [...some] }));
    const documents = parseDocuments(tagDocument, page.TagDescriptions ?? [], 'LoadBalancerName');
    for (const { LoadBalancerName, Tags } of documents) tags.set(LoadBalancerName, Tags);
  }
  return tags;
}
