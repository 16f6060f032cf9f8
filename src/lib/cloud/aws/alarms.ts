import {
  type CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import type { EC2Client } from '@aws-sdk/client-ec2';
import {
  ALARM_NAME_PREFIX,
  type Alarm,
  type AlarmSpec,
  isManaged,
  MANAGED_TAG,
  managedBy,
} from '../../model/alarm.ts';
import { complete, type Family, incomplete } from '../../model/family.ts';
import { type Fault, fault } from '../../model/fault.ts';
import type { AccountId } from '../../model/ids.ts';
import type { Alarms, Answer } from '../cloud.ts';
import { type AlarmDocument, alarmDocument, alarmOf } from './alarm-document.ts';
import { mapConcurrently } from './concurrency.ts';
import { neverConnected, wasCutOff } from './connection.ts';
import { parseDocument, parseDocuments, tagsDocument } from './documents.ts';
import type { Pace } from './pace.ts';
import { readFaultOf, readPages } from './pages.ts';
import { readRegions } from './regions.ts';

export interface AlarmAccount {
  readonly account: AccountId;
  readonly region: string;
  readonly ec2: EC2Client;
  readonly clientFor: (region: string) => CloudWatchClient;
  /** CloudWatch counts calls for each Region by itself. */
  readonly paceFor: (region: string) => Pace;
}

interface Place {
  readonly region: string;
  readonly client: CloudWatchClient;
  readonly pace: Pace;
}

/** The most that one call returns, or deletes. */
const PAGE_SIZE = 100;
const CONCURRENT_REGIONS = 10;
const CONCURRENT_TAG_CALLS = 5;

const DESCRIPTION =
  'Made, changed and removed by Tierkeeper: when it changes, Tierkeeper looks at the instance at ' +
  'once. It does nothing else. "alarms: off" in policy.yml removes it.';

/** The calls change nothing but our alarms, and again is as once: so silence is a fault too. */
async function attempt<T>(
  action: string,
  call: () => Promise<T>,
  otherwise: (fault: Fault) => T,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const refused = readFaultOf(error, action);
    if (refused) return otherwise(refused);
    if (!(error instanceof Error) || !(neverConnected(error) || wasCutOff(error))) throw error;
    return otherwise(fault('no-answer', error.message));
  }
}

/** Metric alarms alone: composite and log alarms use up no alarm metric. */
async function readRegion({ client, pace }: Place): Promise<readonly AlarmDocument[]> {
  const documents = await readPages(async (NextToken) => {
    await pace.take([{ bucket: 'describeAlarms', tokens: 1 }]);
    const page = await client.send(
      new DescribeAlarmsCommand({
        AlarmTypes: ['MetricAlarm'],
        MaxRecords: PAGE_SIZE,
        NextToken,
      }),
    );
    return { documents: page.MetricAlarms, nextToken: page.NextToken };
  });
  return parseDocuments(alarmDocument, documents, 'AlarmName');
}

async function isOurs(
  aws: AlarmAccount,
  { client, region }: Place,
  { AlarmName: name, AlarmArn: ResourceARN }: AlarmDocument,
): Promise<boolean> {
  if (region !== aws.region || !name.startsWith(ALARM_NAME_PREFIX)) return false;
  const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN }));
  return isManaged({ name, region, tags: parseDocument(tagsDocument, Tags, name) }, aws);
}

async function readPlace(aws: AlarmAccount, place: Place): Promise<readonly Alarm[]> {
  const documents = await readRegion(place);
  return mapConcurrently(documents, CONCURRENT_TAG_CALLS, async (document) => {
    const managed = await isOurs(aws, place, document);
    return alarmOf(document, { region: place.region, managed });
  });
}

/** One Region that cannot be counted leaves the sum unknown. */
async function list(aws: AlarmAccount, placeOf: (region: string) => Place): Promise<Family<Alarm>> {
  const regions = await attempt<Family<string>>(
    'ec2:DescribeRegions',
    async () => complete(await readRegions(aws.ec2)),
    incomplete,
  );
  if (!regions.complete) return regions;
  const places = [...new Set([aws.region, ...regions.items])].map(placeOf);
  const families = await mapConcurrently(places, CONCURRENT_REGIONS, (place) =>
    attempt<Family<Alarm>>(
      'cloudwatch:DescribeAlarms',
      async () => complete(await readPlace(aws, place)),
      incomplete,
    ),
  );
  const refused = families.find((family) => !family.complete);
  return refused ?? complete(families.flatMap((family) => (family.complete ? family.items : [])));
}

const ACCEPTED: Answer = { accepted: true };
const refusal = (refused: Fault): Answer => ({ accepted: false, fault: refused });

/** Tags are set when an alarm is made; over one that is there AWS leaves them as they are. */
async function put(aws: AlarmAccount, { client, pace }: Place, spec: AlarmSpec): Promise<Answer> {
  const { instanceId, belowPercent, periodSeconds, evaluationPeriods } = spec.watch;
  await pace.take([{ bucket: 'changeAlarms', tokens: 1 }]);
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName: spec.name,
      AlarmDescription: DESCRIPTION,
      Namespace: 'AWS/EC2',
      MetricName: 'CPUUtilization',
      Dimensions: [{ Name: 'InstanceId', Value: instanceId }],
      Statistic: 'Average',
      Period: periodSeconds,
      EvaluationPeriods: evaluationPeriods,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: belowPercent,
      TreatMissingData: 'missing',
      Tags: [{ Key: MANAGED_TAG, Value: managedBy(aws) }],
    }),
  );
  return ACCEPTED;
}

/** AWS deletes those that are there, and says ResourceNotFound of the others. */
async function remove({ client, pace }: Place, names: readonly string[]): Promise<Answer> {
  await pace.take([{ bucket: 'changeAlarms', tokens: 1 }]);
  await client.send(new DeleteAlarmsCommand({ AlarmNames: [...names] }));
  return ACCEPTED;
}

const goneIsDone = (refused: Fault): Answer =>
  refused.code === 'not-found' ? ACCEPTED : refusal(refused);

export function cloudwatchAlarms(aws: AlarmAccount): Alarms {
  const places = new Map<string, Place>();
  const placeOf = (region: string): Place => {
    const known = places.get(region);
    if (known) return known;
    const place = { region, client: aws.clientFor(region), pace: aws.paceFor(region) };
    places.set(region, place);
    return place;
  };
  const home = (): Place => placeOf(aws.region);
  return {
    list: () => list(aws, placeOf),
    put: (spec) => attempt('cloudwatch:PutMetricAlarm', () => put(aws, home(), spec), refusal),
    remove: (names) => attempt('cloudwatch:DeleteAlarms', () => remove(home(), names), goneIsDone),
  };
}
