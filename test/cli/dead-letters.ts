/** What AWS puts into a dead-letter queue, as its pages and real queues have it. */
import { ACCOUNT } from '../build/ids.ts';

export interface SentLetter {
  readonly MessageBody: string;
  readonly MessageAttributes?: Readonly<Record<string, { DataType: string; StringValue: string }>>;
}

export const FUNCTION_ARN = `arn:aws:lambda:ap-northeast-2:${ACCOUNT}:function:tierkeeper`;

export const EVENT = {
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: ACCOUNT,
  time: '2026-11-23T13:00:00Z',
  region: 'ap-northeast-2',
  resources: [`arn:aws:ec2:ap-northeast-2:${ACCOUNT}:instance/i-0123456789abcdef0`],
  detail: { 'instance-id': 'i-0123456789abcdef0', state: 'running' },
};

export const TICK = {
  source: 'tierkeeper',
  'detail-type': 'Clock Ticked',
  account: ACCOUNT,
  region: 'ap-northeast-2',
  time: '2026-11-23T13:05:00Z',
};

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export const ofFunction = (stage: string, requestPayload: unknown = EVENT): SentLetter => ({
  MessageBody: JSON.stringify({
    version: '1.0',
    timestamp: '2026-11-23T13:04:11.120Z',
    requestContext: {
      requestId: 'e4b46cbf-b738-a880-8a18-cdf61200200e',
      functionArn: `${FUNCTION_ARN}-${stage}-instance-changed:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: {
      errorType: 'NewerSchema',
      errorMessage: 'live#lease was written by a newer Tierkeeper',
      trace: [],
    },
  }),
});

/** Of an account that the policy names besides. */
export const ELSEWHERE = { ...EVENT, account: '210987654321', region: 'us-east-1' };

/** What SQS says of a message that the queue of other places has given up. */
export const scopesArn = (stage: string): string =>
  `arn:aws:sqs:ap-northeast-2:${ACCOUNT}:tierkeeper-${stage}-scopes`;

const texts = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, StringValue]) => [
      name,
      { DataType: 'String', StringValue },
    ]),
  );

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export const ofRule = (stage: string): SentLetter => ({
  MessageBody: JSON.stringify(EVENT),
  MessageAttributes: texts({
    RULE_ARN: `arn:aws:events:ap-northeast-2:${ACCOUNT}:rule/tierkeeper-${stage}-instance-changed`,
    TARGET_ARN: `${FUNCTION_ARN}-${stage}-instance-changed`,
    ERROR_CODE: 'NO_PERMISSIONS',
    ERROR_MESSAGE: 'No permissions to invoke the function',
    EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    RETRY_ATTEMPTS: '20',
  }),
});

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html */
export const ofSchedule = (stage: string): SentLetter => ({
  MessageBody: JSON.stringify(TICK),
  MessageAttributes: texts({
    SCHEDULE_ARN: `arn:aws:scheduler:ap-northeast-2:${ACCOUNT}:schedule/tierkeeper-${stage}/Tick`,
    TARGET_ARN: `${FUNCTION_ARN}-${stage}-clock-ticked`,
    ERROR_CODE: 'AWS.Lambda.TooManyRequestsException',
    ERROR_MESSAGE: 'Rate Exceeded',
    EXECUTION_ID: 'ad06616e51cdf74a',
    EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: '3',
    SCHEDULED_TIME: '2026-11-23T13:05:00Z',
  }),
});
