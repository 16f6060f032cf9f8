import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/lib/config/environment.ts';
import { CALLED_WITHIN } from '../../src/lib/decide/settle.ts';
import { instant, seconds } from '../../src/lib/model/instant.ts';
import { scheduleInput } from '../../src/lib/wake/schedule-input.ts';
import { wakeOf } from '../../src/lib/wake/wake-of.ts';
import { WAKING_STATES } from '../../src/lib/wiring/simulation.ts';
import { OWN_FUNCTIONS } from '../simulation/checkers/own-stack.ts';
import { eventDocument, eventNames, HOME } from '../wake/event-documents.ts';
import { matchesPattern } from './event-pattern.ts';
import { type Packaged, packageIn, type ServiceFolder, serviceFolder } from './packaged.ts';
import {
  actionsOf,
  arnOf,
  deployed,
  LINK_URL,
  type Properties,
  type Resource,
  resourceOf,
  statementsIn,
} from './stack.ts';

const POLICY = 'zone: Asia/Seoul\ntell: { digest: "08:30" }\n';
const FUNCTIONS = ['InstanceChanged', 'AlarmChanged', 'ClockTicked', 'DigestDue'] as const;

const RESOURCES: Readonly<Record<string, string>> = {
  AlarmChangedEventBridgeLambdaPermission1: 'AWS::Lambda::Permission',
  AlarmChangedLambdaEvConf: 'AWS::Lambda::EventInvokeConfig',
  AlarmChangedLambdaFunction: 'AWS::Lambda::Function',
  AlarmChangedLogGroup: 'AWS::Logs::LogGroup',
  AlarmChangedRole: 'AWS::IAM::Role',
  ClockTickedLambdaEvConf: 'AWS::Lambda::EventInvokeConfig',
  ClockTickedLambdaFunction: 'AWS::Lambda::Function',
  ClockTickedLogGroup: 'AWS::Logs::LogGroup',
  ClockTickedRole: 'AWS::IAM::Role',
  DeadLetterWaits: 'AWS::CloudWatch::Alarm',
  DeadLetters: 'AWS::SQS::Queue',
  DeadLettersPolicy: 'AWS::SQS::QueuePolicy',
  Digest: 'AWS::Scheduler::Schedule',
  DigestDueLambdaEvConf: 'AWS::Lambda::EventInvokeConfig',
  DigestDueLambdaFunction: 'AWS::Lambda::Function',
  DigestDueLogGroup: 'AWS::Logs::LogGroup',
  DigestDueRole: 'AWS::IAM::Role',
  InstanceChangedEventBridgeLambdaPermission1: 'AWS::Lambda::Permission',
  InstanceChangedEventBridgeLambdaPermission2: 'AWS::Lambda::Permission',
  InstanceChangedEventBridgeLambdaPermission3: 'AWS::Lambda::Permission',
  InstanceChangedLambdaEvConf: 'AWS::Lambda::EventInvokeConfig',
  InstanceChangedLambdaFunction: 'AWS::Lambda::Function',
  InstanceChangedLogGroup: 'AWS::Logs::LogGroup',
  InstanceChangedRole: 'AWS::IAM::Role',
  Ledger: 'AWS::DynamoDB::Table',
  LinkOpenedLambdaFunction: 'AWS::Lambda::Function',
  LinkOpenedLambdaFunctionUrl: 'AWS::Lambda::Url',
  LinkOpenedLambdaPermissionFn: 'AWS::Lambda::Permission',
  LinkOpenedLambdaPermissionFnUrl: 'AWS::Lambda::Permission',
  LinkOpenedLogGroup: 'AWS::Logs::LogGroup',
  LinkOpenedRole: 'AWS::IAM::Role',
  NobodyLooked: 'AWS::CloudWatch::Alarm',
  Recipient: 'AWS::SNS::Subscription',
  SchedulerRole: 'AWS::IAM::Role',
  Schedules: 'AWS::Scheduler::ScheduleGroup',
  ServerlessDeploymentBucket: 'AWS::S3::Bucket',
  ServerlessDeploymentBucketPolicy: 'AWS::S3::BucketPolicy',
  Tick: 'AWS::Scheduler::Schedule',
  Tierkeeperprodalarmchangedrule1EventBridgeRule: 'AWS::Events::Rule',
  Tierkeeperprodinstancechangedrule1EventBridgeRule: 'AWS::Events::Rule',
  Tierkeeperprodinstancechangedrule2EventBridgeRule: 'AWS::Events::Rule',
  Tierkeeperprodinstancechangedrule3EventBridgeRule: 'AWS::Events::Rule',
  Topic: 'AWS::SNS::Topic',
  TopicPolicy: 'AWS::SNS::TopicPolicy',
};

