/** A stop of a T instance in unlimited mode charges what it owes: said before it happens. */
import { describe, expect, test } from 'vitest';
import { DEAD } from '../../../src/lib/cloud/simulated/loads.ts';
import { begin, type Scenario } from '../scenario.ts';

/** How many credits the mail that warns says are charged, and for how much; null: it does not. */
function chargeIn({ world }: Scenario): string | null {
  const warning = world.topic.mails.find(({ text }) => text.includes('stops at'));
  if (warning === undefined) throw new Error('nobody was warned');
  const text = warning.text.replaceAll(/\s+/g, ' ');
  const [, credits, price] = /charges the ([\d.]+) CPU credits [^:]*: about (\S+)/.exec(text) ?? [];
  return credits === undefined ? null : `${credits} for ${price}`;
}

const owing = (surplusCredits: number) => ({ name: 'box', load: DEAD, surplusCredits });

describe('surplus CPU credits', () => {
  test('are named in the warning with what they cost, less what was earned since', async () => {
    const day = begin({ account: (setup) => setup.instance(owing(100)) });
    await day.until('14:00');
    expect(chargeIn(day)).toBe('88 for 0.0733');
    expect(day.turns('box')).toEqual(['13:35 stop']);
  });

  test('are named too where a schedule is about to stop it', async () => {
    const policy = 'nightly: { stop: "13:00", warn: 15m }';
    const day = begin({ policy, account: (setup) => setup.instance(owing(100)) });
    await day.until('13:30');
    expect(chargeIn(day)).toBe('94 for 0.0783');
  });

  test('are not spoken of where none are owed', async () => {
    const day = begin({ account: (setup) => setup.instance(owing(0)) });
    await day.until('14:00');
    expect(chargeIn(day)).toBeNull();
  });

  test('are nothing that a type without credits has', async () => {
    const day = begin({ account: (setup) => setup.instance({ ...owing(100), type: 'm5.large' }) });
    await day.until('14:00');
    expect(chargeIn(day)).toBeNull();
    expect(day.turns('box')).toEqual(['13:35 stop']);
  });
});

describe('many instances', () => {
  test('are judged alike by free calls and by batches', async () => {
    const forty = Array.from({ length: 40 }, (_, index) => `box-${index}`);
    const day = begin({
      policy: 'limits: { sharePercent: 100 }\nalarms: off',
      account: (setup) => {
        for (const name of forty) setup.instance({ name, load: DEAD });
      },
    });
    await day.until('13:15');
    const operations = day.world.journal.of('read').map(({ operation }) => operation);
    expect(operations).toContain('cloudwatch:GetMetricData');
    expect(operations).toContain('cloudwatch:GetMetricStatistics');
    expect(new Set(day.told('about-to-stop').map(({ at }) => at)).size).toBe(1);
    expect(day.told('about-to-stop')).toHaveLength(40);
  });

  test('beyond the free calls are unknown where batches are denied, and stay', async () => {
    const day = begin({
      policy: 'limits: { sharePercent: 100 }\nalarms: off',
      denied: ['cloudwatch:GetMetricData'],
      account: (setup) => {
        for (let index = 0; index < 100; index += 1)
          setup.instance({ name: `box-${index}`, load: DEAD });
      },
    });
    await day.until('13:45');
    expect(day.turns('box-99')).toEqual([]);
    expect(day.told('about-to-stop')).toEqual([]);
  });
});
