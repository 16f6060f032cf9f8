/**
 * An Elastic IP of an instance that is stopped bills from the first hour, and no free tier covers
 * it: a stop that starts such a bill says so, is metered with it, and saves that much less.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { savingsKnown } from '../../../src/cli/demo/demo-savings.ts';
import { savingsCsv } from '../../../src/cli/report/savings-data.ts';
import { savingsWords } from '../../../src/cli/report/savings-words.ts';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { savingsIn } from '../../../src/lib/meter/known-savings.ts';
import { inHours, instant } from '../../../src/lib/model/instant.ts';
import { NO_LINKS } from '../../../src/lib/model/link.ts';
import type { Language } from '../../../src/lib/model/policy.ts';
import { sayFor } from '../../../src/lib/tell/render/say.ts';
import { begin, type Scenario } from '../scenario.ts';

const FREE_UNTIL = instant(Date.UTC(2027, 0, 15));
const IPV4_HOUR = 5_000;

async function lived(language: Language): Promise<Scenario> {
  const days = begin({
    policy:
      `language: ${language}\nnightly: { stop: "22:00", start: "07:00" }\n` +
      'freeTier: { plan: legacy, accountCreated: 2026-01-15 }',
    account: (setup) => {
      setup.instance({ name: 'web', load: steady(), type: 't3.micro' });
      setup.address('front', { on: 'web' });
    },
  });
  await days.until('+3 09:30');
  return days;
}

const mailsOf = ({ world }: Scenario): string =>
  world.topic.mails.map(({ text }) => text.replaceAll(/\s+/g, ' ')).join('\n');

function reportOf(days: Scenario, language: Language) {
  const { options } = days;
  const report = savingsIn(savingsKnown(days, days.time('+3 09:30')), '2026-11');
  const { account, region, policy } = options;
  const { zone, currency, mode } = policy;
  const say = sayFor({ account, region, zone, currency, mode, language, link: NO_LINKS });
  return { report, said: savingsWords(language).total(report, say) };
}

describe('a stop that leaves an Elastic IP idle', () => {
  let days: Scenario;
  beforeAll(async () => {
    days = await lived('en');
  });

  test('says what that costs, in the warning and after the stop', () => {
    const said =
      'While it is stopped, that counts as idle and costs 3.65 USD a month, which no free tier ' +
      'covers.';
    expect(mailsOf(days)).toContain(said);
    expect(days.told('about-to-stop').map(({ facts }) => facts)).toMatchObject([
      { effects: { idleElasticIp: expect.any(String), ipv4MicroUsdPerHour: IPV4_HOUR } },
      { effects: { freeHours: { limit: 750 } } },
      {},
    ]);
  });

  test('is in the month as the bill has it: nothing else of this account costs anything', () => {
    const { meter, at = days.options.startAt } = days.items('survey')[0] ?? {};
    const { prices, startAt: of } = days.options;
    const bill = days.world.invoice({ prices, of, upTo: at, freeUntil: FREE_UNTIL });
    // Three nights of nine hours, to the minutes that a stop and a start take.
    expect(bill.microUsd / IPV4_HOUR).toBeCloseTo(27, 0);
    expect(Math.abs((meter?.cost.soFar ?? 0) - bill.microUsd)).toBeLessThan(0.1 * IPV4_HOUR);
    const ipv4 = meter?.limits.find(({ name }) => name === 'publicIpv4Hours');
    expect(ipv4?.used).toBeCloseTo(bill.used.publicIpv4Hours, 0);
    // The nights to come are in the forecast, too.
    expect(meter?.cost.forecast).toBeGreaterThan(28 * 9 * IPV4_HOUR);
  });

  test('saves less than nothing, and the report of the month says why', () => {
    const { report, said } = reportOf(days, 'en');
    const hours = inHours(report.total.off);
    expect(hours).toBeCloseTo(27, 0);
    expect(-report.total.savedMicroUsd / IPV4_HOUR).toBeCloseTo(hours, 0);
    expect(said).toMatch(
      /^27 h off cost 0\.1[34] USD more: an Elastic IP is billed while it is idle\. 27 h of them/,
    );
    expect(savingsCsv(report)[1]).toMatch(/,web,t3\.micro,schedule,2[67]\.\d{4},-0\.13\d{4},/);
  });

  test('says all of that in Korean', async () => {
    const korean = await lived('ko');
    expect(mailsOf(korean)).toContain(
      '중지된 동안에는 쓰지 않는 주소로 계산되어, 프리 티어와 상관없이 한 달 3.65달러의 요금이 나갑니다.',
    );
    expect(reportOf(korean, 'ko').said).toMatch(
      /동안 꺼 두었지만, 쓰지 않는 탄력적 IP 요금으로 0\.1[34]달러가 더 들었습니다\./,
    );
  });
});
