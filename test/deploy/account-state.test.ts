/** What a deploy asks of the account first, and what a removal takes out of it, against moto. */
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ledgerIn, regionProblem, removeOwnAlarms } from '../../scripts/account-state.ts';
import { emulated } from '../emulators/emulator.ts';
import { startMoto } from '../emulators/moto.ts';

const moto = await startMoto();
const endpoint = 'endpoint' in moto ? moto.endpoint : '';
const missing = 'missing' in moto ? moto.missing : null;
if (missing !== null) process.stderr.write(`No account is asked before a deploy: ${missing}.\n`);

vi.stubEnv('AWS_ENDPOINT_URL', endpoint);

const { region, credentials } = emulated(endpoint);
const config = { region, credentials: async () => credentials };

afterAll(async () => {
  if ('stop' in moto) await moto.stop();
});

describe.runIf(missing === null)('before a deploy', () => {
  beforeEach(async () => {
    await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
  });

  test('a Region that is on is no problem', async () => {
    expect(await regionProblem(config)).toBeNull();
  });

  test('a Region that is off is named with the command that switches it on', async () => {
    const problem = await regionProblem({ ...config, region: 'me-south-1' });
    expect(problem).toContain('The Region me-south-1 is off in this account.');
    expect(problem).toContain('aws account enable-region --region-name me-south-1');
  });

  const makeTable = async (...keys: readonly string[]): Promise<void> => {
    await new DynamoDBClient(emulated(endpoint)).send(
      new CreateTableCommand({
        TableName: 'ledger',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys.map((AttributeName, index) => ({
          AttributeName,
          KeyType: index === 0 ? 'HASH' : 'RANGE',
        })),
      }),
    );
  };

  test('a ledger that an earlier stack has left is found', async () => {
    expect(await ledgerIn(config, 'ledger')).toBe('none');
    await makeTable('pk', 'sk');
    expect(await ledgerIn(config, 'ledger')).toBe('kept');
  });

  test("somebody else's table of that name is none", async () => {
    await makeTable('order');
    expect(await ledgerIn(config, 'ledger')).toBe('foreign');
  });
});

describe.runIf(missing === null)('after a removal', () => {
  const cloudwatch = new CloudWatchClient(emulated(endpoint));
  const makeAlarm = (AlarmName: string, owner: string | null): Promise<unknown> =>
    cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'AWS/EC2',
        MetricName: 'CPUUtilization',
        Statistic: 'Average',
        Period: 300,
        EvaluationPeriods: 12,
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 3,
        ...(owner === null ? {} : { Tags: [{ Key: 'tierkeeper:managed', Value: owner }] }),
      }),
    );

  test('the alarms that passes have made are gone, and no other', async () => {
    await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
    await makeAlarm('tierkeeper-low-cpu-i-00000000000000001', `123456789012/${region}`);
    await makeAlarm('tierkeeper-low-cpu-i-00000000000000002', `210987654321/${region}`);
    await makeAlarm('tierkeeper-low-cpu-i-00000000000000003', null);
    await makeAlarm('shop-is-slow', `123456789012/${region}`);
    expect(await removeOwnAlarms(config)).toBe(1);
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms.map(({ AlarmName }) => AlarmName).toSorted()).toEqual([
      'shop-is-slow',
      'tierkeeper-low-cpu-i-00000000000000002',
      'tierkeeper-low-cpu-i-00000000000000003',
    ]);
  });
});
