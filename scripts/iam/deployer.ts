/**
 * docs/deployer-policy.json: what somebody needs to deploy, change and remove the stack. For each
 * type of resource the calls that CloudFormation makes in their name (the handlers' permissions of
 * the type's schema), on what is called after the service alone.
 */
import type { CompiledTemplate } from './intrinsics.ts';

interface Needs {
  readonly actions: readonly string[];
  /** Behind `arn:aws:`; `*` where AWS knows no resources for the calls. */
  readonly on: readonly string[];
}

const at = (service: string, name: string): string => `${service}:*:*:${name}`;

const LAMBDA = [at('lambda', 'function:tierkeeper-*')];
const BUCKET = ['s3:::tierkeeper-*', 's3:::tierkeeper-*/*'];
const TOPIC = [at('sns', 'tierkeeper-*')];
const QUEUE = [at('sqs', 'tierkeeper-*')];

const named = (prefix: string, names: string): readonly string[] =>
  names.split(' ').map((name) => `${prefix}:${name}`);

const TYPES: Readonly<Record<string, Needs>> = {
  'AWS::CloudWatch::Alarm': {
    actions: named(
      'cloudwatch',
      'PutMetricAlarm DeleteAlarms DescribeAlarms ListTagsForResource TagResource UntagResource',
    ),
    on: [at('cloudwatch', 'alarm:*')],
  },
  'AWS::DynamoDB::Table': {
    actions: named(
      'dynamodb',
      'CreateTable DescribeTable UpdateTable DescribeTimeToLive UpdateTimeToLive ' +
        'DescribeContinuousBackups DescribeContributorInsights ' +
        'DescribeKinesisStreamingDestination GetResourcePolicy ' +
        'ListTagsOfResource TagResource UntagResource',
    ),
    on: [at('dynamodb', 'table/tierkeeper-*')],
  },
  'AWS::Events::Rule': {
    actions: named(
      'events',
      'PutRule DescribeRule DeleteRule PutTargets RemoveTargets ListTargetsByRule ' +
        'ListTagsForResource TagResource UntagResource',
    ),
    on: [at('events', 'rule/tierkeeper-*')],
  },
  'AWS::Events::EventBusPolicy': {
    actions: named('events', 'PutPermission RemovePermission DescribeEventBus'),
    on: [at('events', 'event-bus/default')],
  },
  'AWS::IAM::Role': {
    actions: named(
      'iam',
      'CreateRole GetRole DeleteRole UpdateAssumeRolePolicy PutRolePolicy GetRolePolicy ' +
        'DeleteRolePolicy ListRolePolicies ListAttachedRolePolicies TagRole UntagRole PassRole',
    ),
    on: ['iam::*:role/tierkeeper-*'],
  },
  'AWS::Lambda::EventInvokeConfig': {
    actions: named(
      'lambda',
      'PutFunctionEventInvokeConfig GetFunctionEventInvokeConfig ' +
        'UpdateFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig',
    ),
    on: LAMBDA,
  },
  'AWS::Lambda::EventSourceMapping': {
    actions: named(
      'lambda',
      'CreateEventSourceMapping GetEventSourceMapping UpdateEventSourceMapping ' +
        'DeleteEventSourceMapping ListTags TagResource UntagResource',
    ),
    on: [at('lambda', 'event-source-mapping:*')],
  },
  'AWS::Lambda::Function': {
    actions: named(
      'lambda',
      'CreateFunction GetFunction GetFunctionConfiguration UpdateFunctionCode ' +
        'UpdateFunctionConfiguration DeleteFunction GetFunctionCodeSigningConfig ' +
        'GetRuntimeManagementConfig GetFunctionRecursionConfig ListTags TagResource UntagResource',
    ),
    on: LAMBDA,
  },
  'AWS::Lambda::Permission': {
    actions: named('lambda', 'AddPermission RemovePermission GetPolicy'),
    on: LAMBDA,
  },
  'AWS::Lambda::Url': {
    actions: named(
      'lambda',
      'CreateFunctionUrlConfig GetFunctionUrlConfig UpdateFunctionUrlConfig ' +
        'DeleteFunctionUrlConfig',
    ),
    on: LAMBDA,
  },
  'AWS::Logs::LogGroup': {
    actions: named(
      'logs',
      'CreateLogGroup DescribeLogGroups DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy ' +
        'ListTagsForResource TagResource UntagResource',
    ),
    on: [at('logs', 'log-group:/aws/lambda/tierkeeper-*'), at('logs', 'log-group::log-stream:*')],
  },
  'AWS::S3::Bucket': {
    actions: named(
      's3',
      'CreateBucket DeleteBucket ListBucket ListBucketVersions GetBucketLocation ' +
        'GetBucketPolicy PutBucketPolicy DeleteBucketPolicy ' +
        'PutEncryptionConfiguration GetEncryptionConfiguration ' +
        'PutBucketPublicAccessBlock GetBucketPublicAccessBlock PutBucketTagging GetBucketTagging ' +
        'GetObject PutObject DeleteObject DeleteObjectVersion',
    ),
    on: BUCKET,
  },
  'AWS::S3::BucketPolicy': {
    actions: named('s3', 'GetBucketPolicy PutBucketPolicy DeleteBucketPolicy'),
    on: BUCKET,
  },
  'AWS::SNS::Subscription': {
    actions: named('sns', 'Subscribe Unsubscribe GetSubscriptionAttributes'),
    on: TOPIC,
  },
  'AWS::SNS::Topic': {
    actions: named(
      'sns',
      'CreateTopic DeleteTopic GetTopicAttributes SetTopicAttributes ListSubscriptionsByTopic ' +
        'ListTagsForResource TagResource UntagResource GetDataProtectionPolicy',
    ),
    on: TOPIC,
  },
  'AWS::SNS::TopicPolicy': { actions: named('sns', 'SetTopicAttributes'), on: TOPIC },
  'AWS::SQS::Queue': {
    actions: named(
      'sqs',
      'CreateQueue DeleteQueue GetQueueAttributes SetQueueAttributes GetQueueUrl ' +
        'ListQueueTags TagQueue UntagQueue',
    ),
    on: QUEUE,
  },
  'AWS::SQS::QueuePolicy': { actions: named('sqs', 'SetQueueAttributes'), on: QUEUE },
  'AWS::Scheduler::Schedule': {
    actions: named('scheduler', 'CreateSchedule GetSchedule UpdateSchedule DeleteSchedule'),
    on: [at('scheduler', 'schedule/tierkeeper-*/*')],
  },
  'AWS::Scheduler::ScheduleGroup': {
    actions: named(
      'scheduler',
      'CreateScheduleGroup GetScheduleGroup DeleteScheduleGroup ListTagsForResource ' +
        'TagResource UntagResource',
    ),
    on: [at('scheduler', 'schedule-group/tierkeeper-*')],
  },
};

