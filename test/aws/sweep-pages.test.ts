/** How many pages the daily sweep asks for: as few as each API allows. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { awsEstate } from '../../src/lib/cloud/aws/estate/estate.ts';
import { complete } from '../../src/lib/model/family.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { observeEstate } from '../../src/lib/observe/estate.ts';
import { type Asked, startStockedAws } from '../emulators/stocked/stocked-aws.ts';

const REGION = 'us-east-1';
const THOUSAND = 1_000;

/**
 * The pages that 1,000 of each kind take. It is one wherever a page may hold 1,000; these APIs
 * allow fewer by their reference: Elastic Load Balancing 400, RDS, EKS and SageMaker 100.
 */
const PAGES: Readonly<Record<string, number>> = {
  'ec2:DescribeInstances': 1,
  'ec2:DescribeVolumes': 1,
  'ec2:DescribeAddresses': 1,
  'ec2:DescribeSnapshots': 1,
  'ec2:DescribeImages': 1,
  'ec2:DescribeNatGateways': 1,
  'elasticloadbalancing:DescribeLoadBalancers': 3,
  'elasticloadbalancing:DescribeTargetGroups': 3,
  'elasticloadbalancing:DescribeLoadBalancers (Classic)': 3,
  'rds:DescribeDBInstances': 10,
  'eks:ListClusters': 10,
  'es:ListDomainNames': 1,
  'sagemaker:ListEndpoints': 10,
  'sagemaker:ListApps': 10,
  'sagemaker:ListNotebookInstances': 10,
};

/** Asked of each thing, or of so many at once as the API allows, and no more often than this. */
const ASKED_ONE_BY_ONE: Readonly<Record<string, number>> = {
  'elasticloadbalancing:DescribeTargetHealth': 100,
  'elasticloadbalancing:DescribeTags': 5,
  'elasticloadbalancing:DescribeTags (Classic)': 50,
  'cloudwatch:GetMetricStatistics': 200,
  'sagemaker:DescribeEndpoint': 100,
  'sagemaker:DescribeEndpointConfig': 100,
  'sagemaker:ListTags': THOUSAND + 100,
  'es:DescribeDomains': 200,
  'es:ListTags': THOUSAND,
  'eks:DescribeCluster': THOUSAND,
};

describe('a sweep of a Region with 1,000 of everything', () => {
  let asked: readonly Asked[] = [];

  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    const aws = await startStockedAws({ region: REGION, regions: [REGION], howMany: THOUSAND });
    const clock = { now: () => instant(Date.now()) };
    const sleep = async () => {};
    const estate = awsEstate({ endpoint: aws.endpoint, region: REGION, clock, sleep });
    const sight = await observeEstate({
      estate,
      clock,
      wanted: 'all',
      first: [],
      sagemaker: true,
      hasTime: () => true,
    });
    await aws.stop();
    asked = aws.asked;
    expect(sight.enabled).toEqual(complete([REGION]));
    for (const { region: _, ...families } of sight.regions) {
      const counts = Object.entries(families).map(([name, family]) => [
        name,
        family.complete && family.items.length,
      ]);
      expect(Object.fromEntries(counts)).toMatchObject({ volumes: THOUSAND, databases: THOUSAND });
    }
  }, 120_000);

  afterAll(() => vi.unstubAllEnvs());

  const callsOf = (api: string): number => asked.filter((one) => one.api === api).length;

  test.each(Object.entries(PAGES))('reads %s in %i pages', (api, pages) => {
    expect(callsOf(api)).toBe(pages);
  });

  test.each(Object.entries(ASKED_ONE_BY_ONE))('calls %s at most %i times', (api, most) => {
    expect(callsOf(api)).toBeGreaterThan(0);
    expect(callsOf(api)).toBeLessThanOrEqual(most);
  });

  test('calls nothing that is in neither table, but for Lightsail, whose pages AWS cuts', () => {
    const known = new Set([
      ...Object.keys(PAGES),
      ...Object.keys(ASKED_ONE_BY_ONE),
      ...['ec2:DescribeRegions', 'eks:DescribeClusterVersions'],
    ]);
    const others = asked.map(({ api }) => api).filter((api) => !known.has(api));
    expect(others.filter((api) => !api.startsWith('lightsail:'))).toEqual([]);
  });
});
