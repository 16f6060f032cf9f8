/**
 * The lists that the daily sweep reads, as AWS pages them. `most` is the most of one page by each
 * API's reference; what a client does not ask for comes in pages of `unasked`.
 */
import { hex, type Item, type Listing, tag } from './listing.ts';

const AT = '2026-01-02T03:04:05.000Z';
const AT_SECONDS = Date.parse(AT) / 1_000;
/** CloudTrail keeps nothing of what is old. */
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString();
const arn = (of: string): string => `arn:aws:${of}`;
const role = (rest: string): string => arn(`elasticloadbalancing:us-east-1:123456789012:${rest}`);

const paged = { size: 'MaxResults', token: 'NextToken', next: 'nextToken', format: 'ec2' } as const;
const ec2 = (list: string, item: (index: number) => string): Listing => ({
  ...paged,
  list,
  item: (index) => tag('item', item(index)),
  // "If this parameter is not specified, all are returned" holds for small accounts only.
  page: { most: 1_000, unasked: 1_000 },
});

const instance = (index: number): string =>
  tag('reservationId', 'r-1') +
  tag(
    'instancesSet',
    tag(
      'item',
      tag('instanceId', `i-${hex(index)}`) +
        tag('instanceState', tag('code', '16') + tag('name', 'running')) +
        tag('instanceType', 't3.micro') +
        tag('launchTime', YESTERDAY) +
        tag('placement', tag('availabilityZone', 'us-east-1a') + tag('tenancy', 'default')) +
        tag('rootDeviceType', 'ebs'),
    ),
  );

const volume = (index: number): string =>
  tag('volumeId', `vol-${hex(index)}`) +
  tag('size', '8') +
  tag('status', 'available') +
  tag('volumeType', 'gp3') +
  tag('createTime', AT) +
  tag('encrypted', 'false');

const address = (index: number): string =>
  tag('allocationId', `eipalloc-${hex(index)}`) + tag('publicIp', `198.51.100.${index % 256}`);

const snapshot = (index: number): string =>
  tag('snapshotId', `snap-${hex(index)}`) + tag('startTime', AT) + tag('volumeSize', '8');

const image = (index: number): string =>
  tag('imageId', `ami-${hex(index)}`) + tag('creationDate', AT);

const gateway = (index: number): string =>
  tag('natGatewayId', `nat-${hex(index)}`) + tag('createTime', AT) + tag('state', 'available');

const marked = { size: 'PageSize', token: 'Marker', next: 'NextMarker', format: 'query' } as const;
const balancers = (list: string, item: (index: number) => string): Listing => ({
  ...marked,
  list,
  item: (index) => tag('member', item(index)),
  page: { most: 400, unasked: 400 },
});

const balancerArn = (index: number): string => role(`loadbalancer/app/front-${index}/${index}`);

const modernBalancer = (index: number): string =>
  tag('LoadBalancerArn', balancerArn(index)) +
  tag('LoadBalancerName', `front-${index}`) +
  tag('CreatedTime', AT) +
  tag('Type', 'application');

const targetGroup = (index: number): string =>
  tag('TargetGroupArn', role(`targetgroup/group-${index}/${index}`)) +
  tag('LoadBalancerArns', tag('member', balancerArn(index)));

const classicBalancer = (index: number): string =>
  tag('LoadBalancerName', `old-${index}`) + tag('CreatedTime', AT);

const database = (index: number): string =>
  tag(
    'DBInstance',
    tag('DBInstanceIdentifier', `db-${index}`) +
      tag('DBInstanceArn', arn(`rds:us-east-1:123456789012:db:db-${index}`)) +
      tag('DBInstanceClass', 'db.t3.micro') +
      tag('Engine', 'mysql') +
      tag('DBInstanceStatus', 'available'),
  );

