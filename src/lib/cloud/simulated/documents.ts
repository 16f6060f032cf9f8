/** Events as EventBridge delivers them: the JSON documents of AWS's own pages. */
import { type Instant, toIso } from '../../model/instant.ts';
import type { Notebook } from '../../model/notebook.ts';

export interface EventDocument {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** Whole seconds, `Z`. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** Where an event comes from. */
export interface Origin {
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly at: Instant;
}

/** `2026-11-22T13:00:00Z`, as EventBridge writes it. */
export const wholeSeconds = (at: Instant): string => `${toIso(at).slice(0, 19)}Z`;

/** `2019-10-02T17:04:40.989+0000`, as CloudWatch writes it. */
export const cloudWatchTime = (at: Instant): string => toIso(at).replace('Z', '+0000');

const envelope = ({ account, region, id, at }: Origin) => ({
  version: '0' as const,
  id,
  account,
  time: wholeSeconds(at),
  region,
});

/** EC2 user guide, "State change events for your instances". */
export const instanceStateChange = (
  origin: Origin,
  instanceId: string,
  state: string,
): EventDocument => ({
  ...envelope(origin),
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  resources: [`arn:aws:ec2:${origin.region}:${origin.account}:instance/${instanceId}`],
  detail: { 'instance-id': instanceId, state },
});

/**
 * SageMaker's guide has no example of it: the shape is that of events which users published
 * (events/README.md). Times inside are epoch milliseconds.
 */
export const notebookStateChange = (
  origin: Origin,
  { id, status, type, createdAt, lastModifiedAt, tags }: Notebook,
): EventDocument => {
  const arn = `arn:aws:sagemaker:${origin.region}:${origin.account}:notebook-instance/${id}`;
  return {
    ...envelope(origin),
    'detail-type': 'SageMaker Notebook Instance State Change',
    source: 'aws.sagemaker',
    resources: [arn.toLowerCase()],
    detail: {
      NotebookInstanceArn: arn.toLowerCase(),
      NotebookInstanceName: id,
      NotebookInstanceStatus: status,
      InstanceType: type,
      LastModifiedTime: lastModifiedAt,
      CreationTime: createdAt,
      Tags: tags,
    },
  };
};

export interface AlarmStateDetail {
  readonly value: string;
  readonly reason: string;
  /** A JSON document in a string. */
  readonly reasonData: string;
  readonly timestamp: string;
}

export interface AlarmChange {
  readonly alarmName: string;
  readonly description: string;
  readonly instanceId: string;
  /** The id of the metric within the alarm: a UUID where nobody named it. */
  readonly metricId: string;
  readonly metric: string;
  readonly periodSeconds: number;
  readonly previousState: AlarmStateDetail;
  readonly state: AlarmStateDetail;
}

/** CloudWatch user guide, "Alarm events and EventBridge". */
export const alarmStateChange = (origin: Origin, change: AlarmChange): EventDocument => ({
  ...envelope(origin),
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  resources: [`arn:aws:cloudwatch:${origin.region}:${origin.account}:alarm:${change.alarmName}`],
  detail: {
    alarmName: change.alarmName,
    configuration: {
      description: change.description,
      metrics: [
        {
          id: change.metricId,
          metricStat: {
            metric: {
              dimensions: { InstanceId: change.instanceId },
              name: change.metric,
              namespace: 'AWS/EC2',
            },
            period: change.periodSeconds,
            stat: 'Average',
          },
          returnData: true,
        },
      ],
    },
    previousState: change.previousState,
    state: change.state,
  },
});

/** What AWS Health says in one message. */
export interface HealthMessage {
  readonly eventArn: string;
  readonly communicationId: string;
  readonly code: string;
  readonly category: 'issue' | 'accountNotification' | 'scheduledChange';
  readonly isOver: boolean;
  readonly startsAt: Instant;
  readonly text: string;
  /** Ids. */
  readonly entities: readonly string[];
}

/** `Thu, 10 Feb 2022 05:01:10 GMT`. */
const httpDate = (at: Instant): string => new Date(at).toUTCString();

const statusOf = ({ isOver, category }: HealthMessage): string => {
  if (isOver) return 'closed';
  return category === 'scheduledChange' ? 'upcoming' : 'open';
};

/** AWS Health user guide, "AWS Health events Amazon EventBridge schema". */
export const healthEvent = (origin: Origin, message: HealthMessage): EventDocument => ({
  ...envelope(origin),
  'detail-type': 'AWS Health Event',
  source: 'aws.health',
  resources: message.entities,
  detail: {
    eventArn: message.eventArn,
    service: 'EC2',
    eventTypeCode: message.code,
    eventTypeCategory: message.category,
    eventScopeCode: message.entities.length > 0 ? 'ACCOUNT_SPECIFIC' : 'PUBLIC',
    communicationId: message.communicationId,
    startTime: httpDate(message.startsAt),
    lastUpdatedTime: httpDate(origin.at),
    statusCode: statusOf(message),
    eventRegion: origin.region,
    eventDescription: [{ language: 'en_US', latestDescription: message.text }],
    affectedEntities: message.entities.map((entityValue) => ({ entityValue })),
    page: '1',
    totalPages: '1',
    backupEvent: false,
    affectedAccount: origin.account,
  },
});

/** EventBridge Scheduler's own input, where the schedule names none. */
export const scheduledEvent = (origin: Origin, scheduleName: string): EventDocument => ({
  ...envelope(origin),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  resources: [
    `arn:aws:scheduler:${origin.region}:${origin.account}:schedule/default/${scheduleName}`,
  ],
  detail: '{}',
});
