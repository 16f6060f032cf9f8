/** What a Savings Plan may pay for, over nights in which one lasts, begins or ends. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { inHours, milliseconds } from '../../../src/lib/model/instant.ts';
import { usd } from '../../../src/lib/model/money.ts';
import type { SavingsPlan } from '../../../src/lib/model/savings-plan.ts';
import { begin, type Scenario } from '../scenario.ts';

/** Of the second night, which sweeps have come before. */
async function night(planned: (setup: Setup) => Partial<SavingsPlan>) {
  const scenario = begin({
    policy: 'nightly: { stop: "22:00", start: "07:00" }',
    account: (setup) => {
      setup.instance({ name: 'one', load: steady(), type: 't3.small' });
      setup.savingsPlan({
        ...{ id: 'sp-1', scope: { of: 'compute' }, commitmentMicroUsdPerHour: usd(0.1) },
        startsAt: setup.localTime(0, '00:00'),
        endsAt: setup.localTime(300, '00:00'),
        ...planned(setup),
      });
    },
  });
  await scenario.until('+2 09:30');
  const [, second] = scenario
    .items('digest')
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ tally }) => (tally ? [tally] : []));
  const { off, savingsPlan, savedMicroUsd } = second ?? { off: milliseconds(0) };
  return {
    mail: mailOf(scenario),
    off: inHours(off),
    planned: inHours(savingsPlan ?? milliseconds(0)),
    savedMicroUsd: savedMicroUsd ?? 0,
  };
}

const mailOf = ({ world }: Scenario): string =>
  world.topic.mails.map(({ text }) => text.replaceAll(/\s+/g, ' ')).join('\n');

/** Its address that AWS assigned is freed, and saves what it costs: no plan pays for that. */
const ADDRESS = usd(0.005);
const HOUR = usd(0.026);

describe('a night', () => {
  test('that a plan may pay for is off, and no money: warning and digest say so', async () => {
    const { mail, off, planned, savedMicroUsd } = await night(() => ({}));
    expect(off).toBeCloseTo(9, 1);
    expect(planned).toBe(off);
    expect(savedMicroUsd).toBeLessThanOrEqual(9 * ADDRESS);
    expect(mail).toContain('That may save no money: a Savings Plan may pay for it');
    expect(mail).toContain('9 h of them perhaps paid for by a Savings Plan either way');
  });

  test('in which a plan begins is money until then', async () => {
    const begins = await night((setup) => ({ startsAt: setup.localTime(2, '02:00') }));
    expect(begins.off).toBeCloseTo(9, 1);
    expect(begins.planned).toBeCloseTo(5, 0);
    expect(begins.savedMicroUsd / (4 * HOUR + 9 * ADDRESS)).toBeCloseTo(1, 1);
  });

  test('in which a plan ends is money from then on', async () => {
    const ends = await night((setup) => ({ endsAt: setup.localTime(2, '03:00') }));
    expect(ends.planned).toBeCloseTo(5, 0);
    expect(ends.savedMicroUsd / (4 * HOUR + 9 * ADDRESS)).toBeCloseTo(1, 1);
  });

  test('beyond what a plan can buy at most is money', async () => {
    const commitmentMicroUsdPerHour = usd(0.026 * 0.34 * 0.5);
    const half = await night(() => ({ commitmentMicroUsdPerHour }));
    expect(half.planned).toBeCloseTo(4.5, 1);
    expect(half.mail).toContain('A Savings Plan may pay for the rest of it');
  });

  test('of another family is nothing of a plan, and nobody speaks of it', async () => {
    const scope = { of: 'family', family: 'm7i', region: 'ap-northeast-2' } as const;
    const other = await night(() => ({ scope }));
    expect(other.planned).toBe(0);
    expect(other.mail).not.toContain('Savings Plan');
  });
});