/** What osls and its plugins here call by themselves. */
const TOOLS: readonly Needs[] = [
  {
    actions: named(
      'cloudformation',
      'CreateStack UpdateStack DeleteStack DescribeStacks DescribeStackEvents ' +
        'DescribeStackResource ListStackResources GetTemplate SetStackPolicy ' +
        'CreateChangeSet DescribeChangeSet ExecuteChangeSet DeleteChangeSet',
    ),
    on: [at('cloudformation', 'stack/tierkeeper-*/*')],
  },
  {
    // Whether the Region is on, and whether the secrets that policy.yml names are there.
    actions: ['cloudformation:ValidateTemplate', 'ec2:DescribeRegions', 'ssm:DescribeParameters'],
    on: ['*'],
  },
];

const asArn = (name: string): string => (name === '*' ? '*' : `arn:aws:${name}`);

interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** One statement for each set of resources. */
export function deployerPolicy({ Resources }: CompiledTemplate): PolicyDocument {
  const types = new Set(Object.values(Resources).map(({ Type }) => Type));
  const needs = [...types].toSorted().map((type) => {
    const known = TYPES[type];
    if (!known) throw new Error(`scripts/iam/deployer.ts does not say what ${type} needs`);
    return known;
  });
  const groups = Map.groupBy([...TOOLS, ...needs], ({ on }) => on.join(' '));
  const Statement = [...groups].map(([on, alike]) => ({
    Effect: 'Allow' as const,
    Action: [...new Set(alike.flatMap(({ actions }) => actions))].toSorted(),
    Resource: on.split(' ').map(asArn),
  }));
  return { Version: '2012-10-17', Statement };
}
