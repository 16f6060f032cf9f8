import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { cloudwatchAlarms } from '../../src/lib/cloud/aws/alarms.ts';
import { paceOf } from '../../src/lib/cloud/aws/pace.ts';
import { alarmNameFor, MANAGED_TAG } from '../../src/lib/model/alarm.ts';
import { idOf, isAccountId, isInstanceId } from '../../src/lib/model/ids.ts';
import { type Duration, instant, plus } from '../../src/lib/model/instant.ts';
import { instanceId } from './ec2-documents.ts';
import { type Answerer, type WireReply, wire } from './wire.ts';
import { ec2Answer, jsonRefusal, ok } from './xml.ts';

const HOME = 'ap-northeast-2';

const regions = (...names: readonly string[]): WireReply =>
  ec2Answer(
    'DescribeRegions',
    `<regionInfo>${names
      .map((name) => `<item><regionName>${name}</regionName></item>`)
      .join('')}</regionInfo>`,
  );

const page = (alarms: readonly object[], NextToken?: string): WireReply =>
  ok(JSON.stringify({ MetricAlarms: alarms, ...(NextToken ? { NextToken } : {}) }));

const named = (name: string, rest: object = { MetricName: 'Load', Period: 300 }): object => ({
  AlarmName: name,
  AlarmArn: `arn:aws:cloudwatch:${HOME}:123456789012:alarm:${name}`,
  ...rest,
});

interface Account {
  readonly regions?: WireReply | Error;
  /** By Region; an empty page where none is given. */
  readonly in?: Readonly<Record<string, Answerer>>;
}

function alarmsOver(account: Account) {
  let now = instant(Date.UTC(2026, 10, 22));
  const waits: Duration[] = [];
  const sleep = async (duration: Duration): Promise<void> => {
    waits.push(duration);
    now = plus(now, duration);
  };
  const ec2 = wire(() => account.regions ?? regions(HOME));
  const wires = new Map<string, ReturnType<typeof wire>>();
  const alarms = cloudwatchAlarms({
    account: idOf(isAccountId, '123456789012'),
    region: HOME,
    ec2: new EC2Client(ec2.settings),
    clientFor: (region) => {
      const one = wire(account.in?.[region] ?? (() => page([])));
      wires.set(region, one);
      return new CloudWatchClient({ ...one.settings, region });
    },
    paceFor: () => paceOf({ now: () => now }, sleep),
  });
  const requests = (region = HOME) => wires.get(region)?.requests ?? [];
  return { alarms, requests, waits };
}

const listed = async (alarm: object) => {
  const { alarms } = alarmsOver({ in: { [HOME]: () => page([alarm]) } });
  const family = await alarms.list();
  return family.complete ? family.items[0] : undefined;
};

const stat = (Period = 300) => ({ Id: 'm', MetricStat: { Metric: {}, Period, Stat: 'Sum' } });

describe('what an alarm takes of the free ten', () => {
  it.each([
    ['one for one metric', { MetricName: 'Load', Period: 60 }, 1],
    ['nothing at high resolution', { MetricName: 'Load', Period: 10 }, 0],
    ['one for each metric of a sum', { Metrics: [stat(), stat(), { Expression: 'm1+m2' }] }, 2],
    [
      'nothing for a query',
      { Metrics: [{ Expression: 'SELECT AVG(Load) FROM X', Period: 60 }] },
      0,
    ],
    ['nothing for a sum at high resolution', { Metrics: [stat(10), { Expression: 'm' }] }, 0],
    ['three with a band', { Metrics: [stat(), { Expression: 'ANOMALY_DETECTION_BAND(m, 2)' }] }, 3],
    ['one where nothing tells', {}, 1],
  ])('%s', async (_, rest, freeMetrics) => {
    expect(await listed(named('owners', rest))).toMatchObject({ freeMetrics, managed: false });
  });
});

