/** A stack of an emulator as a deploy leaves it, as far as the doctor looks. */
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Instant } from '../../src/lib/model/instant.ts';
import type { Control, Lease } from '../../src/lib/model/ledger.ts';
import { ACCOUNT } from '../build/ids.ts';
import { askJson, askRest } from '../emulators/ask-aws.ts';
import { emulated } from '../emulators/emulator.ts';
import { countConfirmed } from '../emulators/moto-subscriptions.ts';
import { storedItem } from './stored-item.ts';

const PLACE = { account: ACCOUNT, region: 'ap-northeast-2' };
const RULES = ['instance-changed', 'sagemaker-changed', 'health-announced', 'alarm-changed'];

/** What is planted: without any, all is well. */
export interface Planted {
  readonly lookedAt: Instant;
  readonly rulesOff?: boolean;
  readonly noRules?: boolean;
  readonly clockOff?: boolean;
  readonly noSchedules?: boolean;
  readonly unconfirmed?: boolean;
  readonly deadLetter?: boolean;
  readonly control?: Control;
  readonly units?: number;
}

async function makeLedger(endpoint: string, stage: string, planted: Planted): Promise<void> {
  const client = new DynamoDBClient(emulated(endpoint));
  const TableName = `tierkeeper-${stage}-ledger`;
  const { units = 5, lookedAt, control } = planted;
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
  const lease: Lease = {
    ...{ kind: 'lease', holder: null, fence: 7, dirty: null, recent: [] },
    ...{ expiresAt: lookedAt, lastSweepAt: lookedAt },
  };
  for (const item of [lease, ...(control ? [control] : [])]) {
    await client.send(new PutItemCommand({ TableName, Item: storedItem(PLACE, item) }));
  }
}

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

async function makeSchedules(endpoint: string, stage: string, { clockOff = false }: Planted) {
  const group = `tierkeeper-${stage}`;
  const post = (path: string, body: object): Promise<unknown> =>
    askRest(endpoint, ['scheduler', 'POST', path], body);
  await post(`/schedule-groups/${group}`, {});
  for (const name of ['Tick', 'Digest']) {
    await post(`/schedules/${name}`, {
      GroupName: group,
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: clockOff && name === 'Tick' ? 'DISABLED' : 'ENABLED',
      Target: {
        Arn: `arn:aws:lambda:ap-northeast-2:${ACCOUNT}:function:${group}-clock-ticked`,
        RoleArn: `arn:aws:iam::${ACCOUNT}:role/any`,
      },
    });
  }
}

export async function deployOn(endpoint: string, stage: string, planted: Planted): Promise<void> {
  await makeLedger(endpoint, stage, planted);
  if (!planted.noRules) await makeRules(endpoint, stage, planted);
  if (!planted.noSchedules) await makeSchedules(endpoint, stage, planted);
  const sns = new SNSClient(emulated(endpoint));
  const Name = `tierkeeper-${stage}`;
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name }));
  if (!planted.unconfirmed) await countConfirmed(sns, TopicArn, 1);
  const sqs = (call: string, body: object): Promise<unknown> =>
    askJson(endpoint, ['sqs', `AmazonSQS.${call}`], body);
  await sqs('CreateQueue', { QueueName: `tierkeeper-${stage}-dead-letters` });
  if (planted.deadLetter) {
    const QueueUrl = `${endpoint}/${ACCOUNT}/tierkeeper-${stage}-dead-letters`;
    await sqs('SendMessage', { QueueUrl, MessageBody: '{}' });
  }
}
