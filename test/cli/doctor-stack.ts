/** A stack of an emulator as a deploy leaves it, as far as the doctor looks. */
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { type Instant, instant } from '../../src/lib/model/instant.ts';
import type { Control, Lease } from '../../src/lib/model/ledger.ts';
import { ACCOUNT } from '../build/ids.ts';
import { askJson, askRest } from '../emulators/ask-aws.ts';
import { emulated } from '../emulators/emulator.ts';
import { countConfirmed, countPending } from '../emulators/moto-subscriptions.ts';
import { storedItem } from './stored-item.ts';

const PLACE = { account: ACCOUNT, region: 'ap-northeast-2' };
const RULES = ['instance-changed', 'sagemaker-changed', 'health-announced', 'alarm-changed'];

/** What is planted: without any, all is well. */
export interface Planted {
  /** Null: no pass has ever been completed. */
  readonly lookedAt: Instant | null;
  /** Other places of the own account, by Region. */
  readonly elsewhere?: Readonly<Record<string, Instant>>;
  readonly rulesOff?: boolean;
  readonly noRules?: boolean;
  /** Of the two schedules. */
  readonly clockOff?: boolean;
  readonly digestOff?: boolean;
  readonly oneSchedule?: boolean;
  readonly noSchedules?: boolean;
  readonly unconfirmed?: boolean;
  /** Somebody is asked, and has not answered. */
  readonly pending?: boolean;
  readonly noTopic?: boolean;
  readonly noQueue?: boolean;
  readonly noLedger?: boolean;
  /** Of alarms that watch one metric each. */
  readonly alarms?: number;
  readonly deadLetter?: boolean;
  readonly control?: Control;
  readonly units?: number;
}

async function makeLedger(endpoint: string, stage: string, planted: Planted): Promise<void> {
  const client = new DynamoDBClient(emulated(endpoint));
  const TableName = `tierkeeper-${stage}-ledger`;
  const { units = 5, lookedAt, control, elsewhere = {} } = planted;
  await client.send(
    new CreateTableCommand({
      TableName,
      ProvisionedThroughput: { ReadCapacityUnits: units, WriteCapacityUnits: units },
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  const items = [
    storedItem(PLACE, leaseOf(lookedAt)),
    ...(control ? [storedItem(PLACE, control)] : []),
    ...Object.entries(elsewhere).map(([region, at]) =>
      storedItem({ ...PLACE, region }, leaseOf(at)),
    ),
  ];
  for (const Item of items) await client.send(new PutItemCommand({ TableName, Item }));
}

const leaseOf = (lookedAt: Instant | null): Lease => ({
  ...{ kind: 'lease', holder: null, fence: 7, dirty: null, recent: [] },
  ...{ expiresAt: lookedAt ?? instant(0), lastSweepAt: lookedAt },
});

async function makeRules(endpoint: string, stage: string, { rulesOff = false }: Planted) {
  const client = new EventBridgeClient(emulated(endpoint));
  for (const rule of RULES) {
    const isOff = rulesOff && rule === 'instance-changed';
    await client.send(
      new PutRuleCommand({
        Name: `tierkeeper-${stage}-${rule}`,
        EventPattern: '{"source":["aws.ec2"]}',
        State: isOff ? 'DISABLED' : 'ENABLED',
      }),
    );
  }
}

async function makeSchedules(endpoint: string, stage: string, planted: Planted) {
  const { clockOff = false, digestOff = false, oneSchedule = false } = planted;
  const group = `tierkeeper-${stage}`;
  const post = (path: string, body: object): Promise<unknown> =>
    askRest(endpoint, ['scheduler', 'POST', path], body);
  await post(`/schedule-groups/${group}`, {});
  const isOff = { Tick: clockOff, Digest: digestOff };
  for (const name of oneSchedule ? (['Tick'] as const) : (['Tick', 'Digest'] as const)) {
    await post(`/schedules/${name}`, {
      GroupName: group,
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: isOff[name] ? 'DISABLED' : 'ENABLED',
      Target: {
        Arn: `arn:aws:lambda:ap-northeast-2:${ACCOUNT}:function:${group}-clock-ticked`,
        RoleArn: `arn:aws:iam::${ACCOUNT}:role/any`,
      },
    });
  }
}

export async function deployOn(endpoint: string, stage: string, planted: Planted): Promise<void> {
  if (!planted.noLedger) await makeLedger(endpoint, stage, planted);
  if (!planted.noRules) await makeRules(endpoint, stage, planted);
  if (!planted.noSchedules) await makeSchedules(endpoint, stage, planted);
  if (!planted.noTopic) await makeTopic(endpoint, stage, planted);
  if (!planted.noQueue) await makeQueue(endpoint, stage, planted);
  await makeAlarms(endpoint, planted);
}

async function makeTopic(endpoint: string, stage: string, planted: Planted) {
  const sns = new SNSClient(emulated(endpoint));
  const Name = `tierkeeper-${stage}`;
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name }));
  const { unconfirmed = false, pending = false } = planted;
  if (pending) await countPending(sns, TopicArn, 1);
  else if (!unconfirmed) await countConfirmed(sns, TopicArn, 1);
}

async function makeQueue(endpoint: string, stage: string, { deadLetter = false }: Planted) {
  const sqs = (call: string, body: object): Promise<unknown> =>
    askJson(endpoint, ['sqs', `AmazonSQS.${call}`], body);
  await sqs('CreateQueue', { QueueName: `tierkeeper-${stage}-dead-letters` });
  if (!deadLetter) return;
  const QueueUrl = `${endpoint}/${ACCOUNT}/tierkeeper-${stage}-dead-letters`;
  await sqs('SendMessage', { QueueUrl, MessageBody: '{}' });
}

async function makeAlarms(endpoint: string, { alarms = 0 }: Planted) {
  const client = new CloudWatchClient(emulated(endpoint));
  for (let number = 0; number < alarms; number += 1) {
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: `of-the-owner-${number}`,
        ...{ Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', Statistic: 'Average' },
        ...{ Period: 300, EvaluationPeriods: 1, Threshold: 90 },
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
  }
}
