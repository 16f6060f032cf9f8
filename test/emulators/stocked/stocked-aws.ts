/**
 * AWS over HTTP with so many of everything in one Region and nothing in the others. It pages as
 * AWS does and keeps what it was asked, so that calls can be counted where they are made.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Emulator } from '../emulator.ts';
import { pageOf, tag, written } from './listing.ts';
import { LISTINGS } from './listings.ts';
import { apiOf, type Request, requestOf } from './request.ts';

export interface Stock {
  /** Where everything stands. */
  readonly region: string;
  readonly regions: readonly string[];
  /** Of each kind. */
  readonly howMany: number;
}

export interface Asked {
  readonly region: string;
  /** `ec2:DescribeVolumes`. */
  readonly api: string;
}

export interface StockedAws extends Emulator {
  readonly asked: readonly Asked[];
}

const HOURS = Array.from({ length: 24 }, () => ({ Timestamp: 0, Sum: 0 }));

const cluster = (name: string) => ({
  name,
  arn: `arn:aws:eks:us-east-1:123456789012:cluster/${name}`,
  version: '1.1',
  status: 'ACTIVE',
});

const domain = (DomainName: string) => ({
  DomainName,
  ARN: `arn:aws:es:us-east-1:123456789012:domain/${DomainName}`,
  ClusterConfig: { InstanceType: 't3.small.search', InstanceCount: 1 },
});

type Answer = (request: Request, stock: Stock) => string;

const namesIn = (text = '[]'): readonly string[] => JSON.parse(text);

/** What is no list: asked of one thing, or of a handful. */
const SINGLE: Readonly<Record<string, Answer>> = {
  'ec2:DescribeRegions': (request, { regions }) => {
    const items = regions.map((name) => tag('item', tag('regionName', name)));
    return written(request, tag('regionInfo', items.join('')));
  },
  'elasticloadbalancing:DescribeTargetHealth': (request) =>
    written(request, tag('TargetHealthDescriptions', '')),
  'elasticloadbalancing:DescribeTags': (request) => written(request, tag('TagDescriptions', '')),
  'elasticloadbalancing:DescribeTags (Classic)': (request) =>
    written(request, tag('TagDescriptions', '')),
  'cloudwatch:GetMetricStatistics': () => JSON.stringify({ Datapoints: HOURS }),
  'cloudtrail:LookupEvents': () => JSON.stringify({ Events: [] }),
  'eks:DescribeCluster': ({ parameters }) =>
    JSON.stringify({ cluster: cluster(parameters.get('name') ?? '') }),
  'es:DescribeDomains': ({ parameters }) =>
    JSON.stringify({ DomainStatusList: namesIn(parameters.get('DomainNames')).map(domain) }),
  'es:ListTags': () => JSON.stringify({ TagList: [] }),
  'sagemaker:DescribeEndpoint': () =>
    JSON.stringify({ EndpointConfigName: 'lab', ProductionVariants: [{ VariantName: 'all' }] }),
  'sagemaker:DescribeEndpointConfig': () =>
    JSON.stringify({ ProductionVariants: [{ VariantName: 'all', ModelName: 'lab' }] }),
  'sagemaker:ListTags': () => JSON.stringify({ Tags: [] }),
  'lightsail:GetBundles': () => JSON.stringify({ bundles: [] }),
  'lightsail:GetRelationalDatabaseBundles': () => JSON.stringify({ bundles: [] }),
};

function answerTo(request: Request, stock: Stock): string {
  const api = apiOf(request);
  const listing = LISTINGS[api];
  if (!listing) {
    const single = SINGLE[api];
    if (!single) throw new Error(`nobody knows ${api}`);
    return single(request, stock);
  }
  return pageOf(listing, request, request.region === stock.region ? stock.howMany : 0);
}

function reply(response: ServerResponse, body: string): void {
  const type = body.startsWith('<') ? 'text/xml' : 'application/json';
  response.writeHead(200, { 'content-type': type }).end(body);
}

export async function startStockedAws(stock: Stock): Promise<StockedAws> {
  const asked: Asked[] = [];
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await requestOf(message);
    asked.push({ region: request.region, api: apiOf(request) });
    reply(response, answerTo(request, stock));
  };
  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    asked,
    endpoint: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
