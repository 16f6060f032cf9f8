/** What stops saved, as digests tell it and the ledger keeps it, beside what the account billed. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { together } from '../../../src/lib/meter/savings.ts';
import { inHours, milliseconds, seconds } from '../../../src/lib/model/instant.ts';
import { type MicroUsd, microUsd, usd } from '../../../src/lib/model/money.ts';
import type { SavingsReport } from '../../../src/lib/model/savings.ts';
import type { Saved } from '../../../src/lib/model/tally.ts';
import { beginHistory } from '../../../src/lib/wiring/history.ts';
import { offByUs, reportsIn } from '../checkers/savings-are-true.ts';
import { begin, type Plot, type Scenario } from '../scenario.ts';

const NIGHTLY = 'nightly: { stop: "22:00", start: "07:00" }';

const fleet = (setup: Setup): void => {
  setup.instance({ name: 'one', load: steady(), type: 't3.micro' });
  setup.instance({ name: 'two', load: steady(), type: 't3.small' });
};

interface Lived {
  readonly scenario: Scenario;
  /** Of everything, up to the end. */
  readonly ledger: Saved;
  /** What the account's own bill has less than without Tierkeeper. */
  readonly less: MicroUsd;
  readonly stops: number;
  readonly reports: readonly SavingsReport[];
}

async function lived(
  plot: Plot,
  ends: string,
  deeds?: (scenario: Scenario) => void,
): Promise<Lived> {
  const scenario = begin(plot);
  deeds?.(scenario);
  await scenario.until(ends);
  const { options, world } = scenario;
  const until = scenario.time(ends);
  const history = { options, world, from: options.startAt, until, looks: [] };
  const without = beginHistory({ ...options, deployed: false });
  await without.run(until);
  const [cost, more] = [world, without.world].map(
    (one) => one.bill(options.prices, options.startAt, until).totalMicroUsd,
  );
  const reports = reportsIn(history);
  return {
    scenario,
    reports,
    ledger: together(reports.map(({ total }) => total)),
    less: microUsd((more ?? 0) - (cost ?? 0)),
    stops: [...offByUs(history).values()].reduce((sum, { stops }) => sum + stops, 0),
  };
}

const tallies = ({ scenario }: Pick<Lived, 'scenario'>) =>
  scenario
    .items('digest')
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ tally, at, date }) => (tally ? [{ ...tally, at, date }] : []));

/** What a start takes is not billed, and not claimed either: half a minute at the dearest price. */
const startsOf = ({ stops }: Lived): number => stops * inHours(seconds(30)) * usd(0.05);

const sumOfDigests = (all: Lived): Saved => together(tallies(all));

const mails = ({ scenario }: Lived): string =>
  scenario.world.topic.mails.map(({ subject, text }) => `${subject}\n${text}`).join('\n');

const inDollars = (amount: MicroUsd): string => `${(amount / 1_000_000).toFixed(2)} USD`;

describe('a fleet that only its schedule stops', () => {
  test('saves in a month what its bill has less, and digests tell of all of it once', async () => {
    const month = await lived({ policy: NIGHTLY, account: fleet }, '+30 09:01');
    const { ledger, less } = month;
    expect(ledger.savedMicroUsd).toBeLessThanOrEqual(less);
    expect(less - ledger.savedMicroUsd).toBeLessThan(startsOf(month));
    expect(inDollars(ledger.savedMicroUsd)).toBe(inDollars(less));
    expect(sumOfDigests(month).off).toBe(ledger.off);
    expect(sumOfDigests(month).savedMicroUsd).toBe(ledger.savedMicroUsd);
    expect(mails(month)).toMatch(/Mon 9 Nov: saved 3\.09 USD in the past week/);
    expect(mails(month)).toMatch(/Tue 1 Dec: saved 12\.79 USD in the past month/);
  });

  test('is told of a week also where its Monday was missed, and once', async () => {
    const week = await lived({ policy: NIGHTLY, account: fleet }, '+9 09:01', (scenario) => {
      scenario.outage('+7 03:00', '+8 09:30');
    });
    const { ledger, less } = week;
    expect(week.scenario.digests()).not.toContain('2026-11-09');
    expect(mails(week)).toMatch(/Tue 10 Nov: saved .+ in the past week/);
    expect(mails(week)).not.toMatch(/Wed 11 Nov: saved/);
    expect(sumOfDigests(week).off).toBe(ledger.off);
    expect(less - ledger.savedMicroUsd).toBeGreaterThanOrEqual(0);
    expect(less - ledger.savedMicroUsd).toBeLessThan(startsOf(week));
  });
});

