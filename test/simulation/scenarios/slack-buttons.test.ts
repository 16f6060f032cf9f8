/** "Not now" by a button in Slack: the message that warns carries it, and says who pressed it. */
import { expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { begin, type Plot } from '../scenario.ts';
import { slackPersonOf } from '../slack-person.ts';

const NIGHTLY: Plot = {
  policy: 'nightly: { stop: "22:00", start: "07:00" }\ntell: { slack: { app: /tierkeeper/app } }',
  account: (setup) => setup.instance({ name: 'box', load: steady() }),
};

test('pressed on a warning, it skips the night, and the message says for whom', async () => {
  const night = begin(NIGHTLY);
  const person = slackPersonOf(night);
  person.press('21:50', 'tonight');
  await night.until('+1 06:00');
  expect(person.statuses).toEqual([200]);
  expect(night.items('hold')).toMatchObject([
    { want: 'leave', by: '@haru', until: night.time('+1 07:00') },
  ]);
  expect(night.turns('box')).toEqual([]);
  const [reply] = person.replies;
  expect(reply?.document).toMatchObject({ replace_original: true });
  expect(JSON.stringify(reply)).toContain('On hold until Tue 3 Nov 07:00 KST, for <@U0HARU>.');
  expect(JSON.stringify(reply)).not.toContain('tierkeeper:tonight');
});

test('pressed on the message of the stop, it starts the instance again', async () => {
  const night = begin(NIGHTLY);
  const person = slackPersonOf(night);
  person.press('22:30', 'start');
  await night.until('+1 06:00');
  expect(person.statuses).toEqual([200]);
  expect(night.turns('box')).toEqual(['22:00 stop', '22:30 start']);
});
