import { setTimeout as wait } from 'node:timers/promises';
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { awsEstate } from '../../src/lib/cloud/aws/estate/estate.ts';
import { awsPorts } from '../../src/lib/cloud/aws/ports.ts';
import type { Estate, Ports } from '../../src/lib/cloud/cloud.ts';
import { type InstanceId, idOf, isAccountId } from '../../src/lib/model/ids.ts';
import {
  type Duration,
  days,
  type Instant,
  instant,
  minus,
  minutes,
  plus,
} from '../../src/lib/model/instant.ts';
import { METRIC_NAMES } from '../../src/lib/model/metric.ts';
import { emulated } from '../emulators/emulator.ts';
import { recording } from '../rights/recorded-actions.ts';
import { watchedEstate, watchedPorts } from '../rights/watched-ports.ts';
import type { ContractAccount, OwnersAlarm } from './contract-account.ts';
import { motoOwner } from './moto-owner.ts';

const FIVE_MINUTES = minutes(5);

const now = (): Instant => instant(Date.now());

/** The product's own composition, over HTTP. The credentials are in the environment. */
export const motoPorts = (
  endpoint: string,
  names: { readonly tableName?: string; readonly topicArn?: string } = {},
): Ports =>
  watchedPorts(
    awsPorts({
      ...emulated(endpoint),
      account: idOf(isAccountId, '123456789012'),
      tableName: names.tableName ?? 'ledger',
      topicArn: names.topicArn ?? 'arn:aws:sns:ap-northeast-2:123456789012:tierkeeper',
      eventBusName: 'default',
      clock: { now },
      sleep: async (duration) => void (await wait(duration)),
    }),
    recording,
  );

/** Other Regions, in the same way; as they will be looked at so much later. */
export function motoRegions(endpoint: string, later: Duration = days(0)): Estate {
  const clock = { now: () => plus(now(), later) };
  return watchedEstate(
    awsEstate({ ...emulated(endpoint), clock, sleep: async () => {} }),
    recording,
  );
}

/** The last whole hour but one: as long ago as CloudWatch needs to have published it. */
function measuredHour(): { from: Instant; to: Instant } {
  const to = instant(Math.floor(minus(now(), minutes(10)) / FIVE_MINUTES) * FIVE_MINUTES);
  return { from: minus(to, minutes(60)), to };
}

/** moto measures nothing: what AWS would have measured is put there. */
async function putHour(client: CloudWatchClient, id: InstanceId, from: Instant): Promise<void> {
  const Dimensions = [{ Name: 'InstanceId', Value: id }];
  for (const MetricName of METRIC_NAMES) {
    const MetricData = Array.from({ length: 12 }, (_, index) => ({
      MetricName,
      Dimensions,
      Timestamp: new Date(plus(from, minutes(5 * index))),
      Value: 40 + index,
    }));
    await client.send(new PutMetricDataCommand({ Namespace: 'AWS/EC2', MetricData }));
  }
}

/** One metric by its name, several by a sum of them. */
async function putAlarm(endpoint: string, alarm: OwnersAlarm): Promise<void> {
  const { name, region, metrics = 1, tags = {} } = alarm;
  const client = new CloudWatchClient({
    ...emulated(endpoint),
    ...(region === undefined ? {} : { region }),
  });
  const metric = { Namespace: 'Owner', MetricName: 'Load' };
  const listed = Array.from({ length: metrics }, (_, index) => ({
    Id: `m${index}`,
    ReturnData: false,
    MetricStat: { Metric: metric, Period: 300, Stat: 'Average' },
  }));
  const sum = { Id: 'total', Expression: 'SUM(METRICS())', ReturnData: true };
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName: name,
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 1,
      Threshold: 1,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      ...(metrics === 1
        ? { ...metric, Period: 300, Statistic: 'Average' }
        : { Metrics: [...listed, sum] }),
    }),
  );
}

/** The one account that moto has. */
export function motoContract(endpoint: string): ContractAccount {
  const { cloud, metrics, alarms } = motoPorts(endpoint);
  const cloudwatch = new CloudWatchClient(emulated(endpoint));
  return {
    cloud,
    metrics,
    cpuSamples: motoRegions(endpoint).cpuSamples,
    alarms,
    ...motoOwner(endpoint),
    // moto is in the new state with the answer.
    settle: async () => {},
    putAlarm: (alarm) => putAlarm(endpoint, alarm),
    async publishUse(name, { namespace: Namespace, name: MetricName, dimension }) {
      const hour = measuredHour();
      const Dimensions = [{ Name: dimension, Value: name }];
      // Twice each five minutes: the higher of the two counts.
      for (let index = 0; index < 12; index += 1) {
        const Timestamp = new Date(plus(hour.from, minutes(5 * index)));
        const MetricData = [index, 0].map((Value) => ({
          MetricName,
          Dimensions,
          Timestamp,
          Value,
        }));
        await cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
      }
      return hour;
    },
    async work(id) {
      const hour = measuredHour();
      await putHour(cloudwatch, id, hour.from);
      return hour;
    },
  };
}
