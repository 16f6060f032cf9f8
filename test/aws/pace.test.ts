/** What SNS mails a second, and that no message of ours goes out faster, whoever publishes. */
import { SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Pace, paceOf } from '../../src/lib/cloud/aws/pace.ts';
import { snsChannel } from '../../src/lib/cloud/aws/sns.ts';
import type { Channel, ChannelMessage } from '../../src/lib/cloud/cloud.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { publishersAtHome, SCOPES_AT_ONCE } from '../../src/lib/wiring/publishers.ts';
import { mostWithin } from '../build/most-within.ts';
import { wire } from './wire.ts';
import { ok, queryRefusal } from './xml.ts';

/** https://docs.aws.amazon.com/general/latest/gr/sns.html: to one subscription by email. */
const MAILS_A_SECOND = 10;

const MESSAGE: ChannelMessage = {
  ...{ subject: 'web', text: 'web is idle.\n', document: '{}', attributes: {} },
  ...{ slack: null, amazonQ: null },
};

const { setImmediate: onRealTurn } = globalThis;
const realTurn = (): Promise<void> => new Promise((resolve) => void onRealTurn(resolve));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** The machine's clock, which these tests move. */
const paceAmong = (processes?: number): Pace =>
  paceOf(
    { now: () => instant(Date.now()) },
    (duration) => new Promise((resolve) => void setTimeout(resolve, duration)),
    processes,
  );

/**
 * Every attempt stands in `sent`, with its time as the client is asked: what the client loads and
 * signs meanwhile takes its time on the real clock, which these tests do not move.
 */
function processOf(sent: number[], pace: Pace, isThrottled: () => boolean = () => false): Channel {
  const { settings } = wire(() => {
    if (isThrottled()) return queryRefusal('Throttled', 'Rate exceeded', 429);
    return ok('<PublishResponse><PublishResult/></PublishResponse>');
  });
  const client = new SNSClient(settings);
  client.middlewareStack.add(
    (next) => (request) => {
      sent.push(Date.now());
      return next(request);
    },
    { step: 'initialize', priority: 'high' },
  );
  return snsChannel({ client, topicArn: 'arn:aws:sns:eu-west-1:1:t', pace, amazonQ: false });
}

async function sendAll(channels: readonly Channel[], count: number) {
  const sends = channels.flatMap((channel) =>
    Array.from({ length: count }, () => channel.send(MESSAGE)),
  );
  const all = Promise.all(sends);
  let isOver = false;
  void all.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await vi.runAllTimersAsync();
    await realTurn();
  }
  return all;
}

describe('mails', () => {
  test('a hundred at once are ten a second at most, and none is lost', async () => {
    const sent: number[] = [];
    const results = await sendAll([processOf(sent, paceAmong())], 100);
    expect(results.every((result) => result.sent === 'accepted')).toBe(true);
    expect(sent).toHaveLength(100);
    expect(mostWithin(1_000, sent)).toBeLessThanOrEqual(MAILS_A_SECOND);
  });

  test('one, or a few, wait for nothing', async () => {
    const sent: number[] = [];
    const begin = Date.now();
    await sendAll([processOf(sent, paceAmong())], 4);
    expect(sent).toEqual([begin, begin, begin, begin]);
  });

  test.each([2, 5, 10])('of %i processes at once are ten a second together', async (processes) => {
    const sent: number[] = [];
    const channels = Array.from({ length: processes }, () => processOf(sent, paceAmong(processes)));
    await sendAll(channels, 20);
    expect(sent).toHaveLength(20 * processes);
    expect(mostWithin(1_000, sent)).toBeLessThanOrEqual(MAILS_A_SECOND);
  });

  test('of other places and of home together are ten a second, too', async () => {
    const sent: number[] = [];
    const home = [1, 2].map(() => paceAmong(publishersAtHome(SCOPES_AT_ONCE)));
    const elsewhere = Array.from({ length: SCOPES_AT_ONCE }, () => paceAmong(SCOPES_AT_ONCE));
    await sendAll(
      [...home, ...elsewhere].map((pace) => processOf(sent, pace)),
      20,
    );
    expect(sent).toHaveLength(20 * (SCOPES_AT_ONCE + 2));
    expect(mostWithin(1_000, sent)).toBeLessThanOrEqual(MAILS_A_SECOND);
  });

  test('of a pass of home and its digest are ten a second together', async () => {
    const sent: number[] = [];
    await sendAll(
      [1, 2].map(() => processOf(sent, paceAmong(publishersAtHome(0)))),
      40,
    );
    expect(mostWithin(1_000, sent)).toBeLessThanOrEqual(MAILS_A_SECOND);
  });

  test('that SNS throttles are counted with each attempt', async () => {
    const sent: number[] = [];
    let attempts = 0;
    const isThrottled = (): boolean => {
      attempts += 1;
      return attempts % 2 === 1;
    };
    await sendAll([processOf(sent, paceAmong(), isThrottled)], 40);
    expect(sent.length).toBeGreaterThan(60);
    expect(mostWithin(1_000, sent)).toBeLessThanOrEqual(MAILS_A_SECOND);
  });

  test('after a quiet hour are no more at once than after a minute', async () => {
    const sent: number[] = [];
    const channel = processOf(sent, paceAmong());
    await sendAll([channel], 20);
    await vi.advanceTimersByTimeAsync(3_600_000);
    sent.length = 0;
    await sendAll([channel], 40);
    expect(mostWithin(1_000, sent)).toBeLessThanOrEqual(MAILS_A_SECOND);
  });
});
