import {
  DescribeClusterCommand,
  DescribeClusterVersionsCommand,
  type EKSClient,
  ListClustersCommand,
} from '@aws-sdk/client-eks';
import * as z from 'zod';
import type { Cluster, ClusterSupport } from '../../../model/cluster.ts';
import { mapConcurrently } from '../concurrency.ts';
import { parseDocument, parseDocuments, timeDocument } from '../documents.ts';
import { faultOf } from '../fault.ts';
import { readFamily, readPages } from '../pages.ts';
import { nameDocument } from './names.ts';

const clusterDocument = z.object({
  name: nameDocument,
  arn: z.string(),
  version: z.string(),
  status: z.string(),
  createdAt: timeDocument.optional(),
  controlPlaneScalingConfig: z.object({ tier: z.string().default('standard') }).optional(),
  tags: z.record(z.string(), z.string()).default({}),
});

const versionDocument = z.object({ clusterVersion: z.string(), versionStatus: z.string() });

/** The most of a page (API reference of ListClusters). */
const PAGE_SIZE = 100;
/** DescribeCluster takes one name; a Region has at most 100 clusters. */
const CONCURRENT_CALLS = 4;

export async function readClusters(client: EKSClient): Promise<readonly Cluster[]> {
  const names = await readPages(async (nextToken) => {
    const page = await client.send(new ListClustersCommand({ maxResults: PAGE_SIZE, nextToken }));
    return { documents: page.clusters, nextToken: page.nextToken };
  });
  if (names.length === 0) return [];
  const supportOf = await readSupport(client);
  const found = await mapConcurrently(
    parseDocuments(nameDocument, names, ''),
    CONCURRENT_CALLS,
    (name) => readCluster(client, name),
  );
  return found.flatMap((cluster) =>
    cluster === null ? [] : [{ ...cluster, support: supportOf(cluster.version) }],
  );
}

/** Null where it was deleted since it was listed. */
async function readCluster(client: EKSClient, name: string): Promise<Cluster | null> {
  try {
    const { cluster } = await client.send(new DescribeClusterCommand({ name }));
    const { controlPlaneScalingConfig, createdAt, ...document } = parseDocument(
      clusterDocument,
      cluster,
      name,
    );
    const tier = controlPlaneScalingConfig?.tier ?? 'standard';
    return { ...document, tier, createdAt: createdAt ?? null, support: null };
  } catch (error) {
    if (faultOf(error, 'eks:DescribeCluster')?.code === 'not-found') return null;
    throw error;
  }
}

type SupportOf = (version: string) => ClusterSupport | null;

/** Of clusters only the price is unknown where the versions may not be listed. */
async function readSupport(client: EKSClient): Promise<SupportOf> {
  const versions = await readFamily('eks:DescribeClusterVersions', async () =>
    parseDocuments(versionDocument, await readVersions(client), 'clusterVersion'),
  );
  if (!versions.complete) return () => null;
  const byVersion = new Map(
    versions.items.map(({ clusterVersion, versionStatus }) => [clusterVersion, versionStatus]),
  );
  return (version) => SUPPORT[byVersion.get(version) ?? ''] ?? null;
}

const SUPPORT: Readonly<Record<string, ClusterSupport>> = {
  STANDARD_SUPPORT: 'standard',
  EXTENDED_SUPPORT: 'extended',
};

const readVersions = (client: EKSClient): Promise<readonly unknown[]> =>
  readPages(async (nextToken) => {
    const page = await client.send(
      new DescribeClusterVersionsCommand({ maxResults: PAGE_SIZE, nextToken }),
    );
    return { documents: page.clusterVersions, nextToken: page.nextToken };
  });
