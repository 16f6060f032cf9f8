import { describe, expect, test } from 'vitest';
import { instant, parseInstant, toIso } from '../../src/lib/model/instant.ts';
import { wakeOf } from '../../src/lib/wake/wake-of.ts';
import { eventDocument, eventNames, eventPage, HOME } from './event-documents.ts';

const NOW = parseInstant('2026-11-22T00:00:00Z') ?? instant(0);
const FIRST = 'i-0a1b2c3d4e5f60718';
const SECOND = 'i-0f9e8d7c6b5a43210';

const wakeOfEvent = (name: string) => wakeOf(eventDocument(name), NOW, HOME);

const one = { kind: 'instances', ids: [FIRST] };
const region = { kind: 'region' };
const notebooks = { kind: 'notebooks' };

/** Every document of events/ that wakes a pass, and what it asks to be looked at. */
const WAKES: Readonly<
  Record<string, { cause: string; scope: unknown; at: string; bulletin?: unknown }>
> = {
  'instance-pending': { cause: 'instance', scope: one, at: '2026-11-02T00:00:04.000Z' },
  'instance-running': { cause: 'instance', scope: one, at: '2026-11-02T00:00:21.000Z' },
  'instance-stopping': { cause: 'instance', scope: one, at: '2026-11-02T13:00:03.000Z' },
  'instance-stopped': { cause: 'instance', scope: one, at: '2026-11-02T13:00:58.000Z' },
  'instance-shutting-down': { cause: 'instance', scope: one, at: '2026-11-09T05:12:40.000Z' },
  'instance-terminated': { cause: 'instance', scope: one, at: '2026-11-09T05:13:31.000Z' },
  'alarm-to-alarm': { cause: 'alarm', scope: one, at: '2026-11-02T06:11:40.000Z' },
  'alarm-to-ok': { cause: 'alarm', scope: one, at: '2026-11-02T06:26:40.000Z' },
  'alarm-to-insufficient-data': { cause: 'alarm', scope: one, at: '2026-11-02T15:16:40.000Z' },
  'alarm-muted': { cause: 'alarm', scope: one, at: '2026-11-02T06:11:40.000Z' },
  'alarm-contributor': { cause: 'alarm', scope: one, at: '2026-11-02T13:42:04.000Z' },
  'alarm-metric-math': {
    cause: 'alarm',
    scope: { kind: 'instances', ids: [FIRST, SECOND] },
    at: '2026-11-02T17:20:48.000Z',
  },
  'alarm-composite': { cause: 'alarm', scope: region, at: '2026-11-02T15:57:45.000Z' },
  'alarm-metrics-insights': { cause: 'alarm', scope: region, at: '2026-11-02T13:42:04.000Z' },
  'alarm-of-group': { cause: 'alarm', scope: region, at: '2026-11-02T08:31:12.000Z' },
  'notebook-running': { cause: 'sagemaker', scope: notebooks, at: '2026-11-02T00:05:12.000Z' },
  'notebook-stopping': { cause: 'sagemaker', scope: notebooks, at: '2026-11-02T13:00:17.000Z' },
  'notebook-failed': { cause: 'sagemaker', scope: notebooks, at: '2026-11-03T00:09:58.000Z' },
  'endpoint-serving': { cause: 'sagemaker', scope: notebooks, at: '2026-11-02T05:58:15.050Z' },
  'endpoint-deleting': { cause: 'sagemaker', scope: notebooks, at: '2026-11-09T01:22:01.000Z' },
  'health-issue': {
    cause: 'health',
    scope: region,
    at: '2026-11-22T00:00:00.000Z',
    bulletin: {
      eventArn:
        'arn:aws:health:ap-northeast-2::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/' +
        'AWS_EC2_OPERATIONAL_ISSUE_VKTXI_EXAMPLE111',
      communicationId: '01b0993207d81a09dcd552ebd1e633e36cf1f09a-1',
      code: 'AWS_EC2_OPERATIONAL_ISSUE',
      category: 'issue',
      isOver: false,
      startsAt: Date.UTC(2026, 10, 23, 1, 2, 51),
      text:
        'Current severity level: Degraded We are investigating increased API error rates and ' +
        'launch failures for EC2 in the AP-NORTHEAST-2 Region.',
      entities: [],
      moreEntities: 0,
    },
  },
  // What is planned for an instance EC2 itself says: the event only names it.
  'health-retirement': { cause: 'health', scope: one, at: '2026-11-22T00:00:00.000Z' },
  'health-instance-notice': {
    cause: 'health',
    scope: one,
    at: '2026-11-22T00:00:00.000Z',
    bulletin: {
      eventArn:
        'arn:aws:health:ap-northeast-2::event/EC2/' +
        'AWS_EC2_INSTANCE_STORE_DRIVE_PERFORMANCE_DEGRADED/' +
        'AWS_EC2_INSTANCE_STORE_DRIVE_PERFORMANCE_DEGRADED_EXAMPLE',
      communicationId: '9f1c7a0d54b34a3a8d5e-1',
      code: 'AWS_EC2_INSTANCE_STORE_DRIVE_PERFORMANCE_DEGRADED',
      category: 'issue',
      isOver: false,
      startsAt: Date.UTC(2026, 10, 23, 1, 2, 51),
      text: 'One of the instance store drives of your instance shows degraded performance.',
      entities: [FIRST],
      moreEntities: 0,
    },
  },
  'clock-ticked': { cause: 'clock', scope: region, at: '2026-11-02T06:15:00.000Z' },
  'digest-due': { cause: 'day', scope: region, at: '2026-11-02T00:00:00.000Z' },
};