/** Each rule, the function it invokes, and the number that osls gives it there. */
const RULES = [
  { target: 'InstanceChanged', id: 'Tierkeeperprodinstancechangedrule1EventBridgeRule', nth: 1 },
  { target: 'AlarmChanged', id: 'Tierkeeperprodalarmchangedrule1EventBridgeRule', nth: 1 },
  { target: 'InstanceChanged', id: 'Tierkeeperprodinstancechangedrule2EventBridgeRule', nth: 2 },
  { target: 'InstanceChanged', id: 'Tierkeeperprodinstancechangedrule3EventBridgeRule', nth: 3 },
] as const;

/** `clock-ticked` of `ClockTicked`. */
const kebab = (name: string): string => name.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase();

const ROLES = [...FUNCTIONS.map((name) => `${name}Role`), 'SchedulerRole'];
const DEAD_LETTERS = arnOf('DeadLetters');

let service: ServiceFolder;
let packaged: Packaged;

beforeAll(async () => {
  service = await serviceFolder(POLICY);
  packaged = await packageIn(service);
}, 120_000);

afterAll(() => service.remove());

const resource = (id: string): Resource => resourceOf(packaged.template, id);
const properties = (id: string): Properties => resource(id).Properties;
const statementsOf = (role: string) => statementsIn(properties(role));

describe('the stack', () => {
  test('is these resources and no others, for one Region of one account', () => {
    const types = Object.entries(packaged.template.Resources)
      .filter(([, { Condition }]) => !['HasScopes', 'HasSpokes'].includes(String(Condition)))
      .map(([id, { Type }]) => [id, Type]);
    expect(Object.fromEntries(types)).toEqual(RESOURCES);
  });

  test('was packaged without credentials, and needs nothing but the email', () => {
    expect(properties('Recipient')).toEqual({
      TopicArn: { Ref: 'Topic' },
      Protocol: 'email',
      Endpoint: 'owner@example.com',
    });
  });
});

