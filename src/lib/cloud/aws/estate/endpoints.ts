/**
 * SageMaker endpoints and whether anybody asks them anything. A real-time endpoint publishes
 * `Invocations` by EndpointName and VariantName, and no datapoint at all where nobody calls it, so
 * that nothing means zero; but only where it would have been published. Not for an asynchronous
 * endpoint ("Any metric not listed below is not published … Invocations": async-inference-monitor),
 * nor where inference components are called in the variant's place, nor for one that is younger
 * than the window or was changed within it: of these nobody knows.
 */
import { type CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  ListEndpointsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import { type Family, itemsOf } from '../../../model/family.ts';
import { days, type Instant, minus } from '../../../model/instant.ts';
import type { Endpoint } from '../../../model/sagemaker.ts';
import { mapConcurrently } from '../concurrency.ts';
import { parseDocument, parseDocuments, timeDocument } from '../documents.ts';
import { faultOf } from '../fault.ts';
import { readTags } from '../notebooks.ts';
import { readFamily, readPages } from '../pages.ts';
import { nameDocument } from './names.ts';
import { readOffered } from './offered.ts';

export interface EndpointReading {
  readonly sagemaker: SageMakerClient;
  readonly cloudwatch: CloudWatchClient;
  readonly now: Instant;
}

const WINDOW = days(1);
const HOUR_SECONDS = 3_600;
/** The most of a page (API reference of ListEndpoints). */
const PAGE_SIZE = 100;
const CONCURRENT_CALLS = 4;
/** Three calls each and one for each variant; of what is beyond, nothing is said. */
const MOST_ASKED = 100;

const summaryDocument = z.object({
  EndpointName: nameDocument,
  EndpointArn: z.string().min(1),
  CreationTime: timeDocument,
  LastModifiedTime: timeDocument,
});
type Summary = z.output<typeof summaryDocument>;

const runningDocument = z.object({
  VariantName: nameDocument,
  CurrentInstanceCount: z.number().default(0),
  CurrentServerlessConfig: z.object({ ProvisionedConcurrency: z.number().default(0) }).optional(),
});

const endpointDocument = z.object({
  EndpointConfigName: nameDocument.optional(),
  ProductionVariants: z.array(runningDocument).default([]),
  ShadowProductionVariants: z.array(runningDocument).default([]),
  AsyncInferenceConfig: z.object({}).optional(),
});
type Running = z.output<typeof endpointDocument>;

/** Without a model of its own a variant hosts inference components. */
const plannedDocument = z.object({
  VariantName: nameDocument,
  InstanceType: z.string().optional(),
  ModelName: z.string().optional(),
});

const configDocument = z.object({
  ProductionVariants: z.array(plannedDocument).default([]),
  ShadowProductionVariants: z.array(plannedDocument).default([]),
});
type Config = z.output<typeof configDocument>;

const answerDocument = z.object({ Datapoints: z.array(z.object({ Sum: z.number() })).default([]) });

/** Only where all is as it was through the whole window anything can be said. */
async function listSettled({ sagemaker, now }: EndpointReading): Promise<readonly Summary[]> {
  const documents = await readPages(async (NextToken) => {
    const page = await sagemaker.send(
      new ListEndpointsCommand({ StatusEquals: 'InService', MaxResults: PAGE_SIZE, NextToken }),
    );
    return { documents: page.Endpoints, nextToken: page.NextToken };
  });
  const since = minus(now, WINDOW);
  return parseDocuments(summaryDocument, documents, 'EndpointName')
    .filter(
      ({ CreationTime, LastModifiedTime }) => CreationTime <= since && LastModifiedTime <= since,
    )
    .slice(0, MOST_ASKED);
}

/** Null where AWS does not find it any more. */
async function ifThere<T>(action: string, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (faultOf(error, action)?.code === 'not-found') return null;
    throw error;
  }
}

const describeEndpoint = (client: SageMakerClient, EndpointName: string): Promise<Running | null> =>
  ifThere('sagemaker:DescribeEndpoint', async () => {
    const answer = await client.send(new DescribeEndpointCommand({ EndpointName }));
    return parseDocument(endpointDocument, answer, EndpointName);
  });

/** It may have been deleted, and its endpoint runs on. */
const describeConfig = (
  client: SageMakerClient,
  EndpointConfigName: string,
): Promise<Config | null> =>
  ifThere('sagemaker:DescribeEndpointConfig', async () => {
    const answer = await client.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
    return parseDocument(configDocument, answer, EndpointConfigName);
  });

type Described = Endpoint & { readonly isMeasured: boolean };

async function describe(client: SageMakerClient, summary: Summary): Promise<readonly Described[]> {
  const running = await describeEndpoint(client, summary.EndpointName);
  if (running === null) return [];
  const { EndpointConfigName: configName, AsyncInferenceConfig } = running;
  const config = configName === undefined ? null : await describeConfig(client, configName);
  const planned = config?.ProductionVariants ?? [];
  const all = [...planned, ...(config?.ShadowProductionVariants ?? [])];
  const types = new Map(all.map(({ VariantName, InstanceType }) => [VariantName, InstanceType]));
  const hasModels = config !== null && planned.every(({ ModelName }) => ModelName !== undefined);
  return [
    {
      name: summary.EndpointName,
      arn: summary.EndpointArn,
      createdAt: summary.CreationTime,
      variants: [...running.ProductionVariants, ...running.ShadowProductionVariants].map((one) => ({
        name: one.VariantName,
        type: types.get(one.VariantName) ?? null,
        instances: one.CurrentInstanceCount,
        provisionedConcurrency: one.CurrentServerlessConfig?.ProvisionedConcurrency ?? 0,
      })),
      invocations: null,
      tags: await readTags(client, summary.EndpointArn),
      isMeasured: hasModels && AsyncInferenceConfig === undefined,
    },
  ];
}

async function sumOf(reading: EndpointReading, endpoint: string, variant: string): Promise<number> {
  const answer = await reading.cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/SageMaker',
      MetricName: 'Invocations',
      Dimensions: [
        { Name: 'EndpointName', Value: endpoint },
        { Name: 'VariantName', Value: variant },
      ],
      StartTime: new Date(minus(reading.now, WINDOW)),
      EndTime: new Date(reading.now),
      Period: HOUR_SECONDS,
      Statistics: ['Sum'],
    }),
  );
  const { Datapoints } = parseDocument(answerDocument, answer, endpoint);
  return Datapoints.reduce((sum, { Sum }) => sum + Sum, 0);
}

/** The first variant that was asked something ends it. */
async function measured(
  reading: EndpointReading,
  { isMeasured, ...endpoint }: Described,
): Promise<Endpoint> {
  if (!isMeasured) return endpoint;
  let invocations = 0;
  for (const { name } of endpoint.variants) {
    if (invocations === 0) invocations = await sumOf(reading, endpoint.name, name);
  }
  return { ...endpoint, invocations };
}

/** Who may list them and not measure them knows of none whether it is used. */
export async function readEndpoints(reading: EndpointReading): Promise<Family<Endpoint>> {
  const { sagemaker } = reading;
  const listed = await readOffered('sagemaker:ListEndpoints', async () => {
    const settled = await listSettled(reading);
    const all = await mapConcurrently(settled, CONCURRENT_CALLS, (one) => describe(sagemaker, one));
    return all.flat();
  });
  if (!listed.complete || listed.items.length === 0) return listed;
  return readFamily('cloudwatch:GetMetricStatistics', () =>
    mapConcurrently(itemsOf(listed), CONCURRENT_CALLS, (one) => measured(reading, one)),
  );
}
