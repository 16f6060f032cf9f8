/** What the daily digest says of T instances whose CPU credits were charged or ran out. */
import { describe, expect, test } from 'vitest';
import type { LaunchSpec } from '../../../src/lib/cloud/simulated/launch-spec.ts';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { begin, type Plot, type Scenario } from '../scenario.ts';

const box = (spec: Partial<LaunchSpec>, plot: Partial<Plot> = {}): Scenario =>
  begin({
    begins: '06:00',
    policy: 'idle: { on: false }',
    account: (setup) => setup.instance({ name: 'box', load: steady(), ...spec }),
    ...plot,
  });

const mailsOf = ({ world }: Scenario): readonly string[] =>
  world.topic.mails.map(({ text }) => text.replaceAll(/\s+/g, ' '));

const about = (days: Scenario, words: string): readonly boolean[] =>
  mailsOf(days).map((text) => text.includes(words));

const creditReads = ({ world }: Scenario): number =>
  world.journal.of('read').filter(({ operation }) => operation === 'cloudwatch:GetMetricStatistics')
    .length;

describe('CPU credits', () => {
  test('that were charged are told in one digest, with price and the way out', async () => {
    const days = box({ chargedCredits: 2 });
    await days.until('+2 12:00');
    expect(about(days, 'CPU credits more than it earned')).toEqual([true, false, false]);
    expect(mailsOf(days)[0]).toContain(`InstanceId=${days.idOf('box')},CpuCredits=standard`);
  });

  test('that ran out are told in one digest, with the way out', async () => {
    const days = box({ creditBalance: 0 });
    await days.until('+2 12:00');
    expect(about(days, 'held to its baseline')).toEqual([true, false, false]);
    expect(mailsOf(days)[0]).toContain(`InstanceId=${days.idOf('box')},CpuCredits=unlimited`);
  });

  test('that an unlimited instance owes do not hold it back', async () => {
    const days = box({ creditBalance: 0, surplusCredits: 500 });
    await days.until('+1 06:00');
    expect(about(days, 'held to its baseline')).toEqual([false]);
  });

  test('that are left are asked for with the digest alone, and not spoken of', async () => {
    const days = box({});
    await days.until('08:55');
    expect(creditReads(days)).toBe(0);
    await days.until('+1 06:00');
    const reads = creditReads(days);
    expect(reads).toBeGreaterThan(0);
    expect(reads).toBeLessThan(10);
    expect(about(days, 'CPU credits')).toEqual([false]);
  });

  test('are not asked for where the policy turns them off', async () => {
    const policy = 'idle: { on: false }\nhealth: { cpuCredits: false }';
    const days = box({ chargedCredits: 2 }, { policy });
    await days.until('+1 12:00');
    expect(creditReads(days)).toBe(0);
    expect(about(days, 'CPU credits')).toEqual([false, false]);
  });

  test('that nobody may read are not guessed at', async () => {
    const days = box({ chargedCredits: 2 }, { denied: ['cloudwatch:GetMetricStatistics'] });
    await days.until('+1 06:00');
    expect(about(days, 'CPU credits')).not.toContain(true);
  });
});
