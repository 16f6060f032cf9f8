/** A deployed stack, its owner's hands, and what the owner sees of it. */
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { instant } from '../../src/lib/model/instant.ts';
import { eventOf } from '../e2e/events.ts';
import { emulated } from '../emulators/emulator.ts';
import { type Calls, emulatedCalls } from './emulated-calls.ts';
import { openProject, type Project } from './project.ts';
import { type Promises, promises } from './promises.ts';
import { type Queue, queueFor } from './queue.ts';

export const STACK = 'tierkeeper-prod';
export const TABLE = `${STACK}-ledger`;

const TOPIC = `arn:aws:sns:ap-northeast-2:123456789012:${STACK}`;

const Item = z.looseObject({ pk: z.string(), sk: z.string() });
type Item = z.infer<typeof Item>;

const Envelope = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.unknown(),
  resources: z.array(z.string()).optional(),
});

const LogEvents = z.object({ events: z.array(z.object({ message: z.string() })) });
const LogLine = z.record(z.string(), z.unknown());

const Schedules = z.object({ Schedules: z.array(z.object({ Name: z.string() })) });

export interface Stage extends Promises {
  readonly endpoint: string;
  readonly project: Project;
  readonly calls: Calls;
  readonly ec2: EC2Client;
  readonly dynamodb: DynamoDBClient;
}

export async function openStage(endpoint: string, policy: string): Promise<Stage> {
  return {
    ...promises(),
    endpoint,
    project: await openProject(endpoint, policy),
    calls: emulatedCalls(endpoint),
    ec2: new EC2Client(emulated(endpoint)),
    dynamodb: new DynamoDBClient(emulated(endpoint)),
  };
}

/** A queue that is told what the owner's mail is told. */
export async function subscribe({ calls, endpoint }: Stage): Promise<Queue> {
  const sns = new SNSClient(emulated(endpoint));
  const queue = await queueFor(calls, 'owners-queue', TOPIC);
  await sns.send(new SubscribeCommand({ TopicArn: TOPIC, Protocol: 'sqs', Endpoint: queue.arn }));
  return queue;
}

export async function launch(
  { ec2 }: Stage,
  name: string,
  tags: Readonly<Record<string, string>> = {},
): Promise<string> {
  const Tags = Object.entries({ Name: name, ...tags }).map(([Key, Value]) => ({ Key, Value }));
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-0abcdef1234567890',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags }],
    }),
  );
  return z.string().parse(Instances?.[0]?.InstanceId);
}

export async function stateOf({ ec2 }: Stage, id: string): Promise<string | undefined> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return Reservations?.[0]?.Instances?.[0]?.State?.Name;
}

/** What AWS would put onto the bus: a document of events/. */
export async function publish(
  { endpoint }: Stage,
  event: string,
  instanceId?: string,
): Promise<void> {
  const bus = new EventBridgeClient(emulated(endpoint));
  const document = Envelope.parse(eventOf(event, { at: instant(Date.now()), instanceId }));
  const Entry = {
    Source: document.source,
    DetailType: document['detail-type'],
    Detail: JSON.stringify(document.detail ?? {}),
    Resources: document.resources,
  };
  await bus.send(new PutEventsCommand({ Entries: [Entry] }));
}

/**
 * Nobody waits here for a schedule's own time: a copy of it is due at once, with the same target,
 * role, input and retries.
 */
export async function fire({ calls }: Stage, id: 'Tick' | 'Digest'): Promise<void> {
  const group = `groupName=${STACK}`;
  const { Schedules: all } = Schedules.parse(await calls.rest('scheduler', 'GET /schedules'));
  const name = all.find((one) => one.Name.includes(`-${id}-`))?.Name;
  const schedule = await calls.rest('scheduler', `GET /schedules/${name}?${group}`);
  await calls.rest('scheduler', `POST /schedules/${id}-now-${Date.now()}`, {
    ...z.looseObject({}).parse(schedule),
    ScheduleExpression: `at(${new Date().toISOString().slice(0, 19)})`,
    ScheduleExpressionTimezone: 'UTC',
    ActionAfterCompletion: 'DELETE',
  });
}

/** The JSON lines that a function has written so far. */
export async function logOf(
  { calls }: Stage,
  name: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const request = { logGroupName: `/aws/lambda/${STACK}-${name}` };
  const answer = await calls.json('logs', 'Logs_20140328.FilterLogEvents', request);
  return LogEvents.parse(answer)
    .events.filter(({ message }) => message.startsWith('{'))
    .map(({ message }) => LogLine.parse(JSON.parse(message)));
}

/** Items that are not there any more; what goes on meanwhile only adds to them. */
export const missing = (before: readonly Item[], after: readonly Item[]): readonly Item[] =>
  before.filter(({ pk, sk }) => !after.some((one) => one.pk === pk && one.sk === sk));

/** Everything that the ledger's table holds. */
export async function ledgerOf({ dynamodb }: Stage): Promise<readonly Item[]> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: TABLE }));
  return Items.map((item) => Item.parse(unmarshall(item)));
}