/** Every other document of events/, and the sentence that says why it asks for nothing. */
const NOOPS: Readonly<Record<string, string>> = {
  'alarm-unrelated':
    '"CloudWatch Alarm State Change": the alarm "QueueTooLong" watches no instance',
  'alarm-contributor-unrelated':
    '"CloudWatch Alarm Contributor State Change": the alarm "DynamoDBInsightsAlarm" ' +
    'watches no instance',
  'health-unrelated-region': '"AWS Health Event": it is about "us-east-1"',
  'health-unrelated-account': '"AWS Health Event": it is about account "210987654321"',
  'malformed-health':
    '"AWS Health Event": detail.communicationId: expected string, received undefined',
  'unknown-detail-type':
    'nothing is known of "EC2 Spot Instance Interruption Warning" from "aws.ec2"',
  'foreign-account':
    '"EC2 Instance State-change Notification" comes from account "210987654321" ' +
    'in "ap-northeast-2", which is not looked after here',
  'foreign-region':
    '"EC2 Instance State-change Notification" comes from account "123456789012" ' +
    'in "eu-west-1", which is not looked after here',
  'malformed-no-detail':
    '"EC2 Instance State-change Notification": detail: expected object, received undefined',
  'malformed-instance-id-key':
    '"EC2 Instance State-change Notification": detail.instance-id: expected an instance id',
  'malformed-instance-id':
    '"EC2 Instance State-change Notification": detail.instance-id: expected an instance id',
  'malformed-deep':
    '"EC2 Instance State-change Notification": detail: expected object, received array',
  'malformed-alarm-metrics':
    '"CloudWatch Alarm State Change": detail.configuration.metrics: ' +
    'expected array, received object',
  'malformed-notebook-name':
    '"SageMaker Notebook Instance State Change": detail.NotebookInstanceName: ' +
    'expected the name of a notebook instance',
  'malformed-endpoint-name':
    '"SageMaker Endpoint State Change": detail.EndpointName: expected the name of an endpoint',
  'malformed-array': 'this is no event: expected object, received array',
  'malformed-string': 'this is no event: expected object, received string',
  'malformed-number': 'this is no event: expected object, received number',
  'malformed-null': 'this is no event: expected object, received null',
};

