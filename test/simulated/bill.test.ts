import { describe, expect, test } from 'vitest';
import type { Bill } from '../../src/lib/cloud/simulated/bill.ts';
import {
  type SimulatedAccount,
  simulatedAccount,
} from '../../src/lib/cloud/simulated/simulated-account.ts';
import {
  type Duration,
  days,
  hours,
  instant,
  minutes,
  plus,
  seconds,
} from '../../src/lib/model/instant.ts';
import { SEOUL_PRICES } from './prices.ts';

/** 720 hours. */
const NOVEMBER = instant(Date.UTC(2026, 10, 1));
const bare = { autoAssignsPublicIp: false } as const;

const november = () => simulatedAccount({ startAt: NOVEMBER });

const billFor = (aws: SimulatedAccount, duration: Duration): Bill =>
  aws.bill(SEOUL_PRICES, NOVEMBER, plus(NOVEMBER, duration));

const secondsIn = (aws: SimulatedAccount, state: string): number => {
  const entries = aws.journal.of('state');
  const begins = entries.findIndex(({ to }) => to === state);
  return ((entries[begins + 1]?.at ?? 0) - (entries[begins]?.at ?? 0)) / 1_000;
};

describe('the bill', () => {
  test('of a t3.micro with a root volume and an address for a day', async () => {
    const aws = november();
    aws.setup.instance({ name: 'box', root: { sizeGiB: 8 } });
    await aws.advance(days(1));
    const bill = billFor(aws, days(1));
    // 24 h x 13,000; 8 GiB x 91,200 x 1/30; 24 h x 5,000.
    expect(bill.byKind).toEqual({
      instance: 312_000,
      volume: 24_320,
      'ipv4-in-use': 120_000,
      'ipv4-idle': 0,
    });
    expect(bill.totalMicroUsd).toBe(456_320);
  });

  test('takes a part of its time, to the second', async () => {
    const aws = november();
    aws.setup.instance({ name: 'box', ...bare });
    await aws.advance(hours(10));
    const from = plus(NOVEMBER, hours(2));
    const bill = aws.bill(SEOUL_PRICES, from, plus(from, seconds(1_801)));
    expect(bill.byKind.instance).toBe(Math.round((13_000 * 1_801) / 3_600));
  });

  test('charges nothing for stopping, stopped and pending', async () => {
    const aws = november();
    aws.setup.instance({ name: 'box', ...bare });
    await aws.advance(hours(1));
    aws.owner.stop('box');
    await aws.advance(hours(9));
    expect(billFor(aws, hours(10)).byKind.instance).toBe(13_000);
    aws.owner.start('box');
    await aws.advance(hours(2));
    const ran = 7_200 - secondsIn(aws, 'pending');
    expect(billFor(aws, hours(12)).byKind.instance).toBe(
      Math.round((13_000 * (3_600 + ran)) / 3_600),
    );
  });

  test('charges a minute for each start, however short', async () => {
    const aws = november();
    aws.setup.instance({ name: 'box', ...bare }, { state: 'stopped' });
    for (let start = 0; start < 3; start += 1) {
      aws.owner.start('box');
      await aws.advance(seconds(26));
      aws.owner.stop('box');
      await aws.advance(minutes(10));
    }
    expect(billFor(aws, hours(1)).byKind.instance).toBe(Math.round((13_000 * 180) / 3_600));
  });

  test('charges for stopping on the way to hibernation', async () => {
    const aws = november();
    aws.setup.instance({ name: 'box', hibernationConfigured: true, ...bare });
    await aws.advance(hours(1));
    aws.owner.stop('box', { hibernate: true });
    await aws.advance(hours(1));
    const stopping = secondsIn(aws, 'stopping');
    expect(stopping).toBeGreaterThanOrEqual(60);
    expect(billFor(aws, hours(2)).byKind.instance).toBe(
      Math.round((13_000 * (3_600 + stopping)) / 3_600),
    );
  });

  test('charges an Elastic IP as idle when free and while its instance is stopped', async () => {
    const aws = november();
    aws.setup.instance({ name: 'box' });
    aws.setup.address('held', { on: 'box' });
    aws.setup.address('free');
    await aws.advance(hours(1));
    expect(billFor(aws, hours(1)).byKind).toMatchObject({
      'ipv4-in-use': 5_000,
      'ipv4-idle': 5_000,
    });
    aws.owner.stop('box');
    await aws.advance(hours(3));
    const inUse = 3_600 + secondsIn(aws, 'stopping');
    expect(billFor(aws, hours(4)).byKind).toMatchObject({
      'ipv4-in-use': Math.round((5_000 * inUse) / 3_600),
      'ipv4-idle': 20_000 + Math.round((5_000 * (4 * 3_600 - inUse)) / 3_600),
    });
  });

  test('charges an auto-assigned address only while it is there', async () => {
    const aws = november();
    aws.setup.instance({ name: 'box' });
    await aws.advance(hours(1));
    aws.owner.stop('box');
    await aws.advance(hours(9));
    const there = 3_600 + secondsIn(aws, 'stopping');
    expect(billFor(aws, hours(10)).byKind['ipv4-in-use']).toBe(Math.round((5_000 * there) / 3_600));
  });

  test('charges volumes until they are deleted, by the seconds of their month', async () => {
    const aws = november();
    aws.setup.instance({ name: 'box', via: 'console', ...bare, dataVolumes: [{ sizeGiB: 100 }] });
    await aws.advance(days(10));
    aws.owner.terminate('box');
    await aws.advance(days(10));
    aws.owner.deleteVolume('box /dev/sdb');
    await aws.advance(days(10));
    const bill = billFor(aws, days(30));
    const lines = bill.lines.filter(({ kind }) => kind === 'volume');
    const named = new Map(lines.map(({ name, microUsd }) => [name, microUsd]));
    // 100 GiB x 91,200 for 20 of 30 days; the root for 10 days and its last seconds.
    expect(named.get('box /dev/sdb')).toBe(6_080_000);
    const rootSeconds = 10 * 86_400 + secondsIn(aws, 'shutting-down');
    expect(named.get('box /dev/xvda')).toBe(Math.round((8 * 91_200 * rootSeconds) / 2_592_000));
  });

  test('knows that months differ', async () => {
    const aws = november();
    aws.setup.volume('disk', { sizeGiB: 1 });
    await aws.advance(days(61));
    // A whole November and a whole December.
    expect(billFor(aws, days(61)).totalMicroUsd).toBe(2 * 91_200);
    const [line] = billFor(aws, days(61)).lines;
    expect(line?.quantity).toBeCloseTo(2, 9);
  });

  test('does not take an unknown price for zero', async () => {
    const aws = november();
    aws.setup.instance({ name: 'big', type: 'm5d.large', ...bare });
    aws.setup.instance({ name: 'small', ...bare });
    await aws.advance(hours(1));
    const bill = billFor(aws, hours(1));
    const compute = bill.lines.filter(({ kind }) => kind === 'instance');
    expect(new Map(compute.map(({ name, microUsd }) => [name, microUsd]))).toEqual(
      new Map([
        ['big', null],
        ['small', 13_000],
      ]),
    );
    expect(bill.byKind.instance).toBe(13_000);
  });

  test('takes less for spot', async () => {
    const aws = november();
    aws.setup.instance({ name: 'batch', type: 't3.medium', spot: 'one-time', ...bare });
    await aws.advance(hours(10));
    expect(billFor(aws, hours(10)).byKind.instance).toBe(208_000);
  });
});
