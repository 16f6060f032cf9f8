/** Slack beside the mail: each gets its own, and none waits for the other. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import type { SlackRoom } from '../../../src/lib/cloud/simulated/slack.ts';
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import { begin } from '../scenario.ts';

const NIGHTLY = 'nightly: { stop: "22:00", start: "07:00" }';
const WEBHOOK = 'tell: { slack: { webhook: /tierkeeper/hook } }';
const APP = 'tell: { slack: { app: /tierkeeper/app } }';
const BOTH = 'tell: { slack: { webhook: /tierkeeper/hook, app: /tierkeeper/app } }';
const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });

function roomOf({ slack }: World, index = 0): SlackRoom {
  const room = slack[index];
  if (!room) throw new Error('there is no way to Slack');
  return room;
}

test('a stop is warned of and told in Slack as in the mail', async () => {
  const night = begin({ policy: `${NIGHTLY}\n${WEBHOOK}`, account: box });
  await night.until('22:30');
  const texts = roomOf(night.world).posts.map(({ text }) => text);
  expect(texts).toEqual(['box stops at 22:00 KST', 'box is stopped']);
  expect(night.world.topic.mails.map(({ subject }) => subject)).toEqual(
    texts.map((text) => `Tierkeeper: ${text}`),
  );
});

test('a way that is closed holds no other, and is tried again until it is open', async () => {
  const night = begin({
    policy: `${NIGHTLY}\n${BOTH}`,
    account: box,
    prepare: (world) => roomOf(world, 0).refuse('no_service'),
  });
  await night.until('21:55');
  const [webhook, app] = [roomOf(night.world, 0), roomOf(night.world, 1)];
  expect([webhook.posts.length, app.posts.length]).toEqual([0, 1]);
  expect(night.world.topic.mails).toHaveLength(1);
  webhook.refuse(null);
  await night.until('22:30');
  expect(webhook.posts[0]?.text).toMatch(/^box stops at 22:00 KST/);
  expect(night.turns('box')).toEqual(['22:00 stop']);
});

test('a way that stays closed is trouble of our own, told on the others, once', async () => {
  const night = begin({
    policy: `${NIGHTLY}\n${BOTH}`,
    account: box,
    prepare: (world) => roomOf(world, 0).refuse('no_service'),
  });
  const troubles = (): readonly string[] =>
    night.world.topic.mails
      .map(({ text }) => text.replace(/\s+/g, ' '))
      .filter((text) => text.includes('get through'));
  await night.until('21:50');
  expect(troubles()).toEqual([]);
  await night.until('+1 06:00');
  const [trouble = ''] = troubles();
  expect(trouble).toContain('Messages do not get through: the Slack webhook');
  expect(trouble).toContain('The webhook is gone: make another');
  expect(troubles()).toHaveLength(1);
  expect(roomOf(night.world, 1).posts.some(({ text }) => text.includes('get through'))).toBe(true);
});

test('Slack alone is enough to be warned on, where nobody has confirmed the mail', async () => {
  const policy = `${NIGHTLY}\n${WEBHOOK}`;
  const night = begin({ policy, account: box, confirmed: false });
  await night.until('22:30');
  expect(night.turns('box')).toEqual(['22:00 stop']);
});

test('what Slack never took was no warning, and nothing stops', async () => {
  const night = begin({
    policy: `${NIGHTLY}\n${WEBHOOK}`,
    account: box,
    confirmed: false,
    prepare: (world) => roomOf(world).refuse('channel_is_archived'),
  });
  await night.until('+1 06:00');
  expect(night.turns('box')).toEqual([]);
});

describe('an app', () => {
  test('says in one thread what a day has to say of an instance', async () => {
    const nights = begin({ policy: `${NIGHTLY}\n${APP}`, account: box });
    await nights.until('+1 23:00');
    const posts = roomOf(nights.world).posts.filter(({ text }) => text.startsWith('box'));
    const [warning, stopped, started, ...tuesday] = posts;
    expect(posts.map(({ text }) => text)).toEqual([
      'box stops at 22:00 KST',
      'box is stopped',
      'box is started',
      'box stops at 22:00 KST',
      'box is stopped',
    ]);
    expect([warning?.threadTs, stopped?.threadTs]).toEqual([null, warning?.ts]);
    expect([stopped?.isInChannel, started?.threadTs]).toEqual([false, null]);
    expect(tuesday.map(({ threadTs }) => threadTs)).toEqual([started?.ts, started?.ts]);
    expect(tuesday.map(({ isInChannel }) => isInChannel)).toEqual([true, false]);
  });

  test('says what is about several instances in no thread', async () => {
    const two = (setup: Setup): void => {
      for (const name of ['a', 'b']) setup.instance({ name, load: steady() });
    };
    const night = begin({ policy: `${NIGHTLY}\n${APP}`, account: two });
    await night.until('22:30');
    const { posts } = roomOf(night.world);
    expect(posts.length).toBeGreaterThan(1);
    expect(posts.every(({ threadTs }) => threadTs === null)).toBe(true);
  });
});

test('forty instances are one message that Slack takes', async () => {
  const fleet = (setup: Setup): void => {
    for (let n = 1; n <= 40; n += 1) setup.instance({ name: `dev-${n}`, load: steady() });
  };
  const night = begin({ policy: `${NIGHTLY}\n${BOTH}`, account: fleet });
  await night.until('21:55');
  for (const { posts } of night.world.slack) {
    expect(posts.map(({ text }) => text)).toEqual(['dev-1 stops at 22:00 KST (and 39 more)']);
  }
});

test('three ways, each losing and doubling what it can, tell nothing twice', async () => {
  const faults = { sendRefused: 0.3, sendDoubtful: 0.2, lambdaCrash: 0.01, eventDuplicated: 0.5 };
  const week = begin({ policy: `${NIGHTLY}\n${BOTH}`, account: box, faults });
  // Every law is held over it; one of them is that each way tells a thing once.
  await week.until('+5 12:00');
  for (const { posts } of week.world.slack) expect(posts.length).toBeGreaterThan(5);
});
