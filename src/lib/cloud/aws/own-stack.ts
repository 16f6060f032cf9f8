/** What the doctor reads of the stack and the account: each call throws what AWS refuses. */
import { EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import * as z from 'zod';
import type { InstanceId } from '../../model/ids.ts';
import { type Instant, parseInstant } from '../../model/instant.ts';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import { mapConcurrently } from './concurrency.ts';
import { type SignedJsonOptions, signedJson } from './signed-json.ts';
import { restCall } from './signed-rest.ts';
import { snsClient } from './sns.ts';

export type Signing = Pick<SignedJsonOptions, 'region' | 'endpoint' | 'credentials' | 'sleep'>;

const JSON_1_0 = 'application/x-amz-json-1.0';
const JSON_1_1 = 'application/x-amz-json-1.1';

/** `2026-11-23T13:04:11.120+0000`: Lambda writes the offset without a colon. */
const lambdaTime = (text: string): Instant | null =>
  parseInstant(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) ?? null;

const functionDocument = z.object({ LastModified: z.string().default('') });

/** When the function was last deployed; null where AWS does not say it in a form we know. */
export async function functionDeployedAt(signing: Signing, name: string): Promise<Instant | null> {
  const path = `/2015-03-31/functions/${name}/configuration`;
  const answer = await restCall({ ...signing, service: 'lambda' }, { method: 'GET', path });
  return lambdaTime(functionDocument.parse(answer).LastModified);
}

const accountDocument = z.object({ AccountLimit: z.object({ ConcurrentExecutions: z.int() }) });

/** How many functions of the account may run at once in the Region. */
export async function concurrencyLimit(signing: Signing): Promise<number> {
  const path = '/2016-08-19/account-settings';
  const answer = await restCall({ ...signing, service: 'lambda' }, { method: 'GET', path });
  return accountDocument.parse(answer).AccountLimit.ConcurrentExecutions;
}

const ruleDocument = z.object({ State: z.string() });

export async function isRuleEnabled(signing: Signing, Name: string): Promise<boolean> {
  const options = {
    ...signing,
    service: 'events',
    target: 'AWSEvents',
    contentType: JSON_1_1,
  } as const;
  const { State } = ruleDocument.parse(await signedJson(options)('DescribeRule', { Name }));
  // Also `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`.
  return State.startsWith('ENABLED');
}

export interface OwnSchedule {
  readonly name: string;
  readonly isEnabled: boolean;
}

const schedulesDocument = z.object({
  Schedules: z.array(z.object({ Name: z.string(), State: z.string() })).default([]),
});

/** CloudFormation names them; the group is the stack's own. */
export async function schedulesOf(
  signing: Signing,
  group: string,
): Promise<readonly OwnSchedule[]> {
  const answer = await restCall(
    { ...signing, service: 'scheduler' },
    { method: 'GET', path: '/schedules', query: { ScheduleGroup: group } },
  );
  return schedulesDocument
    .parse(answer)
    .Schedules.map(({ Name: name, State }) => ({ name, isEnabled: State === 'ENABLED' }));
}

const urlDocument = z.object({ QueueUrl: z.string() });
const countDocument = z.object({
  Attributes: z.object({ ApproximateNumberOfMessages: z.coerce.number() }),
});

export async function countMessages(signing: Signing, QueueName: string): Promise<number> {
  const options = {
    ...signing,
    service: 'sqs',
    target: 'AmazonSQS',
    contentType: JSON_1_0,
  } as const;
  const call = signedJson(options);
  const { QueueUrl } = urlDocument.parse(await call('GetQueueUrl', { QueueName }));
  const AttributeNames = ['ApproximateNumberOfMessages'];
  const answer = await call('GetQueueAttributes', { QueueUrl, AttributeNames });
  return countDocument.parse(answer).Attributes.ApproximateNumberOfMessages;
}

export interface Units {
  readonly read: number;
  readonly write: number;
}

const namesDocument = z.object({
  TableNames: z.array(z.string()),
  LastEvaluatedTableName: z.string().optional(),
});
const throughput = z
  .object({ ReadCapacityUnits: z.number(), WriteCapacityUnits: z.number() })
  .optional();
const tableDocument = z.object({
  Table: z.object({
    ProvisionedThroughput: throughput,
    GlobalSecondaryIndexes: z.array(z.object({ ProvisionedThroughput: throughput })).optional(),
  }),
});

const CONCURRENT_TABLES = 5;

/** What all tables of the Region have provisioned, their indexes too; on-demand ones have 0. */
export async function provisionedUnits(signing: Signing): Promise<Units> {
  const target = 'DynamoDB_20120810';
  const call = signedJson({ ...signing, service: 'dynamodb', target, contentType: JSON_1_0 });
  const names: string[] = [];
  let from: string | undefined;
  do {
    const page = namesDocument.parse(
      await call('ListTables', from === undefined ? {} : { ExclusiveStartTableName: from }),
    );
    names.push(...page.TableNames);
    from = page.LastEvaluatedTableName;
  } while (from !== undefined);
  const tables = await mapConcurrently(names, CONCURRENT_TABLES, async (TableName) =>
    tableDocument.parse(await call('DescribeTable', { TableName })),
  );
  const all = tables.flatMap(
    ({ Table: { GlobalSecondaryIndexes = [], ProvisionedThroughput } }) => [
      ProvisionedThroughput,
      ...GlobalSecondaryIndexes.map((index) => index.ProvisionedThroughput),
    ],
  );
  return {
    read: all.reduce((sum, units) => sum + (units?.ReadCapacityUnits ?? 0), 0),
    write: all.reduce((sum, units) => sum + (units?.WriteCapacityUnits ?? 0), 0),
  };
}

export interface Subscriptions {
  readonly confirmed: number;
  readonly pending: number;
}

const topicDocument = z.object({
  Attributes: z.object({
    SubscriptionsConfirmed: z.coerce.number().default(0),
    SubscriptionsPending: z.coerce.number().default(0),
  }),
});

export async function subscriptionsOf(
  options: AwsOptions,
  TopicArn: string,
): Promise<Subscriptions> {
  const answer = await snsClient(options).send(new GetTopicAttributesCommand({ TopicArn }));
  const { Attributes } = topicDocument.parse(answer);
  return { confirmed: Attributes.SubscriptionsConfirmed, pending: Attributes.SubscriptionsPending };
}

/** Asks without doing it: AWS refuses either for want of rights, or because it was only asked. */
export async function askToStop(options: AwsOptions, id: InstanceId): Promise<void> {
  const call = new StopInstancesCommand({ InstanceIds: [id], DryRun: true });
  try {
    await new EC2Client(clientSettings(options)).send(call);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'DryRunOperation') throw error;
  }
}
