import {
  GetBundlesCommand,
  GetInstancesCommand,
  GetRelationalDatabaseBundlesCommand,
  GetRelationalDatabasesCommand,
  type LightsailClient,
} from '@aws-sdk/client-lightsail';
import * as z from 'zod';
import type { LightsailServer } from '../../../model/lightsail.ts';
import { type MicroUsd, usd } from '../../../model/money.ts';
import { parseDocuments, timeDocument } from '../documents.ts';
import { readPages } from '../pages.ts';
import { nameDocument } from './names.ts';

const tags = z
  .array(z.object({ key: z.string(), value: z.string().default('') }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value])));

const instanceDocument = z.object({
  name: nameDocument,
  bundleId: z.string(),
  state: z.object({ name: z.string() }),
  createdAt: timeDocument.optional(),
  tags,
});

const databaseDocument = z.object({
  name: nameDocument,
  relationalDatabaseBundleId: z.string(),
  state: z.string(),
  createdAt: timeDocument.optional(),
  tags,
});

/** USD a month; AWS leaves it out of some bundles that it does not sell any more. */
const bundleDocument = z.object({ bundleId: z.string(), price: z.number().optional() });

type Unpriced = Omit<LightsailServer, 'monthlyMicroUsd'>;

export async function readLightsail(client: LightsailClient): Promise<readonly LightsailServer[]> {
  const instances = await readInstances(client);
  const databases = await readDatabases(client);
  return [
    ...priced(instances, await bundlesFor(instances, () => readBundles(client))),
    ...priced(databases, await bundlesFor(databases, () => readDatabaseBundles(client))),
  ];
}

type Bundles = ReadonlyMap<string, MicroUsd | null>;

/** Prices are asked for only where there is something to price. */
async function bundlesFor(
  servers: readonly Unpriced[],
  read: () => Promise<readonly unknown[]>,
): Promise<Bundles> {
  const documents = servers.length === 0 ? [] : await read();
  return new Map(
    parseDocuments(bundleDocument, documents, 'bundleId').map(({ bundleId, price }) => [
      bundleId,
      price === undefined ? null : usd(price),
    ]),
  );
}

const priced = (servers: readonly Unpriced[], bundles: Bundles): readonly LightsailServer[] =>
  servers.map((server) => ({ ...server, monthlyMicroUsd: bundles.get(server.bundle) ?? null }));

async function readInstances(client: LightsailClient): Promise<readonly Unpriced[]> {
  const documents = await readPages(async (pageToken) => {
    const page = await client.send(new GetInstancesCommand({ pageToken }));
    return { documents: page.instances, nextToken: page.nextPageToken };
  });
  return parseDocuments(instanceDocument, documents, 'name').map((one) => ({
    what: 'instance',
    name: one.name,
    bundle: one.bundleId,
    state: one.state.name,
    createdAt: one.createdAt ?? null,
    tags: one.tags,
  }));
}

async function readDatabases(client: LightsailClient): Promise<readonly Unpriced[]> {
  const documents = await readPages(async (pageToken) => {
    const page = await client.send(new GetRelationalDatabasesCommand({ pageToken }));
    return { documents: page.relationalDatabases, nextToken: page.nextPageToken };
  });
  return parseDocuments(databaseDocument, documents, 'name').map((one) => ({
    what: 'database',
    name: one.name,
    bundle: one.relationalDatabaseBundleId,
    state: one.state,
    createdAt: one.createdAt ?? null,
    tags: one.tags,
  }));
}

/** Also those that are sold no more: servers of them run on. */
const readBundles = (client: LightsailClient): Promise<readonly unknown[]> =>
  readPages(async (pageToken) => {
    const page = await client.send(new GetBundlesCommand({ includeInactive: true, pageToken }));
    return { documents: page.bundles, nextToken: page.nextPageToken };
  });

const readDatabaseBundles = (client: LightsailClient): Promise<readonly unknown[]> =>
  readPages(async (pageToken) => {
    const page = await client.send(
      new GetRelationalDatabaseBundlesCommand({ includeInactive: true, pageToken }),
    );
    return { documents: page.bundles, nextToken: page.nextPageToken };
  });