describe.each(FUNCTIONS)('the function %s', (name) => {
  const settings = (): Properties => properties(`${name}LambdaFunction`);

  test('runs on Node 24 and arm64, logs JSON, and reserves no concurrency', () => {
    expect(settings()).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogFormat: 'JSON' },
      MemorySize: OWN_FUNCTIONS[kebab(name)]?.memoryMb,
      Timeout: OWN_FUNCTIONS[kebab(name)]?.timeoutSeconds,
      Role: arnOf(`${name}Role`),
    });
    expect(settings()).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('has ended before a stop is taken for that of somebody else', () => {
    expect(seconds(Number(settings()['Timeout']))).toBeLessThanOrEqual(CALLED_WITHIN);
  });

  test('gets an environment that it can start with', () => {
    const { Variables } = settings()['Environment'] as { Variables: Record<string, unknown> };
    const given = Object.entries(Variables).map(([key, value]) => [key, deployed(value)]);
    const environment = readEnvironment({
      ...Object.fromEntries(given),
      // Lambda itself sets it.
      AWS_REGION: HOME.region,
    });
    expect(environment).toEqual({
      tableName: 'tierkeeper-prod-ledger',
      topicArn: `arn:aws:sns:${HOME.region}:${HOME.account}:tierkeeper-prod`,
      ...HOME,
      eventBusName: null,
      scopesQueueUrl: deployed({ Ref: 'Scopes' }),
      linkUrl: LINK_URL,
      timeout: Number(settings()['Timeout']) * 1_000,
    });
  });

  test('has a zip of its bundle, its module type and the policy, and no source map', () => {
    const zip = packaged.zips.get(name.charAt(0).toLowerCase() + name.slice(1));
    const folder = String(settings()['Handler']).replace('/index.handler', '');
    const files = ['index.js', 'package.json', 'policy.json'].map((file) => `${folder}/${file}`);
    expect([...(zip?.keys() ?? [])].sort()).toEqual(files);
    expect(JSON.parse(zip?.get(`${folder}/package.json`) ?? '')).toEqual({ type: 'module' });
    expect(JSON.parse(zip?.get(`${folder}/policy.json`) ?? '')).toEqual({
      zone: 'Asia/Seoul',
      tell: { digest: '08:30' },
    });
    expect(zip?.get(`${folder}/index.js`)).not.toMatch(/sourceMappingURL|cloud\/simulated/);
  });

  test('ends in the dead-letter queue when its retries are over', () => {
    const retries = name === 'ClockTicked' ? 0 : 2;
    const age = { InstanceChanged: 3600, AlarmChanged: 3600, ClockTicked: 300, DigestDue: 21600 };
    expect(properties(`${name}LambdaEvConf`)).toEqual({
      FunctionName: { Ref: `${name}LambdaFunction` },
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: DEAD_LETTERS } },
      MaximumRetryAttempts: retries,
      MaximumEventAgeInSeconds: age[name],
    });
  });

  test('keeps its log two weeks, and may write no other', () => {
    expect(properties(`${name}LogGroup`)['RetentionInDays']).toBe(14);
    const [log] = statementsOf(`${name}Role`).filter(({ Action }) => /logs:/.test(String(Action)));
    expect(log?.Resource).toEqual(arnOf(`${name}LogGroup`));
  });

  test('may neither stop nor start what is tagged tierkeeper:ignore', () => {
    const denied = statementsOf(`${name}Role`).filter(({ Effect }) => Effect === 'Deny');
    expect(denied).toMatchObject([
      {
        Action: ['ec2:StopInstances', 'ec2:StartInstances'],
        Condition: { Null: { 'aws:ResourceTag/tierkeeper:ignore': 'false' } },
      },
      {
        Action: ['sagemaker:StopNotebookInstance', 'sagemaker:StartNotebookInstance'],
        Condition: { Null: { 'aws:ResourceTag/tierkeeper:ignore': 'false' } },
      },
    ]);
  });
});

const READS = /:(Describe|GetMetric|ListNotebook)/;

describe.each(ROLES)('the role %s', (role) => {
  test('names every action in full, and none that ends, takes or tags anything of others', () => {
    const actions = actionsOf(statementsOf(role));
    const isList = (action: string): boolean => /:List/.test(action);
    const harm =
      /^iam:|Terminate|Release|Disassociate|Detach|Modify|Run|Delete[VT]|(?<!Describe|List)Tags?$/;
    expect(actions.filter((action) => !/^[a-z0-9]+:[A-Za-z]+$/.test(action))).toEqual([]);
    expect(actions.filter((action) => harm.test(action) && !isList(action))).toEqual([]);
  });

  test('is wide only where AWS knows no resources, and then no wider than the Region', () => {
    const inRegion = { StringEquals: { 'aws:RequestedRegion': { Ref: 'AWS::Region' } } };
    const wide = statementsOf(role)
      .filter(({ Resource }) => Resource === '*')
      .filter(({ Sid }) => Sid !== 'SeeEveryRegion');
    expect(wide.map(({ Condition }) => Condition)).toEqual(wide.map(() => inRegion));
    expect(actionsOf(wide).filter((one) => !READS.test(one))).toEqual([]);
  });
});

test('the daily function alone sees other Regions, and only lists what is there', () => {
  const everywhere = ROLES.map((role) =>
    statementsOf(role).filter(({ Sid }) => Sid === 'SeeEveryRegion'),
  );
  expect(everywhere.map(({ length }) => length)).toEqual([0, 0, 0, 1, 0]);
  expect(
    actionsOf(everywhere.flat()).filter((one) => !/:(Describe|List|Get|LookupEvents$)/.test(one)),
  ).toEqual([]);
});

