import { describe, expect, test } from 'vitest';
import type { ChannelMessage } from '../../src/lib/cloud/cloud.ts';
import { hours, minus } from '../../src/lib/model/instant.ts';
import type { DigestRecord } from '../../src/lib/model/ledger.ts';
import { undigested } from '../../src/lib/tell/digest-content.ts';
import { type DueDigest, digestDue } from '../../src/lib/tell/digest-due.ts';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { type DigestSent, sendDigest } from '../../src/lib/tell/send-digest.ts';
import { tallyOf } from '../../src/lib/tell/tally.ts';
import { ACCEPTED, channelNamed, Desk, DOUBTFUL, REFUSED } from './desk.ts';
import { EMPTY_DAY, NINE_AM, NOTHING_SAVED } from './digests.ts';
import { allNotices, SEOUL } from './notices.ts';

const DATE = '2026-11-24';
const lines = allNotices().filter(({ urgency }) => urgency === 'digest');
const message = renderDigest({ ...EMPTY_DAY, notices: lines }, SEOUL);

function desk(...names: readonly string[]): Desk {
  const made = new Desk(...names.map(channelNamed));
  made.record(...lines);
  made.now = NINE_AM;
  return made;
}

/** What a pass does for the digest: nothing, where none is due. */
async function pass(at: Desk, says: ChannelMessage | null = message): Promise<DigestSent | null> {
  const since = minus(NINE_AM, hours(48));
  const digests = [...at.digests.values()];
  const due = digestDue(
    { zone: 'Asia/Seoul', minuteOfDay: 540, since, digests, sweptOn: 'none' },
    at.now,
  );
  return due && send(at, due, says);
}

function send(at: Desk, due: DueDigest, says: ChannelMessage | null): Promise<DigestSent> {
  const { channels, claim, save } = at;
  const shows = undigested([...at.notices.values()], due);
  const tally = tallyOf({ notices: [], saved: NOTHING_SAVED, since: NINE_AM });
  return sendDigest({ due, message: says, tally, shows, channels, claim, save, now: () => at.now });
}

const statuses = (at: Desk): readonly unknown[] =>
  at.digests.get(DATE)?.deliveries.map(({ status }) => status) ?? [];

const isShown = (at: Desk): boolean =>
  [...at.notices.values()].every(({ digestedAt }) => digestedAt !== null);

describe('a digest', () => {
  test('arrives once although the event came twice', async () => {
    const at = desk('sns', 'slack');
    await pass(at);
    expect(await pass(at)).toBeNull();
    expect(at.channels.map(({ received }) => received.length)).toEqual([1, 1]);
    expect(isShown(at)).toBe(true);
  });

  test('is left to whoever claimed its date first', async () => {
    const at = desk('sns');
    const due = { date: DATE, known: null };
    const [first, second] = await Promise.all([send(at, due, message), send(at, due, message)]);
    expect(first.record?.date).toBe(DATE);
    expect(second.record).toBeNull();
    expect(at.channels[0]?.received).toHaveLength(1);
  });

  test('that one channel refuses is tried there again, and nowhere else', async () => {
    const at = desk('sns', 'slack');
    at.channels[1]?.answers.push(REFUSED);
    await pass(at);
    expect(isShown(at)).toBe(false);
    await pass(at);
    expect(at.channels.map(({ received }) => received.length)).toEqual([1, 1]);
    expect(isShown(at)).toBe(true);
  });

  test('is not tried a sixth time, and what it had to show stays for the next', async () => {
    const at = desk('sns');
    at.channels[0]?.answers.push(...Array.from({ length: 9 }, () => REFUSED));
    for (let tries = 0; tries < 7; tries += 1) await pass(at);
    expect(at.channels[0]?.answers).toHaveLength(4);
    expect(isShown(at)).toBe(false);
  });

  test('that is doubtful is not sent again, and what it showed stays for the next', async () => {
    const at = desk('sns');
    at.channels[0]?.answers.push(DOUBTFUL);
    await pass(at);
    expect(await pass(at)).toBeNull();
    expect(statuses(at)).toEqual(['doubtful']);
    expect(isShown(at)).toBe(false);
  });

  test.each([1, 2])('is doubtful after a crash at its write %i, and never doubled', async (n) => {
    const at = desk('sns');
    at.writesLeft = n;
    await pass(at).catch(() => null);
    at.writesLeft = Number.POSITIVE_INFINITY;
    await pass(at);
    await pass(at);
    expect(at.channels[0]?.received.length).toBeLessThanOrEqual(1);
    expect(statuses(at)).toEqual(['doubtful']);
  });

  test('reaches the others when one channel throws', async () => {
    const at = desk('slack', 'sns');
    const surprise = new Error('ENOTFOUND');
    at.channels[0]?.answers.push(surprise);
    expect((await pass(at))?.failures).toEqual([surprise]);
    expect(statuses(at)).toEqual(['doubtful', 'accepted']);
  });

  test('of an empty day is settled in silence where the policy wants none', async () => {
    const at = desk('sns');
    await pass(at, null);
    expect(await pass(at)).toBeNull();
    expect(at.channels[0]?.received).toEqual([]);
  });
});

describe('a digest that is tried again', () => {
  test('shows what it showed at first, and leaves what came since to the next', async () => {
    const at = desk('sns');
    at.channels[0]?.answers.push(REFUSED, ACCEPTED);
    await pass(at);
    at.now = NINE_AM;
    const [first] = lines;
    if (!first) throw new Error('there are no lines');
    at.wait(hours(1));
    at.record({ ...first, dedupeKey: 'later' });
    await pass(at);
    expect(at.notices.get('later')?.digestedAt).toBeNull();
    expect(at.notices.get(first.dedupeKey)?.digestedAt).toBe(at.now);
  });

  test('keeps the instant at which it was begun', async () => {
    const at = desk('sns');
    at.channels[0]?.answers.push(REFUSED);
    await pass(at);
    at.wait(hours(1));
    await pass(at);
    const record: DigestRecord | undefined = at.digests.get(DATE);
    expect(record?.at).toBe(NINE_AM);
  });
});
