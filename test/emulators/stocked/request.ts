/** What one HTTP request to AWS asks for, whichever of its protocols it speaks. */
import type { IncomingMessage } from 'node:http';

export interface Request {
  readonly region: string;
  /** As IAM calls it. */
  readonly service: string;
  readonly operation: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/ec2/aws4_request, … */
const SCOPE = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//;

const IAM_NAMES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/** The Classic API has the same names of service and calls. */
const CLASSIC = '2012-06-01';

type Route = readonly [path: RegExp, operation: string];

/** The REST services' calls by their paths. */
const ROUTES: readonly Route[] = [
  [/^\/clusters$/, 'ListClusters'],
  [/^\/clusters\/(?<name>[^/]+)$/, 'DescribeCluster'],
  [/^\/cluster-versions$/, 'DescribeClusterVersions'],
  [/^\/2021-01-01\/domain$/, 'ListDomainNames'],
  [/^\/2021-01-01\/opensearch\/domain-info$/, 'DescribeDomains'],
  [/^\/2021-01-01\/tags\/?$/, 'ListTags'],
];

async function bodyOf(message: IncomingMessage): Promise<string> {
  message.setEncoding('utf8');
  const chunks: string[] = [];
  for await (const chunk of message) chunks.push(String(chunk));
  return chunks.join('');
}

const flat = (document: object): readonly (readonly [string, string])[] =>
  Object.entries(document).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);

function routed(url: URL, body: string) {
  for (const [path, operation] of ROUTES) {
    const found = path.exec(url.pathname);
    if (!found) continue;
    const sent = body.startsWith('{') ? flat(JSON.parse(body)) : [];
    const parameters = new Map([...url.searchParams, ...sent, ...flat(found.groups ?? {})]);
    return { operation, parameters };
  }
  throw new Error(`nobody knows ${url.pathname}`);
}

function called(message: IncomingMessage, body: string) {
  const target = message.headers['x-amz-target'];
  if (typeof target === 'string') {
    return {
      operation: target.split('.').at(-1) ?? '',
      parameters: new Map(flat(JSON.parse(body))),
    };
  }
  const form = new Map(new URLSearchParams(body));
  const action = form.get('Action');
  if (action !== undefined) return { operation: action, parameters: form };
  return routed(new URL(message.url ?? '/', 'http://localhost'), body);
}

export async function requestOf(message: IncomingMessage): Promise<Request> {
  const [, region = '', name = ''] = SCOPE.exec(message.headers.authorization ?? '') ?? [];
  return { region, service: IAM_NAMES[name] ?? name, ...called(message, await bodyOf(message)) };
}

/** `ec2:DescribeVolumes`. */
export function apiOf({ service, operation, parameters }: Request): string {
  const generation = parameters.get('Version') === CLASSIC ? ' (Classic)' : '';
  return `${service}:${operation}${generation}`;
}
