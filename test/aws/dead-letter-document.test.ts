/** What the queue of other Regions and accounts has given up. */
import { expect, test } from 'vitest';
import { messageDocument, readDeadLetter } from '../../src/lib/cloud/aws/dead-letter-document.ts';

const EVENT = {
  source: 'tierkeeper',
  'detail-type': 'Clock Ticked',
  account: '210987654321',
  region: 'us-east-1',
  time: '2026-11-02T06:15:00.000Z',
};

test('is the event of that place, and is sent again by way of home', () => {
  const message = messageDocument.parse({
    MessageId: '1',
    ReceiptHandle: 'handle',
    Body: JSON.stringify(EVENT),
    Attributes: {
      SentTimestamp: '1793600100000',
      DeadLetterQueueSourceArn: 'arn:aws:sqs:ap-northeast-2:123456789012:tierkeeper-prod-scopes',
    },
  });
  expect(readDeadLetter(message)).toMatchObject({
    from: 'scopes',
    event: EVENT,
    type: 'Clock Ticked',
    place: { account: '210987654321', region: 'us-east-1' },
    functionArn:
      'arn:aws:lambda:ap-northeast-2:123456789012:function:tierkeeper-prod-instance-changed',
  });
});