const sageMaker = { size: 'MaxResults', token: 'NextToken', next: 'NextToken' } as const;
const ofSageMaker = (list: string, item: (index: number) => Item): Listing => ({
  ...sageMaker,
  format: 'json',
  list,
  item,
  page: { most: 100, unasked: 10 },
});
const sageMakerArn = (rest: string): string => arn(`sagemaker:us-east-1:123456789012:${rest}`);
const settled = { CreationTime: AT_SECONDS, LastModifiedTime: AT_SECONDS };

const json = { token: 'nextToken', next: 'nextToken', format: 'json' } as const;

/** Its pages are as long as AWS likes. */
const lightsail = (list: string, item: (index: number) => Item): Listing => ({
  ...json,
  token: 'pageToken',
  next: 'nextPageToken',
  size: null,
  list,
  item,
  page: { most: 1_000, unasked: 1_000 },
});

export const LISTINGS: Readonly<Record<string, Listing>> = {
  'ec2:DescribeInstances': ec2('reservationSet', instance),
  'ec2:DescribeVolumes': ec2('volumeSet', volume),
  // It has no pages.
  'ec2:DescribeAddresses': { ...ec2('addressesSet', address), size: null, page: null },
  'ec2:DescribeSnapshots': ec2('snapshotSet', snapshot),
  'ec2:DescribeImages': ec2('imagesSet', image),
  'ec2:DescribeNatGateways': ec2('natGatewaySet', gateway),
  'elasticloadbalancing:DescribeLoadBalancers': balancers('LoadBalancers', modernBalancer),
  'elasticloadbalancing:DescribeTargetGroups': balancers('TargetGroups', targetGroup),
  'elasticloadbalancing:DescribeLoadBalancers (Classic)': balancers(
    'LoadBalancerDescriptions',
    classicBalancer,
  ),
  'rds:DescribeDBInstances': {
    ...marked,
    size: 'MaxRecords',
    next: 'Marker',
    list: 'DBInstances',
    item: database,
    page: { most: 100, unasked: 100 },
  },
  'eks:ListClusters': {
    ...json,
    size: 'maxResults',
    list: 'clusters',
    item: (index) => `lab-${index}`,
    page: { most: 100, unasked: 100 },
  },
  'eks:DescribeClusterVersions': {
    ...json,
    size: 'maxResults',
    list: 'clusterVersions',
    item: (index) => ({ clusterVersion: `1.${index}`, versionStatus: 'STANDARD_SUPPORT' }),
    page: { most: 100, unasked: 100 },
  },
  // It has no pages.
  'es:ListDomainNames': {
    ...json,
    size: null,
    list: 'DomainNames',
    item: (index) => ({ DomainName: `logs-${index}` }),
    page: null,
  },
  'sagemaker:ListEndpoints': ofSageMaker('Endpoints', (index) => ({
    EndpointName: `lab-${index}`,
    EndpointArn: sageMakerArn(`endpoint/lab-${index}`),
    ...settled,
  })),
  'sagemaker:ListApps': ofSageMaker('Apps', (index) => ({
    DomainId: 'd-abcdefgh1234',
    SpaceName: `lab-${index}`,
    AppType: 'JupyterLab',
    AppName: 'default',
    Status: 'InService',
  })),
  'sagemaker:ListNotebookInstances': ofSageMaker('NotebookInstances', (index) => ({
    NotebookInstanceName: `lab-${index}`,
    NotebookInstanceArn: sageMakerArn(`notebook-instance/lab-${index}`),
    NotebookInstanceStatus: 'InService',
    ...settled,
  })),
  'lightsail:GetInstances': lightsail('instances', (index) => ({
    name: `blog-${index}`,
    bundleId: 'nano_3_0',
    state: { name: 'running' },
    createdAt: AT_SECONDS,
  })),
  'lightsail:GetRelationalDatabases': lightsail('relationalDatabases', (index) => ({
    name: `shop-${index}`,
    relationalDatabaseBundleId: 'micro_2_0',
    state: 'available',
    createdAt: AT_SECONDS,
  })),
};
