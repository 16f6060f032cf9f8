/** Channels that refuse, for days or now and then, and what that means for warned stops. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { fault } from '../../../src/lib/model/fault.ts';
import { begin, type Scenario } from '../scenario.ts';

const NIGHTLY = 'nightly: { stop: "22:00", start: "07:00" }';
const WEBHOOK = 'tell: { slack: { webhook: /tierkeeper/hook } }';
const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });
const idleBox = (setup: Setup): unknown => setup.instance({ name: 'box', load: DEAD });

const DENIED = fault('access-denied', 'User is not authorized to perform: SNS:Publish', {
  awsCode: 'AuthorizationError',
  permission: 'sns:Publish',
});

const webhookOf = ({ world }: Scenario) => {
  const [room] = world.slack;
  if (!room) throw new Error('there is no way to Slack');
  return room;
};

const mailsOf = ({ world }: Scenario): readonly string[] =>
  world.topic.mails.map(({ subject, text }) => `${subject}\n${text}`.replace(/\s+/g, ' '));

const troubles = (one: Scenario): readonly string[] =>
  one.told('own-trouble').map(({ at, facts }) => `${at} ${facts['trouble']}`);

describe('a channel that refuses for two days', () => {
  const refusing = async (): Promise<Scenario> => {
    const days = begin({ policy: `${NIGHTLY}\n${WEBHOOK}`, account: box });
    days.at('20:00', () => webhookOf(days).refuse('no_service'));
    days.at('+2 20:00', () => webhookOf(days).refuse(null));
    await days.until('+3 12:00');
    return days;
  };

  test('is told once on the other, stands in each digest, and is told when it works', async () => {
    const days = await refusing();
    expect(new Set(troubles(days))).toEqual(
      new Set(['21:55 channel-refused', '+2 21:45 channel-works']),
    );
    const mails = mailsOf(days);
    const told = mails.filter((mail) => mail.includes('Messages do not get through'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('The webhook is gone: make another');
    const digests = mails.filter((mail) => mail.includes('has refused messages since'));
    expect(digests).toHaveLength(2);
    expect(digests[0]).toMatch(/has refused messages since Mon 2 Nov 21:4\d KST/);
    expect(digests[1]).toMatch(/Mon 2 Nov 21:4\d KST: \d+ messages were lost there/);
    const works = mails.filter((mail) => mail.includes('Messages get through again'));
    expect(works).toHaveLength(1);
    expect(mails.at(-1)).toMatch(/works again. It refused messages from Mon 2 Nov 21:4\d KST/);
  });

  test('holds no stop and no start back', async () => {
    const days = await refusing();
    expect(days.turns('box')).toEqual([
      '22:00 stop',
      '+1 07:00 start',
      '+1 22:00 stop',
      '+2 07:00 start',
      '+2 22:00 stop',
      '+3 07:00 start',
    ]);
  });

  test('is not told of its own refusing, and hears that it works again', async () => {
    const texts = webhookOf(await refusing()).posts.map(({ text }) => text);
    expect(texts.filter((text) => text.includes('do not get through'))).toEqual([]);
    expect(texts.some((text) => text.includes('get through again'))).toBe(true);
  });
});

test('a channel that comes and goes is told of once a day, both ways', async () => {
  const two = (hour: number): string => String(hour).padStart(2, '0');
  const even = Array.from({ length: 12 }, (_, index) => index * 2);
  // Each start is taken and each stop is refused, hour after hour.
  const windows = even.map((hour) => `daily ${two(hour)}:00-${two(hour + 1)}:00`);
  const days = begin({
    policy: `schedules: { pulse: { running: [${windows.join(', ')}], warn: 0m } }
default: pulse
${WEBHOOK}`,
    account: box,
  });
  for (const day of ['+1', '+2', '+3']) {
    for (const hour of even) {
      days.at(`${day} ${two(hour)}:30`, () => webhookOf(days).refuse('no_service'));
      days.at(`${day} ${two(hour + 1)}:30`, () => webhookOf(days).refuse(null));
    }
  }
  await days.until('+5 12:00');
  const mails = mailsOf(days);
  expect(mails.filter((mail) => mail.includes('do not get through')).length).toBe(3);
  expect(mails.filter((mail) => mail.includes('get through again')).length).toBe(3);
});

describe('two channels, one of which refuses', () => {
  test('a warned stop is made in time: its grace runs from the one that took it', async () => {
    const [both, one] = [0, 1].map(() => begin({ policy: WEBHOOK, account: idleBox }));
    one?.world.topic.refuse(DENIED);
    for (const idle of [both, one]) await idle?.until('14:00');
    expect(one && webhookOf(one).posts[0]?.text).toMatch(/^box stops at 13:3\d KST/);
    expect(one?.turns('box')).toEqual(['13:35 stop']);
    expect(one?.turns('box')).toEqual(both?.turns('box'));
  });

  test('a channel without a confirmed reader begins no grace', async () => {
    const idle = begin({ policy: WEBHOOK, account: idleBox, confirmed: false });
    webhookOf(idle).refuse('no_service');
    idle.at('13:22', () => webhookOf(idle).refuse(null));
    await idle.until('14:30');
    expect(idle.turns('box')).toEqual(['13:45 stop']);
  });

  test('where only the one with a reader refuses, nothing is stopped, and it is said', async () => {
    const night = begin({ policy: `${NIGHTLY}\n${WEBHOOK}`, account: box, confirmed: false });
    webhookOf(night).refuse('channel_is_archived');
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual([]);
    const said = night.items('notice').filter(({ notice }) => notice.kind === 'own-trouble');
    expect(said.map(({ notice: { dedupeKey } }) => dedupeKey.split(':')[1])).toContain(
      'channel-refused',
    );
    expect(said.some(({ deliveries }) => deliveries.some(({ channel }) => channel === 'sns'))).toBe(
      true,
    );
  });
});

test('the only channel there is: its refusing is told when it works again', async () => {
  const days = begin({ policy: NIGHTLY, account: box });
  days.at('20:00', () => days.world.topic.refuse(DENIED));
  days.at('+1 12:00', () => days.world.topic.refuse(null));
  await days.until('+2 12:00');
  // Nobody could be warned on Monday evening; on Tuesday somebody was.
  expect(days.turns('box')).toEqual(['+1 22:00 stop', '+2 07:00 start']);
  const works = mailsOf(days).filter((mail) => mail.includes('Messages get through again'));
  expect(works).toHaveLength(1);
  expect(works[0]).toMatch(/It refused them from Mon 2 Nov 21:4\d KST to .*: \d+ messages /);
});
