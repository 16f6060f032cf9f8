/** Everything that an account holds of what this stack is made of, each by its name. */
import * as z from 'zod';
import { elementsIn, listIn } from './emulated-calls.ts';
import type { Stage } from './stage.ts';

const named = (list: readonly unknown[], key: string): readonly string[] =>
  z
    .array(z.looseObject({ [key]: z.string() }))
    .parse(list)
    .map((one) => String(one[key]));

const words = (list: readonly unknown[]): readonly string[] => z.array(z.string()).parse(list);

type Kind = readonly [kind: string, names: (stage: Stage) => Promise<readonly string[]>];

const KINDS: readonly Kind[] = [
  [
    'stack',
    async ({ calls }) => {
      const xml = await calls.query('cloudformation', { Action: 'DescribeStacks' });
      return elementsIn(xml, 'StackName');
    },
  ],
  [
    'function',
    async ({ calls }) =>
      named(
        listIn(await calls.rest('lambda', 'GET /2015-03-31/functions/'), 'Functions'),
        'FunctionName',
      ),
  ],
  [
    'schedule',
    async ({ calls }) =>
      named(listIn(await calls.rest('scheduler', 'GET /schedules'), 'Schedules'), 'Name'),
  ],
  [
    'rule',
    async ({ calls }) =>
      named(listIn(await calls.json('events', 'AWSEvents.ListRules', {}), 'Rules'), 'Name'),
  ],
  [
    'queue',
    async ({ calls }) =>
      words(listIn(await calls.json('sqs', 'AmazonSQS.ListQueues', {}), 'QueueUrls')).map(
        (url) => url.split('/').at(-1) ?? url,
      ),
  ],
  [
    'topic',
    async ({ calls }) => elementsIn(await calls.query('sns', { Action: 'ListTopics' }), 'TopicArn'),
  ],
  [
    'table',
    async ({ calls }) =>
      words(listIn(await calls.json('dynamodb', 'DynamoDB_20120810.ListTables', {}), 'TableNames')),
  ],
  [
    'alarm',
    async ({ calls }) =>
      elementsIn(await calls.query('monitoring', { Action: 'DescribeAlarms' }), 'AlarmName'),
  ],
  [
    'log group',
    async ({ calls }) =>
      named(
        listIn(await calls.json('logs', 'Logs_20140328.DescribeLogGroups', {}), 'logGroups'),
        'logGroupName',
      ),
  ],
  [
    'role',
    async ({ calls }) => elementsIn(await calls.query('iam', { Action: 'ListRoles' }), 'RoleName'),
  ],
  ['bucket', async ({ calls }) => elementsIn(await calls.text('s3', 'GET /'), 'Name')],
];

/** `table tierkeeper-prod-ledger`, and so on; those of the account's own are left out. */
export async function inventory(stage: Stage): Promise<readonly string[]> {
  const lists = await Promise.all(
    KINDS.map(async ([kind, names]) => (await names(stage)).map((name) => `${kind} ${name}`)),
  );
  return lists
    .flat()
    .filter((one) => /tierkeeper/i.test(one))
    .toSorted();
}