describe('where others have a hand in it', () => {
  test('a person ends what a stop saves, and what they stop is theirs', async () => {
    const night = await lived({ policy: NIGHTLY, account: fleet }, '+1 12:00', (scenario) => {
      scenario.at('23:00', (hands) => hands.start('one'));
      scenario.at('+1 01:00', (hands) => hands.stop('one'));
    });
    // "one" for an hour, "two" for nine; the morning's edge does not start what a person stopped.
    expect(inHours(night.ledger.off)).toBeCloseTo(10, 1);
    expect(night.scenario.state('one')).toBe('stopped');
  });

  test('a terminated instance saves until then, and its month is kept', async () => {
    const night = await lived({ policy: NIGHTLY, account: fleet }, '+1 12:00', (scenario) => {
      scenario.at('+1 02:00', (hands) => hands.terminate('one'));
    });
    expect(inHours(night.ledger.off)).toBeCloseTo(13, 1);
    expect(night.scenario.items('savings')).toMatchObject([{ name: 'one', month: '2026-11' }]);
    expect(sumOfDigests(night).off).toBe(night.ledger.off);
  });

  test("what idleness stops is its saving by day, and the schedule's at night", async () => {
    const policy = `${NIGHTLY}\nidle: { window: 30m, grace: 10m, servers: stop }`;
    const account = (setup: Setup): unknown => setup.instance({ name: 'idler', load: DEAD });
    const day = await lived({ policy, account, begins: '12:00' }, '+1 12:00');
    const rules = new Map(
      day.reports.flatMap(({ lines }) => lines.map(({ rule, saved }) => [rule, saved.off])),
    );
    expect(inHours(rules.get('schedule') ?? milliseconds(0))).toBeCloseTo(9, 1);
    const off = day.scenario.turns('idler');
    expect(off).toHaveLength(1);
    expect(inHours(day.ledger.off) - 9).toBeCloseTo(inHours(rules.get('idle') ?? milliseconds(0)));
  });
});

describe('the free tier', () => {
  const FREE = `${NIGHTLY}\nfreeTier: { plan: legacy, accountCreated: 2026-01-15 }`;

  test('makes of one small instance no money at all, and says so', async () => {
    const account = (setup: Setup): unknown =>
      setup.instance({ name: 'one', load: steady(), type: 't3.micro' });
    const days = await lived({ policy: FREE, account }, '+2 09:30');
    expect(days.ledger).toMatchObject({ savedMicroUsd: 0, allowance: days.ledger.off });
    expect(mails(days)).toMatch(/kept instances off for 9 h: that saved\s+hours\s+of the free/);
  });
});

describe('what a Reserved Instance pays for', () => {
  const plot: Plot = {
    policy: NIGHTLY,
    account: (setup) => {
      setup.instance({ name: 'one', load: steady(), type: 't3.small' });
      setup.reserved({
        ...{ id: 'ri-1', count: 1, type: 't3.small', platform: 'linux', tenancy: 'default' },
        ...{ availabilityZone: null, endsAt: setup.localTime(300, '00:00') },
      });
    },
  };

  test('saves nothing by its stop: the warning, the digest and the ledger say so', async () => {
    const days = begin(plot);
    await days.until('+2 09:30');
    const mail = days.world.topic.mails.map(({ text }) => text.replaceAll(/\s+/g, ' ')).join('\n');
    expect(mail).toContain('saves no money: a Reserved Instance pays for it');
    expect(mail).toMatch(/9 h of them paid for by Reserved Instances either way/);
    const [, night] = tallies({ scenario: days });
    expect(night?.reserved).toBe(night?.off);
    // Its address that AWS assigned is freed, and saves what it costs.
    expect(night?.savedMicroUsd).toBeLessThanOrEqual(9 * 5_000);
    expect(night?.savedMicroUsd).toBeGreaterThan(8.9 * 5_000);
  });

  test('saves nothing by a stop from before the first sweep, if it lasts until then', async () => {
    const night = await lived({ ...plot, policy: 'nightly: { stop: "22:00" }' }, '+1 12:00');
    expect(inHours(night.ledger.off)).toBeCloseTo(14, 0);
    expect(night.ledger.reserved).toBe(night.ledger.off);
    // Its address that AWS assigned is freed, and saves what it costs.
    expect(night.ledger.savedMicroUsd).toBeLessThanOrEqual(14 * 5_000);
  });
});
