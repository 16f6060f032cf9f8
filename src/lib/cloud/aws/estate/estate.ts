/** Every Region of the account, read-only, with clients made as they are needed. */
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient } from '@aws-sdk/client-eks';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { LightsailClient } from '@aws-sdk/client-lightsail';
import { OpenSearchClient } from '@aws-sdk/client-opensearch';
import { RDSClient } from '@aws-sdk/client-rds';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Estate, RegionEstate } from '../../cloud.ts';
import { readAddresses } from '../addresses.ts';
import { type AwsOptions, clientSettings } from '../client-settings.ts';
import { readFreely } from '../cloudwatch.ts';
import { readInstances } from '../instances.ts';
import { readNotebooks } from '../notebooks.ts';
import { paceOf } from '../pace.ts';
import { readAnyhow, readFamily } from '../pages.ts';
import type { Time } from '../ports.ts';
import { readRegions } from '../regions.ts';
import { readSnapshots } from '../snapshots.ts';
import { readAllVolumes } from '../volumes.ts';
import { readClusters } from './clusters.ts';
import { readDatabases } from './databases.ts';
import { readEndpoints } from './endpoints.ts';
import { readImages } from './images.ts';
import { readLightsail } from './lightsail.ts';
import { readLoadBalancers } from './load-balancers.ts';
import { readNatGateways } from './nat-gateways.ts';
import { readOffered } from './offered.ts';
import { readReservedInstances } from './reserved-instances.ts';
import { readSavingsPlans } from './savings-plans.ts';
import { readSearchDomains } from './search-domains.ts';
import { readStarts } from './starts.ts';
import { readStudioApps } from './studio-apps.ts';

export interface AwsEstateOptions extends AwsOptions, Time {
  readonly region: string;
}

export function awsEstate(options: AwsEstateOptions): Estate {
  const home = new EC2Client(clientSettings(options));
  const pace = paceOf(options.clock, options.sleep);
  return {
    home: options.region,
    regions: () => readFamily('ec2:DescribeRegions', () => readRegions(home)),
    in: (region) => regionEstate({ ...options, region }),
    savingsPlans: () =>
      readAnyhow('savingsplans:DescribeSavingsPlans', async () => {
        const { accessKeyId, secretAccessKey, sessionToken } = await home.config.credentials();
        const keys = { accessKeyId, secretAccessKey };
        const credentials = sessionToken === undefined ? keys : { ...keys, sessionToken };
        return readSavingsPlans({ endpoint: options.endpoint, credentials });
      }),
    starts: (question) => {
      const { region } = question;
      const client = new CloudTrailClient(clientSettings({ ...options, region }));
      return readOffered('cloudtrail:LookupEvents', () => readStarts(client, pace, question));
    },
    cpuSamples: (region, queries) =>
      readFreely(new CloudWatchClient(clientSettings({ ...options, region })), queries),
  };
}

function regionEstate(options: AwsEstateOptions): RegionEstate {
  const { region } = options;
  const settings = clientSettings(options);
  const ec2 = new EC2Client(settings);
  const cloudwatch = new CloudWatchClient(settings);
  const sagemaker = new SageMakerClient(settings);
  const classic = new ElasticLoadBalancingClient(settings);
  const modern = new ElasticLoadBalancingV2Client(settings);
  return {
    instances: () => readFamily('ec2:DescribeInstances', () => readInstances(ec2)),
    volumes: () => readFamily('ec2:DescribeVolumes', () => readAllVolumes(ec2)),
    addresses: () => readFamily('ec2:DescribeAddresses', () => readAddresses(ec2, region)),
    databases: () =>
      readOffered('rds:DescribeDBInstances', () => readDatabases(new RDSClient(settings))),
    snapshots: () => readFamily('ec2:DescribeSnapshots', () => readSnapshots(ec2)),
    reservedInstances: () =>
      readOffered('ec2:DescribeReservedInstances', () => readReservedInstances(ec2)),
    images: () => readFamily('ec2:DescribeImages', () => readImages(ec2)),
    natGateways: () => readNatGateways({ ec2, cloudwatch, now: options.clock.now() }),
    loadBalancers: () =>
      readFamily('elasticloadbalancing:DescribeLoadBalancers', () =>
        readLoadBalancers({ classic, modern }),
      ),
    clusters: () => readOffered('eks:ListClusters', () => readClusters(new EKSClient(settings))),
    searchDomains: () =>
      readOffered('es:ListDomainNames', () => readSearchDomains(new OpenSearchClient(settings))),
    endpoints: () => readEndpoints({ sagemaker, cloudwatch, now: options.clock.now() }),
    studioApps: () => readOffered('sagemaker:ListApps', () => readStudioApps(sagemaker)),
    notebooks: () => readOffered('sagemaker:ListNotebookInstances', () => readNotebooks(sagemaker)),
    lightsail: () =>
      readOffered('lightsail:GetInstances', () => readLightsail(new LightsailClient(settings))),
  };
}
