/** What nobody can tell is left alone, and its owner hears of it after a day, with what helps. */
import { describe, expect, test } from 'vitest';
import { DEAD } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin, type Scenario } from '../scenario.ts';

const forgotten = (setup: Setup): unknown => setup.instance({ name: 'box', load: DEAD });

const mailsThatSay = ({ world }: Scenario, text: string): number =>
  world.topic.mails.filter((mail) => mail.text.replaceAll(/\s+/g, ' ').includes(text)).length;

const unknownSince = (story: Scenario): unknown =>
  story.items('instance').find(({ instanceId }) => instanceId === story.idOf('box'))?.unknownSince;

describe('an instance of which nobody can tell whether it is idle', () => {
  test('is never stopped, and after a day the digest names the permission, once', async () => {
    const days = begin({ account: forgotten, denied: ['cloudwatch:GetMetricStatistics'] });
    await days.until('+1 08:00');
    expect(mailsThatSay(days, 'Allow cloudwatch:GetMetricStatistics')).toBe(0);
    await days.until('+5 12:00');
    expect(days.turns('box')).toEqual([]);
    expect(mailsThatSay(days, 'Allow cloudwatch:GetMetricStatistics')).toBe(1);
  });

  test('is told of though a schedule stops it every night', async () => {
    const gpu = { name: 'box', type: 'g4dn.xlarge', load: DEAD };
    const policy = 'nightly: { stop: "22:00", start: "07:00" }\nvolumes: { instanceStore: lose }';
    const days = begin({ policy, account: (setup) => setup.instance(gpu) });
    await days.until('+3 12:00');
    expect(days.turns('box')).toContain('+1 22:00 stop');
    expect(mailsThatSay(days, 'tierkeeper:idle=never ends this message')).toBe(1);
  });

  test('is forgotten as such once it is known again', async () => {
    const day = begin({ account: forgotten });
    await day.until('12:30');
    expect(unknownSince(day)).toBeTypeOf('number');
    await day.until('13:15');
    expect(unknownSince(day)).toBeNull();
  });

  test('is not told of while its owner keeps it out of our hands', async () => {
    const days = begin({ account: forgotten });
    days.at('13:05', (hands) => hands.tag('box', 'tierkeeper:keep', 'true'));
    await days.until('+3 12:00');
    expect(mailsThatSay(days, 'cannot be judged')).toBe(0);
  });
});
