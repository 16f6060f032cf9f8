import { fc, test as law } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { hours, minutes } from '../../src/lib/model/instant.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import { calmed } from '../../src/lib/tell/flapping.ts';
import { ACCEPTED, channelNamed, Desk, DOUBTFUL, REFUSED, type TestChannel } from './desk.ts';
import { notice, reasonOf, warnings } from './notices.ts';
import { subject } from './subjects.ts';

const NOTHING = { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null };

function turn(desk: Pick<Desk, 'now'>, box: number, count: number): Notice {
  const shared = { subject: subject(`dev-${box}`, box), reason: reasonOf('stop-edge') };
  const told =
    count % 2 === 0
      ? notice('stopped', { ...shared, effects: NOTHING })
      : notice('started', shared);
  return { ...told, at: desk.now, dedupeKey: `turn:${box}:${count}` };
}

const textsOf = ({ received }: TestChannel): readonly string[] =>
  received.map(({ text }) => text.replace(/\s+/g, ' '));

async function flap(desk: Desk, box: number, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    desk.record(turn(desk, box, count));
    await desk.pass();
  }
}

describe('an instance that starts and stops again and again', () => {
  test('is told of three times, then its newest state when the hour is over', async () => {
    const sns = channelNamed('sns');
    const desk = new Desk(sns);
    await flap(desk, 1, 6);
    expect(sns.received).toHaveLength(3);
    desk.wait(minutes(30));
    await desk.pass();
    expect(sns.received).toHaveLength(4);
    const last = textsOf(sns).at(-1);
    expect(last).toContain('dev-1 is started');
    expect(last).toMatch(
      /It has changed \d times since Mon 23 Nov \d\d:\d\d KST; this is the newest\./,
    );
    await desk.pass();
    expect(sns.received).toHaveLength(4);
  });

  test('joins the next message about something else, as one line', async () => {
    const sns = channelNamed('sns');
    const desk = new Desk(sns);
    await flap(desk, 1, 5);
    desk.record(turn(desk, 2, 0));
    await desk.pass();
    expect(sns.received).toHaveLength(4);
    const last = textsOf(sns).at(-1) ?? '';
    expect(last).toContain('dev-2 is stopped');
    expect(last.match(/dev-1 is/g)).toHaveLength(1);
    expect(last).toContain('It has changed 5 times since');
  });

  test('never holds back a warning, and every warning is told by itself', async () => {
    const sns = channelNamed('sns');
    const desk = new Desk(sns);
    await flap(desk, 1, 4);
    desk.record(...warnings(5));
    const { accepted } = await desk.pass();
    expect(accepted.size).toBe(6);
    expect(textsOf(sns).at(-1)).toContain('About to stop: 5');
  });

  test('is one line of the digest; four turns of a whole day are four', () => {
    const desk = new Desk();
    const turns = (gap: ReturnType<typeof minutes>): readonly Notice[] =>
      [0, 1, 2, 3].map((count) => {
        desk.wait(gap);
        return turn(desk, 1, count);
      });
    expect(calmed(turns(minutes(10)))).toMatchObject([{ repeats: { times: 4 } }]);
    expect(calmed(turns(hours(2)))).toHaveLength(4);
  });
});

test('grace may run from the channel that took the warning, though another refuses', async () => {
  const [slack, sns] = [channelNamed('slack'), channelNamed('sns')];
  slack.answers.push(REFUSED, REFUSED, REFUSED);
  const desk = new Desk(slack, sns);
  desk.record(...warnings(1));
  const { accepted } = await desk.pass();
  expect(accepted).toEqual(new Set(['about-to-stop:0']));
  const took = desk.deliveries('about-to-stop:0').find(({ channel }) => channel === 'sns');
  expect(took).toMatchObject({ status: 'accepted', confirmedRecipient: true });
  await desk.pass();
  expect(desk.deliveries('about-to-stop:0').find(({ channel }) => channel === 'sns')).toEqual(took);
});

const step = fc.record({
  boxes: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
  warns: fc.boolean(),
  answer: fc.constantFrom(ACCEPTED, ACCEPTED, ACCEPTED, REFUSED, DOUBTFUL),
  quiet: fc.boolean(),
});

law.prop([fc.array(step, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 4 })])(
  'never too many an hour, nothing twice, nothing lost, and no channel held by another',
  async (steps, perHour) => {
    const [broken, sound] = [channelNamed('slack'), channelNamed('sns')];
    const [together, alone] = [new Desk(broken, sound), new Desk(channelNamed('sns'))];
    const openedAt: number[] = [];
    let count = 0;
    for (const { boxes, warns, answer, quiet } of steps) {
      const turns = boxes.map((box, index) => turn(together, box, count + index));
      count += boxes.length;
      const fresh = warns
        ? warnings(1).map((one) => ({ ...one, dedupeKey: `warning:${count}:${together.now}` }))
        : [];
      const isWarned = fresh.length > 0;
      for (const desk of [together, alone]) desk.record(...turns, ...fresh);
      broken.answers.push(answer);
      const before = sound.received.length;
      for (const desk of [together, alone]) await desk.pass(perHour, quiet);
      broken.answers.length = 0;
      if (sound.received.length > before && !isWarned) openedAt.push(together.now);
    }
    for (const desk of [together, alone]) desk.wait(hours(1));
    for (let pass = 0; pass < 6; pass += 1) {
      for (const desk of [together, alone]) await desk.pass(1_000);
    }
    const most = Math.max(
      0,
      ...openedAt.map((at) => openedAt.filter((one) => one >= at && one < at + hours(1)).length),
    );
    expect(most).toBeLessThanOrEqual(perHour);
    const attempts = [...together.notices.values()].flatMap(({ deliveries }) =>
      deliveries.filter(({ channel }) => channel === 'sns'),
    );
    expect(attempts).toHaveLength(together.notices.size);
    expect(attempts.every((one) => one.status === 'accepted' && one.attempts === 1)).toBe(true);
    expect(sound.received.map(({ text }) => text)).toEqual(
      alone.channels[0]?.received.map(({ text }) => text),
    );
  },
);
