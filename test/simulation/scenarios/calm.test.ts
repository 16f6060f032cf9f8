/** What would be told again and again is told with a time between. */
import { expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { begin } from '../scenario.ts';

test('a trouble that lasts is told once each day of the calendar', async () => {
  const days = begin({
    policy: 'nightly: { stop: "22:00" }',
    account: (setup) => setup.instance({ name: 'box', load: steady() }),
    denied: ['ec2:DescribeInstances'],
  });
  await days.until('+6 12:00');
  const dates = days
    .told('own-trouble')
    .map(({ at }) => (at.includes(' ') ? at.split(' ')[0] : '+0'));
  expect(dates).toEqual(['+0', '+1', '+2', '+3', '+4', '+5', '+6']);
});
