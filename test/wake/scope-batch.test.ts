/** What SQS hands over, and when a message is left to the next tick. */
import { describe, expect, test } from 'vitest';
import { instant, minutes, plus, seconds } from '../../src/lib/model/instant.ts';
import { isStale, readBatch } from '../../src/lib/wake/scope-batch.ts';

const SENT = instant(Date.UTC(2026, 10, 2, 6, 15));
const batch = (body: string, tries = 1) => ({
  Records: [
    {
      messageId: '1',
      receiptHandle: 'handle',
      body,
      attributes: {
        SentTimestamp: String(SENT),
        ApproximateReceiveCount: String(tries),
        SenderId: 'AIDA',
      },
      eventSource: 'aws:sqs',
    },
  ],
});

describe('a batch', () => {
  test('is its events, each with its age and how often it was tried', () => {
    expect(readBatch(batch('{"source":"tierkeeper"}', 2))).toEqual([
      { messageId: '1', document: { source: 'tierkeeper' }, sentAt: SENT, tries: 2 },
    ]);
  });

  test('may have a text in it that is no event: that is nothing to fail for', () => {
    expect(readBatch(batch('{"source":'))).toMatchObject([{ document: null }]);
  });

  test.each([null, 'x', {}, { Records: 1 }, { Records: [{ body: '{}' }] }])(
    'that is none is thrown: %j',
    (event) => {
      expect(() => readBatch(event)).toThrow('no batch of SQS');
    },
  );
});

describe('a message', () => {
  const [first] = readBatch(batch('{}'));
  const [again] = readBatch(batch('{}', 2));

  test('that nobody has tried is left to the next tick once that is there', () => {
    expect(first && isStale(first, plus(SENT, minutes(5)))).toBe(false);
    expect(first && isStale(first, plus(SENT, seconds(301)))).toBe(true);
  });

  test('that has failed is tried again, however old it is', () => {
    expect(again && isStale(again, plus(SENT, minutes(25)))).toBe(false);
  });
});
