import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { eventBridgeChannel } from '../../src/lib/cloud/aws/event-bridge.ts';
import { snsChannel } from '../../src/lib/cloud/aws/sns.ts';
import type { ChannelMessage } from '../../src/lib/cloud/cloud.ts';
import type { Duration } from '../../src/lib/model/instant.ts';
import { type Answerer, listOf, wire } from './wire.ts';
import { jsonRefusal, ok, queryRefusal } from './xml.ts';

const MESSAGE: ChannelMessage = {
  subject: 'web: stopping in 20 minutes',
  text: 'web has been idle for an hour.\n',
  document: '{"kind":"about-to-stop"}',
  attributes: { kind: 'about-to-stop', zone: '' },
  slack: null,
  amazonQ: null,
};

const TOPIC = 'arn:aws:sns:ap-northeast-2:123456789012:tierkeeper';

const PUBLISHED = ok(
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>' +
    '<MessageId>567910cd-659e-55d4-8ccb-5aaf14679dc0</MessageId></PublishResult></PublishResponse>',
);

function topicOver(answer: Answerer) {
  const { settings, requests } = wire(answer);
  const waits: Duration[] = [];
  const channel = snsChannel({
    client: new SNSClient(settings),
    topicArn: TOPIC,
    pace: { take: async () => {}, sleep: async (duration) => void waits.push(duration) },
    amazonQ: false,
  });
  return { channel, requests, waits };
}

const broken = (fields: { readonly name?: string; readonly code?: string }): Error =>
  Object.assign(new Error('the connection broke'), fields);

describe('the topic', () => {
  it('gets the text for people and the document for machines', async () => {
    const { channel, requests } = topicOver(() => PUBLISHED);
    expect(await channel.send(MESSAGE)).toEqual({ sent: 'accepted' });
    const [request] = requests;
    expect(request?.parameters.get('MessageStructure')).toBe('json');
    expect(JSON.parse(request?.parameters.get('Message') ?? '')).toEqual({
      default: MESSAGE.document,
      email: MESSAGE.text,
    });
    expect(request?.parameters.get('Subject')).toBe(MESSAGE.subject);
    expect(request && listOf(request, 'MessageAttributes')).toEqual([
      'kind',
      'String',
      'about-to-stop',
    ]);
  });

  it('gets what Amazon Q takes, for https, only where it is wanted', async () => {
    const { channel, requests } = topicOver(() => PUBLISHED);
    await channel.send({ ...MESSAGE, amazonQ: '{"source":"custom"}' });
    expect(JSON.parse(requests[0]?.parameters.get('Message') ?? '')).toEqual({
      default: MESSAGE.document,
      email: MESSAGE.text,
      https: '{"source":"custom"}',
    });
  });

  it('never gets a subject that SNS would refuse', async () => {
    const { channel, requests } = topicOver(() => PUBLISHED);
    await channel.send({ ...MESSAGE, subject: `web\r\nBcc: all ${'가'.repeat(85)}😀😀` });
    const subject = requests[0]?.parameters.get('Subject') ?? '';
    expect(subject).toMatch(/^web Bcc: all 가+$/);
    expect(subject.length).toBeLessThan(100);
    expect(subject.isWellFormed()).toBe(true);
  });

  it.each([
    ['a timeout', broken({ name: 'TimeoutError' })],
    ['a broken connection', broken({ code: 'ECONNRESET' })],
    ['a failure inside AWS', queryRefusal('InternalError', 'Oops.', 500)],
    ['an answer that breaks off', ok(PUBLISHED.body.slice(0, 90))],
  ])('leaves %s doubtful, and does not send again', async (_, reply) => {
    const { channel, requests } = topicOver(() => reply);
    expect(await channel.send(MESSAGE)).toMatchObject({ sent: 'doubtful' });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['NotFound', 'not-found'],
    ['AuthorizationError', 'access-denied'],
    ['InvalidParameter', 'message-refused'],
    ['KMSAccessDenied', 'message-refused'],
  ])('refuses with %s for certain, and once', async (awsCode, code) => {
    const { channel, requests } = topicOver(() => queryRefusal(awsCode, 'No.'));
    expect(await channel.send(MESSAGE)).toMatchObject({ sent: 'refused', fault: { code } });
    expect(requests).toHaveLength(1);
  });

  it('is asked again when it throttles, because then nothing was sent', async () => {
    const { channel, waits } = topicOver((_, index) =>
      index < 2 ? queryRefusal('Throttled', 'Rate exceeded', 429) : PUBLISHED,
    );
    expect(await channel.send(MESSAGE)).toEqual({ sent: 'accepted' });
    expect(waits).toHaveLength(2);
  });

  it('is asked again when nobody answered the door, and is then refused', async () => {
    const { channel, requests } = topicOver(() => broken({ code: 'ECONNREFUSED' }));
    expect(await channel.send(MESSAGE)).toMatchObject({ sent: 'refused' });
    expect(requests).toHaveLength(3);
  });

  it.each([
    ['0', false],
    ['2', true],
  ])('with %s confirmed subscriptions has a recipient: %s', async (count, expected) => {
    const entry = `<entry><key>SubscriptionsConfirmed</key><value>${count}</value></entry>`;
    const { channel } = topicOver(() =>
      ok(
        '<GetTopicAttributesResponse><GetTopicAttributesResult>' +
          `<Attributes>${entry}</Attributes></GetTopicAttributesResult>` +
          '</GetTopicAttributesResponse>',
      ),
    );
    expect(await channel.hasConfirmedRecipient()).toBe(expected);
  });

  it('does not say whether it has a recipient where it may not be asked', async () => {
    const { channel } = topicOver(() => queryRefusal('AuthorizationError', 'No.', 403));
    expect(await channel.hasConfirmedRecipient()).toBeNull();
  });
});

function busOver(answer: Answerer) {
  const { settings, requests } = wire(answer);
  const channel = eventBridgeChannel({
    client: new EventBridgeClient(settings),
    eventBusName: 'default',
    sleep: async () => {},
  });
  return { channel, requests };
}

const entries = (entry: object, failed: number) =>
  ok(JSON.stringify({ FailedEntryCount: failed, Entries: [entry] }));

describe('the event bus', () => {
  it('gets one event of our own source, its detail the document', async () => {
    const { channel, requests } = busOver(() => entries({ EventId: 'e-1' }, 0));
    expect(await channel.send(MESSAGE)).toEqual({ sent: 'accepted' });
    expect(requests[0]?.document).toEqual({
      Entries: [
        {
          EventBusName: 'default',
          Source: 'tierkeeper',
          DetailType: 'about-to-stop',
          Detail: MESSAGE.document,
        },
      ],
    });
  });

  it('has refused where the answer is 200 and the entry failed', async () => {
    const { channel } = busOver(() =>
      entries({ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }, 1),
    );
    expect(await channel.send(MESSAGE)).toMatchObject({
      sent: 'refused',
      fault: { code: 'message-refused', awsCode: 'MalformedDetail' },
    });
  });

  it('has refused where the whole call is', async () => {
    const { channel } = busOver(() => jsonRefusal('AccessDeniedException', 'No.', 400));
    expect(await channel.send(MESSAGE)).toMatchObject({
      sent: 'refused',
      fault: { code: 'access-denied', permission: 'events:PutEvents' },
    });
  });

  it('cannot tell who listens', async () => {
    const { channel } = busOver(() => entries({ EventId: 'e-1' }, 0));
    expect(await channel.hasConfirmedRecipient()).toBeNull();
  });
});