describe('the list of alarms', () => {
  it('folds every page of every enabled Region', async () => {
    const { alarms, requests } = alarmsOver({
      regions: regions(HOME, 'us-east-1'),
      in: {
        [HOME]: (_, index) => (index === 0 ? page([named('a')], 'more') : page([named('b')])),
        'us-east-1': () => page([named('c')]),
      },
    });
    const family = await alarms.list();
    expect(family.complete && family.items.map(({ name, region }) => [name, region])).toEqual([
      ['a', HOME],
      ['b', HOME],
      ['c', 'us-east-1'],
    ]);
    expect(requests().map(({ document }) => document)).toMatchObject([
      { AlarmTypes: ['MetricAlarm'] },
      { NextToken: 'more' },
    ]);
  });

  it('asks for the tags only of alarms at home that have a name of ours', async () => {
    const name = alarmNameFor(idOf(isInstanceId, instanceId(1)));
    const tags = ok(
      JSON.stringify({ Tags: [{ Key: MANAGED_TAG, Value: `123456789012/${HOME}` }] }),
    );
    const { alarms, requests } = alarmsOver({
      regions: regions(HOME, 'us-east-1'),
      in: {
        [HOME]: ({ action }) =>
          action === 'ListTagsForResource' ? tags : page([named(name), named('disk')]),
        'us-east-1': () => page([named(name)]),
      },
    });
    const family = await alarms.list();
    expect(family.complete && family.items.map(({ managed }) => managed)).toEqual([
      true,
      false,
      false,
    ]);
    expect(requests().filter(({ action }) => action === 'ListTagsForResource')).toHaveLength(1);
  });

  it.each([
    ['is denied', () => jsonRefusal('AccessDenied', 'no'), 'access-denied'],
    ['does not answer', () => new Error('gone', {}), 'no-answer'],
  ] as const)('is incomplete where one Region %s', async (_, refuse, code) => {
    const answer: Answerer = () => {
      const reply = refuse();
      return reply instanceof Error ? Object.assign(reply, { name: 'TimeoutError' }) : reply;
    };
    const { alarms } = alarmsOver({
      regions: regions(HOME, 'us-east-1'),
      in: { 'us-east-1': answer },
    });
    expect(await alarms.list()).toMatchObject({ complete: false, fault: { code } });
  });
});

describe('our own alarms', () => {
  const watch = {
    instanceId: idOf(isInstanceId, instanceId(1)),
    belowPercent: 3,
    periodSeconds: 300,
    evaluationPeriods: 12,
  };
  const spec = { name: alarmNameFor(watch.instanceId), watch };

  it('are put with their tag and no action, and paced below what AWS allows', async () => {
    const { alarms, requests, waits } = alarmsOver({ in: { [HOME]: () => ok('{}') } });
    for (let count = 0; count < 4; count += 1) {
      expect(await alarms.put(spec)).toEqual({ accepted: true });
    }
    expect(requests()[0]?.document).toMatchObject({
      AlarmName: spec.name,
      TreatMissingData: 'missing',
      Tags: [{ Key: MANAGED_TAG, Value: `123456789012/${HOME}` }],
    });
    expect(requests()[0]?.document).not.toHaveProperty('AlarmActions');
    expect(waits.length).toBeGreaterThan(0);
  });

  it('are refused with a fault, also where a quota is used up', async () => {
    const refusing = (code: string) =>
      alarmsOver({ in: { [HOME]: () => jsonRefusal(code, 'no') } }).alarms;
    expect(await refusing('LimitExceeded').put(spec)).toMatchObject({ fault: { code: 'quota' } });
    expect(await refusing('AccessDenied').remove([spec.name])).toMatchObject({
      fault: { code: 'access-denied', permission: 'cloudwatch:DeleteAlarms' },
    });
  });

  it('are removed where they are gone already', async () => {
    const { alarms } = alarmsOver({ in: { [HOME]: () => jsonRefusal('ResourceNotFound', 'no') } });
    expect(await alarms.remove([spec.name])).toEqual({ accepted: true });
  });
});
