import { type CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeNatGatewaysCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import { type Family, itemsOf } from '../../../model/family.ts';
import { isNatGatewayId } from '../../../model/ids.ts';
import { days, type Instant, minus } from '../../../model/instant.ts';
import type { NatGateway } from '../../../model/network.ts';
import { mapConcurrently } from '../concurrency.ts';
import {
  idDocument,
  ifAny,
  parseDocument,
  parseDocuments,
  tagsDocument,
  timeDocument,
} from '../documents.ts';
import { readFamily, readPages } from '../pages.ts';

export interface NatGatewayReading {
  readonly ec2: EC2Client;
  readonly cloudwatch: CloudWatchClient;
  readonly now: Instant;
}

const gatewayDocument = z
  .object({
    NatGatewayId: idDocument(isNatGatewayId, 'a NAT gateway'),
    CreateTime: timeDocument,
    NatGatewayAddresses: z.array(z.object({ PublicIp: ifAny(z.string()) })).default([]),
    Tags: tagsDocument,
  })
  .transform(
    (document): NatGateway => ({
      id: document.NatGatewayId,
      createdAt: document.CreateTime,
      publicIps: document.NatGatewayAddresses.flatMap(({ PublicIp }) => PublicIp ?? []),
      bytesOut: null,
      tags: document.Tags,
    }),
  );

/** The most of a page (API reference of DescribeNatGateways). */
const PAGE_SIZE = 1_000;

async function listGateways(client: EC2Client): Promise<readonly NatGateway[]> {
  const documents = await readPages(async (NextToken) => {
    const page = await client.send(
      new DescribeNatGatewaysCommand({
        Filter: [{ Name: 'state', Values: ['available'] }],
        MaxResults: PAGE_SIZE,
        NextToken,
      }),
    );
    return { documents: page.NatGateways, nextToken: page.NextToken };
  });
  return parseDocuments(gatewayDocument, documents, 'NatGatewayId');
}

const WINDOW = days(1);
const HOUR_SECONDS = 3_600;
/** Of 24: an hour that is not there yet is no silence, many are. */
const HOURS_NEEDED = 22;
const CONCURRENT_CALLS = 5;
/** One call each; of what is beyond, nothing is said. */
const MOST_ASKED = 100;

const answerDocument = z.object({ Datapoints: z.array(z.object({ Sum: z.number() })).default([]) });

async function bytesOutOf(id: string, reading: NatGatewayReading): Promise<number | null> {
  const answer = await reading.cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/NATGateway',
      MetricName: 'BytesOutToDestination',
      Dimensions: [{ Name: 'NatGatewayId', Value: id }],
      StartTime: new Date(minus(reading.now, WINDOW)),
      EndTime: new Date(reading.now),
      Period: HOUR_SECONDS,
      Statistics: ['Sum'],
    }),
  );
  const { Datapoints } = parseDocument(answerDocument, answer, id);
  if (Datapoints.length < HOURS_NEEDED) return null;
  return Datapoints.reduce((sum, { Sum }) => sum + Sum, 0);
}

/** Who may list them and not measure them knows of none whether it is idle. */
export async function readNatGateways(reading: NatGatewayReading): Promise<Family<NatGateway>> {
  const listed = await readFamily('ec2:DescribeNatGateways', () => listGateways(reading.ec2));
  const gateways = itemsOf(listed);
  const whole = gateways.filter(({ createdAt }) => createdAt <= minus(reading.now, WINDOW));
  const asked = whole.slice(0, MOST_ASKED).map(({ id }) => id);
  if (asked.length === 0) return listed;
  return readFamily('cloudwatch:GetMetricStatistics', async () => {
    const sums = await mapConcurrently(asked, CONCURRENT_CALLS, (id) => bytesOutOf(id, reading));
    const bytes = new Map(asked.map((id, index) => [id, sums[index] ?? null]));
    return gateways.map((gateway) => ({ ...gateway, bytesOut: bytes.get(gateway.id) ?? null }));
  });
}
