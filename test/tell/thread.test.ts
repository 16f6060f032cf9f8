/** Which message a channel goes on with: the day's first about the same instance alone. */
import { describe, expect, it } from 'vitest';
import { hours, type Instant, minutes, plus } from '../../src/lib/model/instant.ts';
import type { NoticeRecord } from '../../src/lib/model/ledger.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import { threadOf } from '../../src/lib/tell/thread.ts';
import { channelNamed, Desk } from './desk.ts';
import { notice, reasonOf, warnings } from './notices.ts';
import { TEN_PM } from './reasons.ts';

const [first, second] = warnings(2) as [Notice, Notice];

const sent = (told: Notice, ref: string, at: Instant = TEN_PM): NoticeRecord => ({
  kind: 'notice',
  notice: told,
  recordedAt: at,
  deliveries: [
    { channel: 'slack-app', status: 'accepted', attempts: 1, at, confirmedRecipient: true, ref },
  ],
  digestedAt: null,
});

const threadAt = (
  records: readonly NoticeRecord[],
  now = plus(TEN_PM, minutes(30)),
  told: readonly Notice[] = [first],
): string | undefined =>
  threadOf(told, records, { channel: { name: 'slack-app' }, zone: 'Asia/Seoul', now });

describe('a message about one instance', () => {
  it('begins a thread where the day has none about it', () => {
    expect(threadAt([])).toBeUndefined();
    expect(threadAt([sent(second, 'C1/2')])).toBeUndefined();
  });

  it('goes on with the first of the day, not with what went on with it', () => {
    const later = plus(TEN_PM, minutes(10));
    expect(threadAt([sent(first, 'C1/2', later), sent(first, 'C1/1')])).toBe('C1/1');
  });

  it('begins anew after midnight of the owner', () => {
    expect(threadAt([sent(first, 'C1/1')], plus(TEN_PM, hours(2)))).toBeUndefined();
    expect(threadAt([sent(first, 'C1/1')], plus(TEN_PM, minutes(119)))).toBe('C1/1');
  });

  it('does not go on with a message about several', () => {
    expect(threadAt([sent(first, 'C1/1'), sent(second, 'C1/1')])).toBeUndefined();
  });

  it('does not go on with what another channel got, or what nobody is sure of', () => {
    const [record] = [sent(first, 'C1/1')];
    const [delivery] = record.deliveries;
    if (!delivery) throw new Error('there is a delivery');
    const elsewhere = { ...record, deliveries: [{ ...delivery, channel: 'slack-other' }] };
    const unsure = { ...record, deliveries: [{ ...delivery, status: 'doubtful' as const }] };
    expect(threadAt([elsewhere, unsure])).toBeUndefined();
  });
});

it('a message about several instances stands alone', () => {
  expect(threadAt([sent(first, 'C1/1')], TEN_PM, [first, second])).toBeUndefined();
});

it('what a channel calls a message is kept, and the next one is told of it', async () => {
  const channel = channelNamed('slack-app');
  const desk = new Desk(channel);
  channel.answers.push({ sent: 'accepted', ref: 'C1/1' });
  desk.record(first);
  await desk.pass();
  desk.record(notice('withdrawn', { subject: aboutFirst(), reason: reasonOf('idle-withdrawn') }));
  await desk.pass();
  expect(channel.received.map(({ inReplyTo }) => inReplyTo)).toEqual([undefined, 'C1/1']);
});

function aboutFirst() {
  if (first.kind !== 'about-to-stop') throw new Error('it is a warning');
  return first.facts.subject;
}
