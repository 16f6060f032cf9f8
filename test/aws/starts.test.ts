/** Who set an instance running, out of CloudTrail's event history. */
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { describe, expect, test } from 'vitest';
import { readStarts } from '../../src/lib/cloud/aws/estate/starts.ts';
import { paceOf } from '../../src/lib/cloud/aws/pace.ts';
import { type Duration, hours, instant, minutes, plus } from '../../src/lib/model/instant.ts';
import { instanceId } from '../build/ids.ts';
import { type Answerer, wire } from './wire.ts';
import { ok } from './xml.ts';

const LAUNCHED = instant(Date.UTC(2026, 10, 3, 9));
const SECONDS = LAUNCHED / 1_000;

/** `record` is what CloudTrail writes as text inside the event; null leaves it out. */
const event = (name: string, record: object | string | null, more: object = {}) => ({
  EventId: 'e1',
  EventName: name,
  EventTime: SECONDS - 1,
  Username: 'session-1',
  ...(record === null
    ? {}
    : { CloudTrailEvent: typeof record === 'string' ? record : JSON.stringify(record) }),
  ...more,
});

const by = (userIdentity: object): object => ({ eventVersion: '1.11', userIdentity });
const arn = (rest: string): string => `arn:aws:${rest}`;

function lookup(answer: Answerer) {
  const { settings, requests } = wire(answer);
  const waits: Duration[] = [];
  let now = plus(LAUNCHED, hours(1));
  const pace = paceOf({ now: () => now }, async (duration) => {
    waits.push(duration);
    now = plus(now, duration);
  });
  const client = new CloudTrailClient(settings);
  const question = { region: 'us-west-2', instanceId: instanceId(7), launchTime: LAUNCHED };
  return { requests, waits, read: () => readStarts(client, pace, question) };
}

const answering = (...events: readonly object[]) =>
  lookup(() => ok(JSON.stringify({ Events: events })));

describe('who started an instance', () => {
  test('is asked for by its id, about the time of its launch', async () => {
    const { read, requests } = answering();
    expect(await read()).toEqual([]);
    expect(requests).toMatchObject([
      {
        action: 'LookupEvents',
        document: {
          LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: instanceId(7) }],
          StartTime: SECONDS - 900,
          EndTime: SECONDS + 900,
          MaxResults: 50,
        },
      },
    ]);
  });

  test.each([
    ['a user', by({ type: 'IAMUser', arn: arn('iam::123456789012:user/kim') }), 'kim'],
    [
      'a role with its session',
      by({ type: 'AssumedRole', arn: arn('sts::123456789012:assumed-role/Admin/jane') }),
      'Admin/jane',
    ],
    ['the root user', by({ type: 'Root', arn: arn('iam::123456789012:root') }), 'root'],
    [
      'a service',
      by({ type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' }),
      'autoscaling.amazonaws.com',
    ],
    ['what CloudTrail calls the user, where it says no more', null, 'session-1'],
    ['the same where its text cannot be read', '{"userIdentity": ', 'session-1'],
    ['the same where it is of another shape', { userIdentity: 7 }, 'session-1'],
  ])('is %s', async (_, record, name) => {
    const { read } = answering(event('RunInstances', record));
    expect(await read()).toEqual([{ call: 'RunInstances', by: name, at: SECONDS * 1_000 - 1_000 }]);
  });

  test('is nobody whose call was refused, or who did something else to it', async () => {
    const refused = {
      ...by({ arn: arn('iam::1:user/kim') }),
      errorCode: 'Client.UnauthorizedOperation',
    };
    const { read } = answering(
      event('CreateTags', by({ arn: arn('iam::1:user/lee') })),
      event('StartInstances', refused),
      event('StartInstances', by({ arn: arn('iam::1:user/team/park') })),
    );
    expect(await read()).toMatchObject([{ call: 'StartInstances', by: 'team/park' }]);
  });

  test('is nobody where CloudTrail names nobody', async () => {
    const { read } = answering(event('RunInstances', null, { Username: undefined }));
    expect(await read()).toEqual([]);
  });

  test('is asked for at less than half of the two calls a second that there are', async () => {
    const { read, waits } = lookup((_, index) =>
      ok(JSON.stringify({ Events: [], ...(index < 9 ? { NextToken: `page-${index}` } : {}) })),
    );
    const begun = waits.length;
    await read();
    const waited = waits.slice(begun).reduce((sum, wait) => sum + wait, 0);
    expect(waited).toBeGreaterThan(10_000);
    expect(waited).toBeLessThan(minutes(1));
  });
});