describe('the rules', () => {
  test('pass on each document of events/ to the function that reads it, and no other', () => {
    const expected = (name: string): readonly string[] => {
      if (/^instance-(pending|stopping)|malformed-(no-|deep)/.test(name)) return [];
      const ofInstances = /^(instance|foreign|malformed-instance)/;
      if (ofInstances.test(name)) return ['InstanceChanged/1'];
      if (/^(malformed-)?(notebook|endpoint)/.test(name)) return ['InstanceChanged/2'];
      if (/^(malformed-)?health/.test(name)) return ['InstanceChanged/3'];
      return /^(malformed-)?alarm/.test(name) ? ['AlarmChanged/1'] : [];
    };
    const matched = (name: string): readonly string[] =>
      RULES.filter(({ id }) => {
        const pattern = properties(id)['EventPattern'] as Record<string, unknown>;
        return matchesPattern(pattern, eventDocument(name));
      }).map(({ target, nth }) => `${target}/${nth}`);
    const rows = (of: (name: string) => unknown) => eventNames.map((name) => [name, of(name)]);
    // A rule asks for a detail-type, which an event without detail still has.
    expect(rows(matched)).toEqual(rows(expected));
  });

  test('leave out the states that another follows, as the simulated bus does', () => {
    const rule = RULES.find(({ target, nth }) => target === 'InstanceChanged' && nth === 1);
    const { detail } = properties(rule?.id ?? '')['EventPattern'] as Properties;
    expect(detail).toEqual({ state: [...WAKING_STATES] });
  });

  test.each(RULES)('$nth for $target retries for an hour, then gives up', ({ target, id }) => {
    expect(properties(id)).toMatchObject({ State: 'ENABLED' });
    expect(properties(id)['Targets']).toMatchObject([
      {
        Arn: arnOf(`${target}LambdaFunction`),
        RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 20 },
        DeadLetterConfig: { Arn: DEAD_LETTERS },
      },
    ]);
  });

  test.each(RULES)('$nth for $target may invoke it, as itself', ({ target, id, nth }) => {
    const { SourceArn, ...permission } = properties(`${target}EventBridgeLambdaPermission${nth}`);
    expect(permission).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf(`${target}LambdaFunction`),
      Principal: 'events.amazonaws.com',
    });
    expect(JSON.stringify(SourceArn)).toContain(JSON.stringify(properties(id)['Name']));
  });
});

describe('the schedules', () => {
  const SCHEDULES = [
    {
      id: 'Tick',
      name: 'ClockTicked',
      type: 'Clock Ticked',
      event: 'clock-ticked',
      retries: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 3 },
    },
    {
      id: 'Digest',
      name: 'DigestDue',
      type: 'Digest Due',
      event: 'digest-due',
      retries: { MaximumEventAgeInSeconds: 21600, MaximumRetryAttempts: 20 },
    },
  ] as const;

  test('tick every five minutes, and tell the digest when and where the policy says', () => {
    expect(properties('Tick')).toMatchObject({ ScheduleExpression: 'rate(5 minutes)' });
    expect(properties('Digest')).toMatchObject({
      ScheduleExpression: 'cron(30 8 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Seoul',
    });
  });

  test.each(SCHEDULES)('$id reaches $name, or the queue', ({ id, name, retries }) => {
    expect(properties(id)).toMatchObject({
      State: 'ENABLED',
      GroupName: { Ref: 'Schedules' },
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: arnOf(`${name}LambdaFunction`),
        RoleArn: arnOf('SchedulerRole'),
        RetryPolicy: retries,
        DeadLetterConfig: { Arn: DEAD_LETTERS },
      },
    });
  });

  test.each(SCHEDULES)('$id sends what its event document shows', ({ id, type, event }) => {
    const { Input } = properties(id)['Target'] as { Input: unknown };
    const input: unknown = JSON.parse(deployed(Input));
    expect(input).toEqual(scheduleInput(type, HOME));
    const { time } = eventDocument(event) as { time: string };
    expect({ ...(input as object), time }).toEqual(eventDocument(event));
    expect(wakeOf(input, instant(0), HOME).cause).not.toBe('noop');
  });

  test('run by a role that only they can take, and that only invokes their functions', () => {
    const { Statement } = properties('SchedulerRole')['AssumeRolePolicyDocument'] as {
      Statement: unknown[];
    };
    expect(Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {
            'aws:SourceAccount': { Ref: 'AWS::AccountId' },
            'aws:SourceArn': arnOf('Schedules'),
          },
        },
      },
    ]);
    expect(statementsOf('SchedulerRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['lambda:InvokeFunction'],
        Resource: [arnOf('ClockTickedLambdaFunction'), arnOf('DigestDueLambdaFunction')],
      },
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: DEAD_LETTERS },
    ]);
  });
});
