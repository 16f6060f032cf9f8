import { describe, expect, test } from 'vitest';
import { minutes } from '../../src/lib/model/instant.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import { channelNamed, Desk, DOUBTFUL, REFUSED } from './desk.ts';
import { allNotices, notice, reasonOf, warnings } from './notices.ts';
import { subject } from './subjects.ts';

const stopped = (n: number): Notice =>
  notice(
    'stopped',
    {
      subject: subject(`dev-${n}`, n),
      reason: reasonOf('stop-edge'),
      effects: { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null },
    },
    { dedupeKey: `stopped:${n}` },
  );

describe('what cannot wait', () => {
  test('goes out as one message a channel, however many notices there are', async () => {
    const desk = new Desk(channelNamed('sns'), channelNamed('slack'));
    desk.record(...warnings(7), stopped(1));
    const { accepted } = await desk.pass();
    expect(desk.channels.map(({ received }) => received.length)).toEqual([1, 1]);
    expect(accepted.size).toBe(8);
    expect(desk.deliveries('stopped:1')).toEqual([
      expect.objectContaining({ channel: 'sns', status: 'accepted', attempts: 1 }),
      expect.objectContaining({ channel: 'slack', status: 'accepted', attempts: 1 }),
    ]);
  });

  test('is not sent again by the next pass', async () => {
    const sns = channelNamed('sns');
    const desk = new Desk(sns);
    desk.record(stopped(1));
    await desk.pass();
    const { accepted } = await desk.pass();
    expect(sns.received).toHaveLength(1);
    expect(accepted.size).toBe(0);
  });

  test('does not carry lines that wait for the digest', async () => {
    const sns = channelNamed('sns');
    const desk = new Desk(sns);
    desk.record(...allNotices().filter(({ urgency }) => urgency === 'digest'));
    await desk.pass();
    expect(sns.received).toEqual([]);
  });

  test('is not sent once a digest has shown it', async () => {
    const sns = channelNamed('sns');
    const desk = new Desk(sns);
    desk.record(stopped(1));
    const [record] = desk.notices.values();
    if (record) await desk.save({ ...record, digestedAt: desk.now });
    await desk.pass();
    expect(sns.received).toEqual([]);
  });
});

describe('a confirmed recipient', () => {
  test.each([
    [true, true],
    [false, false],
    [null, false],
  ])('that is %s is recorded as %s with what was accepted', async (answer, recorded) => {
    const sns = channelNamed('sns');
    sns.confirmed = answer;
    const desk = new Desk(sns);
    desk.record(...warnings(3));
    await desk.pass();
    expect(desk.deliveries('about-to-stop:0')[0]?.confirmedRecipient).toBe(recorded);
    expect(sns.asked).toBe(1);
  });

  test('is not asked about when there is nothing to send', async () => {
    const sns = channelNamed('sns');
    await new Desk(sns).pass();
    expect(sns.asked).toBe(0);
  });
});

describe('a refused message', () => {
  test('is tried again by the next pass', async () => {
    const sns = channelNamed('sns');
    sns.answers.push(REFUSED);
    const desk = new Desk(sns);
    desk.record(stopped(1));
    expect((await desk.pass()).accepted.size).toBe(0);
    expect((await desk.pass()).accepted).toEqual(new Set(['stopped:1']));
    expect(desk.deliveries('stopped:1')).toEqual([
      expect.objectContaining({ status: 'accepted', attempts: 2 }),
    ]);
  });

  test('is left to the digest after five attempts', async () => {
    const sns = channelNamed('sns');
    sns.answers.push(...Array.from({ length: 9 }, () => REFUSED));
    const desk = new Desk(sns);
    desk.record(stopped(1));
    for (let pass = 0; pass < 8; pass += 1) await desk.pass();
    expect(sns.answers).toHaveLength(4);
    expect(desk.deliveries('stopped:1')[0]).toMatchObject({ status: 'refused', attempts: 5 });
  });
});

