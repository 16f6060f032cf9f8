import {
  DescribeDomainsCommand,
  ListDomainNamesCommand,
  ListTagsCommand,
  type OpenSearchClient,
} from '@aws-sdk/client-opensearch';
import * as z from 'zod';
import type { SearchDomain } from '../../../model/search-domain.ts';
import { mapConcurrently } from '../concurrency.ts';
import { parseDocuments, tagsDocument, UnreadablePage } from '../documents.ts';
import { chunksOf } from '../pages.ts';
import { nameDocument } from './names.ts';

const nodesDocument = z
  .object({
    InstanceType: z.string(),
    InstanceCount: z.number(),
    DedicatedMasterEnabled: z.boolean().default(false),
    DedicatedMasterType: z.string().optional(),
    DedicatedMasterCount: z.number().optional(),
    WarmEnabled: z.boolean().default(false),
    ColdStorageOptions: z.object({ Enabled: z.boolean().default(false) }).optional(),
    NodeOptions: z.array(z.unknown()).default([]),
  })
  .transform((nodes) => ({
    data: { type: nodes.InstanceType, count: nodes.InstanceCount },
    masters: nodes.DedicatedMasterEnabled
      ? { type: nodes.DedicatedMasterType ?? '', count: nodes.DedicatedMasterCount ?? 0 }
      : null,
    hasOtherNodes:
      nodes.WarmEnabled ||
      nodes.ColdStorageOptions?.Enabled === true ||
      nodes.NodeOptions.length > 0,
  }));

const diskDocument = z
  .object({
    EBSEnabled: z.boolean().default(false),
    VolumeType: z.string().default(''),
    VolumeSize: z.number().default(0),
    Iops: z.number().optional(),
    Throughput: z.number().optional(),
  })
  .transform(({ EBSEnabled, VolumeType, VolumeSize, Iops, Throughput }) =>
    EBSEnabled
      ? {
          type: VolumeType,
          sizeGiB: VolumeSize,
          iops: Iops ?? null,
          throughputMiBps: Throughput ?? null,
        }
      : null,
  );

const domainDocument = z.object({
  DomainName: nameDocument,
  ARN: z.string(),
  Deleted: z.boolean().default(false),
  ClusterConfig: nodesDocument,
  EBSOptions: diskDocument.default(null),
});

/** The most of one DescribeDomains (API reference). */
const DOMAINS_MAX = 5;

/** ListDomainNames has no pages. */
export async function readSearchDomains(
  client: OpenSearchClient,
): Promise<readonly SearchDomain[]> {
  const { DomainNames } = await client.send(new ListDomainNamesCommand({}));
  if (!DomainNames) throw new UnreadablePage('the domains came without their list');
  const names = DomainNames.flatMap(({ DomainName }) => DomainName ?? []);
  const domains: SearchDomain[] = [];
  for (const some of chunksOf(names, DOMAINS_MAX)) domains.push(...(await readSome(client, some)));
  return domains;
}

async function readSome(
  client: OpenSearchClient,
  names: readonly string[],
): Promise<readonly SearchDomain[]> {
  const { DomainStatusList } = await client.send(
    new DescribeDomainsCommand({ DomainNames: [...names] }),
  );
  if (!DomainStatusList) throw new UnreadablePage('the domains came without their list');
  const documents = parseDocuments(domainDocument, DomainStatusList, 'DomainName');
  const there = documents.filter(({ Deleted }) => !Deleted);
  // ListTags takes one ARN.
  return mapConcurrently(there, DOMAINS_MAX, async (domain): Promise<SearchDomain> => {
    const { DomainName: name, ARN: arn, ClusterConfig, EBSOptions: disk } = domain;
    const { TagList } = await client.send(new ListTagsCommand({ ARN: arn }));
    return { name, arn, ...ClusterConfig, disk, tags: tagsDocument.parse(TagList) };
  });
}
