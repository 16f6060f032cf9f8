/** What tells that Tierkeeper itself is not well, and that it is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { HEALTH_ALARMS, HEALTH_NAME_PREFIX } from '../../src/lib/model/alarm.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { embeddedMetric } from '../../src/lib/wiring/embedded-metric.ts';
import { packageIn, type ServiceFolder, serviceFolder } from './packaged.ts';
import { arnOf, type Properties, resourceOf, type Template } from './stack.ts';

let service: ServiceFolder;
let template: Template;

beforeAll(async () => {
  service = await serviceFolder('');
  ({ template } = await packageIn(service));
}, 120_000);

afterAll(() => service.remove());

const properties = (id: string): Properties => resourceOf(template, id).Properties;

const idsOf = (type: string): readonly string[] =>
  Object.entries(template.Resources).flatMap(([id, { Type }]) => (Type === type ? [id] : []));

describe('the alarms of its own health', () => {
  test('are those that the free places are counted for, by name and number', () => {
    const names = idsOf('AWS::CloudWatch::Alarm').map((id) => String(properties(id)['AlarmName']));
    expect(names).toHaveLength(HEALTH_ALARMS);
    expect(names.filter((name) => !name.startsWith(HEALTH_NAME_PREFIX))).toEqual([]);
  });

  test('are of one metric each, of standard resolution: each takes one of the free ten', () => {
    for (const id of idsOf('AWS::CloudWatch::Alarm')) {
      expect(properties(id)).toMatchObject({ MetricName: expect.any(String), Period: 300 });
      expect(properties(id)).not.toHaveProperty('Metrics');
    }
  });

  test('tell the topic themselves, when it begins and when it is over', () => {
    const told = { AlarmActions: [{ Ref: 'Topic' }], OKActions: [{ Ref: 'Topic' }] };
    for (const id of idsOf('AWS::CloudWatch::Alarm')) expect(properties(id)).toMatchObject(told);
  });

  test('go off when nobody has looked to the end for 15 minutes, by the metric of the log', () => {
    const logged = z
      .object({
        _aws: z.object({
          CloudWatchMetrics: z.tuple([
            z.object({
              Namespace: z.string(),
              Dimensions: z.tuple([z.tuple([])]),
              Metrics: z.tuple([z.object({ Name: z.string() })]),
            }),
          ]),
        }),
      })
      .parse(embeddedMetric('RegionLooksCompleted', 1, instant(0)));
    const [{ Namespace, Metrics }] = logged._aws.CloudWatchMetrics;
    expect(properties('NobodyLooked')).toMatchObject({
      Namespace,
      MetricName: Metrics[0].Name,
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 3,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
    expect(properties('NobodyLooked')).not.toHaveProperty('Dimensions');
  });

  test('go off when a dead letter waits, and stay quiet about a queue that says nothing', () => {
    expect(properties('DeadLetterWaits')).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['DeadLetters', 'QueueName'] } }],
      Statistic: 'Maximum',
      Period: 300,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      TreatMissingData: 'notBreaching',
    });
  });

  test('say where to look, by names that exist', () => {
    const group = properties('ClockTickedLogGroup')['LogGroupName'];
    expect(properties('NobodyLooked')['AlarmDescription']).toContain(group);
    const queue = properties('DeadLetters')['QueueName'];
    expect(properties('DeadLetterWaits')['AlarmDescription']).toContain(queue);
  });
});

describe('the topic', () => {
  const statements = () =>
    (properties('TopicPolicy')['PolicyDocument'] as { Statement: object[] }).Statement;

  test('has no KMS key, which would silence CloudWatch', () => {
    expect(properties('Topic')).not.toHaveProperty('KmsMasterKeyId');
  });

  test('admits CloudWatch for these alarms of this account, and no others', () => {
    const alarms = idsOf('AWS::CloudWatch::Alarm').map(arnOf);
    const admitted = statements().find((one) => 'Sid' in one && one.Sid === 'OurAlarms');
    expect(admitted).toEqual({
      Sid: 'OurAlarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: { Ref: 'Topic' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnEquals: { 'aws:SourceArn': expect.toSatisfy((arns) => isSame(arns, alarms)) },
      },
    });
  });

  test('admits our roles besides, and nobody else', () => {
    expect(statements()).toHaveLength(2);
    expect(statements()).toContainEqual({
      Sid: 'OurRoles',
      Effect: 'Allow',
      Principal: { AWS: { Ref: 'AWS::AccountId' } },
      Action: 'sns:Publish',
      Resource: { Ref: 'Topic' },
      Condition: {
        ArnEquals: {
          'aws:PrincipalArn': [
            ...['InstanceChanged', 'AlarmChanged', 'ClockTicked', 'DigestDue'].map((name) =>
              arnOf(`${name}Role`),
            ),
            { 'Fn::If': ['HasScopes', arnOf('ScopeQueuedRole'), { Ref: 'AWS::NoValue' }] },
          ],
        },
      },
    });
  });
});

/** In any order. */
const isSame = (some: unknown, others: readonly object[]): boolean =>
  Array.isArray(some) &&
  some.length === others.length &&
  others.every((other) => some.some((one) => JSON.stringify(one) === JSON.stringify(other)));

describe('a failure', () => {
  test('of whatever nobody waits for ends in the one queue', () => {
    const queue = arnOf('DeadLetters');
    const destinations = idsOf('AWS::Lambda::EventInvokeConfig').map((id) => properties(id));
    // Who opens a link waits for its answer; all others are invoked and left to themselves.
    // A batch that fails goes back to its own queue, and from there to the one.
    const waiting =
      idsOf('AWS::Lambda::Url').length + idsOf('AWS::Lambda::EventSourceMapping').length;
    const called = idsOf('AWS::Lambda::Function').length - waiting;
    expect(destinations).toHaveLength(called);
    for (const one of destinations) {
      expect(one).toMatchObject({ DestinationConfig: { OnFailure: { Destination: queue } } });
    }
    for (const id of idsOf('AWS::Events::Rule')) {
      const targets = z.array(z.looseObject({})).min(1).parse(properties(id)['Targets']);
      for (const target of targets) {
        expect(target).toMatchObject({ DeadLetterConfig: { Arn: queue } });
      }
    }
    for (const id of idsOf('AWS::Scheduler::Schedule')) {
      expect(properties(id)).toMatchObject({ Target: { DeadLetterConfig: { Arn: queue } } });
    }
  });
});