describe('a doubtful message', () => {
  test('is never sent twice', async () => {
    const sns = channelNamed('sns');
    sns.answers.push(DOUBTFUL);
    const desk = new Desk(sns);
    desk.record(stopped(1));
    await desk.pass();
    await desk.pass();
    expect(sns.received).toEqual([]);
    expect(desk.deliveries('stopped:1')[0]).toMatchObject({ status: 'doubtful', attempts: 1 });
  });

  test('is what a crash between sending and its answer leaves behind', async () => {
    const sns = channelNamed('sns');
    const desk = new Desk(sns);
    desk.record(stopped(1));
    desk.writesLeft = 1;
    expect((await desk.pass()).failures).toHaveLength(1);
    expect(desk.deliveries('stopped:1')[0]).toMatchObject({ status: 'sending' });
    expect(sns.received).toHaveLength(1);
    desk.writesLeft = Number.POSITIVE_INFINITY;
    await desk.pass();
    expect(sns.received).toHaveLength(1);
    expect(desk.deliveries('stopped:1')[0]).toMatchObject({ status: 'doubtful' });
  });

  test('is not made by a crash before anything was marked', async () => {
    const sns = channelNamed('sns');
    const desk = new Desk(sns);
    desk.record(stopped(1));
    desk.writesLeft = 0;
    await desk.pass();
    expect(sns.received).toEqual([]);
    desk.writesLeft = Number.POSITIVE_INFINITY;
    await desk.pass();
    expect(sns.received).toHaveLength(1);
  });
});

describe('a channel that throws', () => {
  test('holds no other, and hands back what it threw', async () => {
    const [broken, sound] = [channelNamed('slack'), channelNamed('sns')];
    const surprise = new Error('ENOTFOUND');
    broken.answers.push(surprise);
    const desk = new Desk(broken, sound);
    desk.record(stopped(1));
    const { failures, accepted } = await desk.pass();
    expect(failures).toEqual([surprise]);
    expect(accepted).toEqual(new Set(['stopped:1']));
    expect(desk.deliveries('stopped:1').map(({ status }) => status)).toEqual([
      'doubtful',
      'accepted',
    ]);
  });

  test('before anything was sent is asked again by the next pass', async () => {
    const sns = channelNamed('sns');
    sns.confirmed = new Error('ENOTFOUND');
    const desk = new Desk(sns);
    desk.record(stopped(1));
    expect((await desk.pass()).failures).toHaveLength(1);
    sns.confirmed = true;
    await desk.pass();
    expect(sns.received).toHaveLength(1);
  });
});

describe('the limit of messages an hour', () => {
  const full = async (): Promise<Desk> => {
    const desk = new Desk(channelNamed('sns'));
    for (let n = 1; n <= 2; n += 1) {
      desk.record(stopped(n));
      await desk.pass(2);
    }
    return desk;
  };

  test('holds messages back until the hour is over', async () => {
    const desk = await full();
    desk.record(stopped(3));
    await desk.pass(2);
    expect(desk.channels[0]?.received).toHaveLength(2);
    desk.wait(minutes(50));
    await desk.pass(2);
    expect(desk.channels[0]?.received).toHaveLength(3);
  });

  test.each([
    ['an instance', warnings(1)],
    ['a notebook', allNotices().filter(isNotebookWarning)],
  ])('holds no warning of the stop of %s back, nor what goes along', async (_, warning) => {
    const desk = await full();
    desk.record(stopped(3), ...warning);
    const { accepted } = await desk.pass(2);
    expect(accepted).toEqual(new Set(['stopped:3', ...warning.map((one) => one.dedupeKey)]));
    expect(accepted.size).toBeGreaterThan(1);
    expect(desk.channels[0]?.received).toHaveLength(3);
  });

  test('counts messages, not notices', async () => {
    const desk = new Desk(channelNamed('sns'));
    desk.record(...[1, 2, 3, 4].map(stopped));
    await desk.pass(2);
    desk.record(stopped(5));
    await desk.pass(2);
    expect(desk.channels[0]?.received).toHaveLength(2);
  });
});

describe('quiet hours', () => {
  const quiet = (desk: Desk) => desk.pass(12, true);

  test('hold back what is no warning, and when they end it goes out as one message', async () => {
    const desk = new Desk(channelNamed('sns'));
    desk.record(stopped(1));
    await quiet(desk);
    desk.record(stopped(2));
    await quiet(desk);
    expect(desk.channels[0]?.received).toEqual([]);
    const { accepted } = await desk.pass();
    expect(accepted).toEqual(new Set(['stopped:1', 'stopped:2']));
    expect(desk.channels[0]?.received).toHaveLength(1);
  });

  test.each([
    ['an instance', warnings(1)],
    ['a notebook', allNotices().filter(isNotebookWarning)],
  ])('let a warning of the stop of %s through, with what waits', async (_, warning) => {
    const desk = new Desk(channelNamed('sns'));
    desk.record(stopped(1), ...warning);
    const { accepted } = await quiet(desk);
    expect(accepted.size).toBe(1 + warning.length);
    expect(desk.channels[0]?.received).toHaveLength(1);
  });
});

function isNotebookWarning({ kind, facts }: Notice): boolean {
  return kind === 'notebook' && 'news' in facts && facts.news === 'about-to-stop';
}
