/** A deployed stack, its owner's hands, and what the owner sees of it. */
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { emulated } from '../emulators/emulator.ts';
import { type Hands, handsIn, type Seat } from './hands.ts';
import { openProject, type Project, REGION } from './project.ts';
import { eventually, type Promises, promises } from './promises.ts';
import { type Queue, queueFor } from './queue.ts';

export const STACK = 'tierkeeper-prod';
export const TABLE = `${STACK}-ledger`;
export const HOME: Seat = { account: '123456789012', region: REGION };

const TOPIC = `arn:aws:sns:ap-northeast-2:123456789012:${STACK}`;

const Item = z.looseObject({ pk: z.string(), sk: z.string() });
type Item = z.infer<typeof Item>;

const LogEvents = z.object({ events: z.array(z.object({ message: z.string() })) });
const LogLine = z.record(z.string(), z.unknown());

const Schedules = z.object({ Schedules: z.array(z.object({ Name: z.string() })) });

export interface Stage extends Promises, Hands {
  readonly endpoint: string;
  readonly project: Project;
  readonly dynamodb: DynamoDBClient;
}

export async function openStage(endpoint: string, policy: string): Promise<Stage> {
  return {
    ...promises(),
    ...handsIn(endpoint, HOME),
    endpoint,
    project: await openProject(endpoint, policy),
    dynamodb: new DynamoDBClient(emulated(endpoint)),
  };
}

/** A queue that is told what the owner's mail is told; `of` one place alone, by its filter. */
export async function subscribe(
  { calls, endpoint }: Stage,
  name: string,
  of?: Seat,
): Promise<Queue> {
  const sns = new SNSClient(emulated(endpoint));
  const queue = await queueFor(calls, name, TOPIC);
  const FilterPolicy = JSON.stringify(of && { account: [of.account], region: [of.region] });
  const Attributes = of && { FilterPolicy };
  const to = { TopicArn: TOPIC, Protocol: 'sqs', Endpoint: queue.arn };
  await sns.send(new SubscribeCommand({ ...to, Attributes }));
  return queue;
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

/** The clock's tick. Home has looked when it is over: no event after it finds the lease taken. */
export async function tick(stage: Stage): Promise<void> {
  const before = await beatsOf(stage);
  await fire(stage, 'Tick');
  await eventually(async () => (await beatsOf(stage)) > before || undefined, {
    what: 'look of clock-ticked that came to its end',
  });
}

const beatsOf = async (stage: Stage): Promise<number> =>
  (await logOf(stage, 'clock-ticked')).filter((line) => 'RegionLooksCompleted' in line).length;

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
