/** The free tier of the month: counted by the daily sweep, told in the digest. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { instant } from '../../../src/lib/model/instant.ts';
import { begin, type Scenario } from '../scenario.ts';

const account = (freeTier: string): Scenario =>
  begin({
    policy: `mode: observe\nfreeTier: ${freeTier}`,
    account: (setup) => {
      setup.instance({ name: 'one', load: steady(), type: 't3.micro' });
      setup.instance({ name: 'two', load: steady(), type: 't3.micro' });
    },
  });

const LEGACY = '{ plan: legacy, accountCreated: 2026-01-15 }';

const digestIn = ({ world }: Scenario): string => world.topic.mails.at(-1)?.text ?? '';
const limitIn = (days: Scenario, name: string) =>
  days.items('survey')[0]?.meter?.limits.find((limit) => limit.name === name);

describe('the meter', () => {
  test('says on which day two small instances have used up 750 hours', async () => {
    const days = account(LEGACY);
    await days.until('+1 09:30');
    expect(limitIn(days, 'instanceHoursLinux')).toMatchObject({ limit: 750 });
    const { forecast = 0, reachedAt } = limitIn(days, 'instanceHoursLinux') ?? {};
    expect(forecast).toBeGreaterThan(1_300);
    expect(new Date(reachedAt ?? 0).toISOString()).toMatch(/^2026-11-1[67]/);
    expect(digestIn(days)).toMatch(/Free tier.+of 750.+Linux hours, used up/s);
    expect(digestIn(days)).toMatch(/The 12 free months end on Fri 15 Jan 2027/);
  });

  test('counts what ran before a restart, which AWS shows no more', async () => {
    const days = account(LEGACY);
    days.at('15:00', (hands) => hands.stop('one'));
    days.at('+1 08:00', (hands) => hands.start('one'));
    await days.until('+1 09:30');
    const [restarted, straight] = [limitIn(days, 'instanceHoursLinux')?.used ?? 0, account(LEGACY)];
    await straight.until('+1 09:30');
    const all = limitIn(straight, 'instanceHoursLinux')?.used ?? 0;
    // Seventeen hours off, to a look and the minutes that a stop and a start take.
    expect(all - restarted).toBeGreaterThan(16.8);
    expect(all - restarted).toBeLessThan(17.2);
  });

  test('keeps the hours of what was terminated, its addresses too', async () => {
    const used = async (ends: (days: Scenario) => void) => {
      const days = account(LEGACY);
      ends(days);
      await days.until('+2 09:30');
      const names = ['instanceHoursLinux', 'publicIpv4Hours'] as const;
      return names.map((name) => limitIn(days, name)?.used ?? 0);
    };
    const whole = await used(() => {});
    const ended = await used((days) => days.at('+1 12:00', (hands) => hands.terminate('one')));
    // Twenty-one hours before the sweep, to a look and the minutes that it takes.
    for (const [index, hours] of whole.entries()) {
      expect(hours - (ended[index] ?? 0)).toBeGreaterThan(20.8);
      expect(hours - (ended[index] ?? 0)).toBeLessThan(21.1);
    }
  });

  test('comes to the bill of a month, from the day of the install on', async () => {
    const days = begin({
      policy: `freeTier: ${LEGACY}\nnightly: { stop: "22:00", start: "07:00" }`,
      zone: 'UTC',
      begins: '2026-11-01 00:00',
      account: (setup) => {
        for (const name of ['one', 'two', 'web', 'old']) {
          setup.instance({ name, load: steady(), type: 't3.micro' });
        }
        setup.instance({ name: 'big', load: steady(), type: 't3.medium' });
        setup.address('front', { on: 'web' });
      },
    });
    days.at('+3 12:00', (hands) => hands.createVolume('data', { sizeGiB: 40, type: 'gp3' }));
    days.at('+5 15:10', (hands) => hands.stop('two'));
    days.at('+6 10:00', (hands) => hands.start('two'));
    days.at('+9 09:30', (hands) => hands.deleteVolume('data'));
    days.at('+12 11:00', (hands) => hands.terminate('old'));
    days.at('+20 08:30', (hands) => hands.launch({ name: 'new', load: steady() }));
    await days.until('+29 09:30');
    const { meter, at } = days.items('survey')[0] ?? {};
    const bill = days.world.invoice({
      prices: days.options.prices,
      of: days.options.startAt,
      upTo: at ?? days.options.startAt,
      freeUntil: instant(Date.UTC(2027, 0, 15)),
    });
    // Of each start the seconds before it ran; of a volume the hours after its last sweep.
    const near = (counted: number, billed: number) =>
      expect(Math.abs(counted - billed)).toBeLessThanOrEqual(0.005 * billed);
    expect(meter?.limits).toHaveLength(4);
    for (const { name, used } of meter?.limits ?? []) near(used, bill.used[name]);
    near(meter?.cost.soFar ?? 0, bill.microUsd);
  }, 120_000);

  test('is silent where nobody says which free tier the account has', async () => {
    const days = account('{}');
    await days.until('+1 09:30');
    expect(days.items('survey')[0]?.meter).toBeNull();
    expect(digestIn(days)).not.toContain('Free tier');
  });
});