describe('a document of events/', () => {
  test.each(Object.keys(WAKES))('%s wakes a pass over what it names', (name) => {
    const wake = wakeOfEvent(name);
    expect('at' in wake ? { ...wake, at: toIso(wake.at) } : wake).toEqual(WAKES[name]);
  });

  test.each(Object.keys(NOOPS))('%s asks for nothing, and says why', (name) => {
    expect(wakeOfEvent(name)).toEqual({ cause: 'noop', why: NOOPS[name] });
  });

  test('is in one of the two tables above, and its README has a row for it', () => {
    const documented = (name: string): boolean =>
      eventPage().includes(`\`${name}\``) ||
      eventPage().includes(
        `\`${name.replace(/^(alarm|endpoint|instance|malformed|notebook)/, '')}\``,
      ) ||
      eventPage().includes(`\`${name.split('-')[0]}-*\``);
    expect([...Object.keys(WAKES), ...Object.keys(NOOPS)].sort()).toEqual(eventNames);
    expect(eventNames.filter((name) => !documented(name))).toEqual([]);
  });
});

const changed = (name: string, change: object): unknown => ({
  ...(eventDocument(name) as object),
  ...change,
});

describe('the time of a wake', () => {
  const unreadable = [undefined, null, 42, '', 'yesterday', '<aws.scheduler.scheduled-time>'];
  test.each(unreadable)('is now where the event says %j', (time) => {
    expect(wakeOf(changed('clock-ticked', { time }), NOW, HOME)).toMatchObject({ at: NOW });
  });

  test('is never after now', () => {
    const document = changed('clock-ticked', { time: '2031-01-01T00:00:00Z' });
    expect(wakeOf(document, NOW, HOME)).toMatchObject({ at: NOW });
  });

  test('is read where SageMaker writes milliseconds in a string', () => {
    const at = instant(NOW - 1_500);
    const document = changed('endpoint-serving', { time: String(at) });
    expect(wakeOf(document, NOW, HOME)).toMatchObject({ at });
  });

  test('is read with the offset that CloudWatch writes', () => {
    const document = changed('alarm-to-ok', { time: '2026-11-02T15:26:40.987+0900' });
    const at = parseInstant('2026-11-02T06:26:40.987Z');
    expect(wakeOf(document, NOW, HOME)).toMatchObject({ at });
  });
});

describe('an alarm', () => {
  const watching = (...metrics: readonly object[]): unknown =>
    changed('alarm-to-alarm', { detail: { alarmName: 'x', configuration: { metrics } } });
  const metric = (namespace: string, dimensions: object): object => ({
    metricStat: { metric: { namespace, name: 'm', dimensions } },
  });

  test('names an instance once, however many of its metrics it watches', () => {
    const alarm = watching(
      metric('AWS/EC2', { InstanceId: FIRST }),
      metric('CWAgent', { InstanceId: FIRST, path: '/' }),
    );
    expect(wakeOf(alarm, NOW, HOME)).toMatchObject({ scope: one });
  });

  test('over an InstanceId that is no EC2 instance concerns nothing here', () => {
    const alarm = watching(metric('CWAgent', { InstanceId: 'mi-0123456789abcdef0' }));
    expect(wakeOf(alarm, NOW, HOME)).toMatchObject({ cause: 'noop' });
  });

  test('over all instances, by no dimension at all, concerns the Region', () => {
    expect(wakeOf(watching(metric('AWS/EC2', {})), NOW, HOME)).toMatchObject({ scope: region });
  });
});

describe('text from an event inside a sentence of ours', () => {
  test('has no line break, no control character and no great length', () => {
    const document = changed('unknown-detail-type', {
      'detail-type': `\u001b[31mred\n{"level":"INFO"}\u2028${'x'.repeat(5_000)}`,
    });
    const wake = wakeOf(document, NOW, HOME);
    expect(wake).toMatchObject({ cause: 'noop' });
    const why = 'why' in wake ? wake.why : '';
    expect(why).not.toMatch(/\p{Cc}|\u2028/u);
    expect(why.length).toBeLessThan(300);
  });
});
