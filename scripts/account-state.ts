/** What a deploy must know of the account first, and what a removal leaves in it. */
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  ListTagsForResourceCommand,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { DescribeRegionsCommand, EC2Client, type Region } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { isManaged, LOW_CPU_NAME_PREFIX } from '../src/lib/model/alarm.ts';
import { nearestOf } from '../src/lib/schedule/nearest.ts';
import type { AwsConfig } from './osls.ts';

/** Always on, in AWS's three kinds of account; a Region that is off answers nobody's question. */
const ALWAYS_ON: readonly (readonly [prefix: string, region: string])[] = [
  ['cn-', 'cn-north-1'],
  ['us-gov-', 'us-gov-west-1'],
  ['', 'us-east-1'],
];

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

async function regionsOf(config: AwsConfig): Promise<readonly Region[]> {
  const { region: wanted } = config;
  const [, region = wanted] = ALWAYS_ON.find(([prefix]) => wanted.startsWith(prefix)) ?? [];
  const ec2 = new EC2Client({ ...config, region });
  const { Regions = [] } = await ec2
    .send(new DescribeRegionsCommand({ AllRegions: true }))
    .catch((error: unknown) => {
      if (nameOf(error) === 'UnauthorizedOperation') return { Regions: [] };
      throw error;
    });
  return Regions;
}

/** Null where the Region is on, or nobody may ask. */
export async function regionProblem(config: AwsConfig): Promise<string | null> {
  const { region: wanted } = config;
  const regions = await regionsOf(config);
  const known = regions.find(({ RegionName }) => RegionName === wanted);
  if (known === undefined && regions.length > 0) {
    const nearest = nearestOf(
      wanted,
      regions.flatMap(({ RegionName }) => RegionName ?? []),
    );
    const meant = nearest === null ? '' : ` Did you mean ${nearest}?`;
    return `AWS has no Region called ${wanted}.${meant}`;
  }
  if (known?.OptInStatus !== 'not-opted-in') return null;
  return (
    `The Region ${wanted} is off in this account. Switch it on, which takes some minutes:\n` +
    `  aws account enable-region --region-name ${wanted}\n` +
    'or deploy to another: npm run deploy -- --region REGION --param email=you@example.com'
  );
}

/** Partition and sort key, as every version of the ledger has them. */
const KEYS = 'pk HASH, sk RANGE';

/** `kept`: an earlier stack has left its ledger behind. */
export async function ledgerIn(
  config: AwsConfig,
  name: string,
): Promise<'none' | 'kept' | 'foreign'> {
  try {
    const client = new DynamoDBClient(config);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    const keys = Table?.KeySchema?.map(
      ({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`,
    );
    return keys?.join(', ') === KEYS ? 'kept' : 'foreign';
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 'none';
    throw error;
  }
}

/** Deletes the alarms that passes have made: by name and tag, as they know them. */
export async function removeOwnAlarms(config: AwsConfig): Promise<number> {
  const { region } = config;
  const client = new CloudWatchClient(config);
  const { Account: account = '' } = await new STSClient(config).send(
    new GetCallerIdentityCommand({}),
  );
  const ours: string[] = [];
  const asked = { AlarmNamePrefix: LOW_CPU_NAME_PREFIX, MaxRecords: 100 };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, asked)) {
    for (const { AlarmName: name = '', AlarmArn: ResourceARN } of MetricAlarms) {
      const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceARN }));
      const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
      if (isManaged({ name, region, tags }, { account, region })) ours.push(name);
    }
  }
  if (ours.length > 0) await client.send(new DeleteAlarmsCommand({ AlarmNames: ours }));
  return ours.length;
}
