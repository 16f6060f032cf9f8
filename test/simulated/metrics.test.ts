import { describe, expect, test } from 'vitest';
import {
  burst,
  cron,
  DEAD,
  type Load,
  office,
  steady,
} from '../../src/lib/cloud/simulated/loads.ts';
import {
  type SimulatedAccount,
  simulatedAccount,
} from '../../src/lib/cloud/simulated/simulated-account.ts';
import type { InstanceId } from '../../src/lib/model/ids.ts';
import { days, hours, instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { MetricName } from '../../src/lib/model/metric.ts';

/** Monday 2026-11-02, midnight in Seoul. */
const MONDAY = instant(Date.UTC(2026, 10, 1, 15));

const monday = () => simulatedAccount({ startAt: MONDAY });

const read = async (aws: SimulatedAccount, instanceId: InstanceId, metric: MetricName) => {
  const query = { instanceId, metric, from: minus(aws.now(), hours(24)), to: aws.now() };
  const [reading] = await aws.ports.metrics.read([query], 1_000);
  return reading?.series.complete ? reading.series.items : [];
};

const cpuOfDay = async (load: Load) => {
  const aws = monday();
  const id = aws.setup.instance({ name: 'box', load }, { since: minus(MONDAY, days(2)) });
  await aws.advance(days(1));
  return read(aws, id, 'CPUUtilization');
};

describe('the metrics of an instance', () => {
  test('come every five minutes, on the full five minutes, in order', async () => {
    const points = await cpuOfDay(steady());
    expect(points.length).toBeGreaterThanOrEqual(286);
    expect(points.every(({ at }) => at % 300_000 === 0)).toBe(true);
    expect(points.map(({ at }) => at)).toEqual(
      points.map(({ at }) => at).toSorted((a, b) => a - b),
    );
  });

  test('can be read one to two periods after their beginning, not sooner', async () => {
    const aws = monday();
    const id = aws.setup.instance({ name: 'box' }, { since: minus(MONDAY, days(2)) });
    for (let minute = 0; minute < 60; minute += 1) {
      await aws.advance(minutes(1));
      const newest = (await read(aws, id, 'CPUUtilization')).at(-1)?.at ?? 0;
      expect(aws.now() - newest).toBeGreaterThanOrEqual(minutes(5));
      expect(aws.now() - newest).toBeLessThanOrEqual(minutes(15));
    }
  });

  test('reach back to before the beginning for what ran before it', async () => {
    const aws = monday();
    const id = aws.setup.instance({ name: 'box' }, { since: minus(MONDAY, hours(3)) });
    const points = await read(aws, id, 'CPUUtilization');
    expect(points[0]?.at).toBe(minus(MONDAY, hours(3)));
  });

  test('are missing while it is stopped, and say the same whenever they are read', async () => {
    const aws = monday();
    const id = aws.setup.instance({ name: 'box' }, { since: minus(MONDAY, days(1)) });
    await aws.advance(hours(2));
    aws.owner.stop('box');
    await aws.advance(hours(2));
    aws.owner.start('box');
    await aws.advance(hours(2));
    const points = await read(aws, id, 'CPUUtilization');
    const off = points.filter(
      ({ at }) => at > plus(MONDAY, hours(2.1)) && at < plus(MONDAY, hours(3.9)),
    );
    expect(off).toEqual([]);
    await aws.advance(minutes(30));
    const again = await read(aws, id, 'CPUUtilization');
    const both = points.filter(({ at }) => at >= minus(aws.now(), hours(24)));
    expect(again.slice(0, both.length)).toEqual(both);
  });

  test('show the boot after a start', async () => {
    const aws = monday();
    const id = aws.setup.instance({ name: 'box', load: DEAD }, { state: 'stopped' });
    aws.owner.start('box');
    await aws.advance(hours(1));
    const points = await read(aws, id, 'CPUUtilization');
    expect(Math.max(...points.slice(0, 2).map(({ value }) => value))).toBeGreaterThan(15);
    expect(Math.max(...points.slice(2).map(({ value }) => value))).toBeLessThan(3);
  });

  test('lack EBS on t2, and have it on t3', async () => {
    const aws = monday();
    const since = minus(MONDAY, days(1));
    const xen = aws.setup.instance({ name: 'xen', type: 't2.micro' }, { since });
    const nitro = aws.setup.instance({ name: 'nitro', type: 't3.micro' }, { since });
    await aws.advance(hours(1));
    expect(await read(aws, xen, 'EBSReadOps')).toEqual([]);
    expect((await read(aws, nitro, 'EBSReadOps')).length).toBeGreaterThan(250);
    expect((await read(aws, xen, 'CPUUtilization')).length).toBeGreaterThan(250);
  });

  test('do not depend on what is read before', async () => {
    const values = async (asking: boolean) => {
      const aws = monday();
      const id = aws.setup.instance({ name: 'box', load: burst(30) });
      for (let hour = 0; hour < 12; hour += 1) {
        await aws.advance(hours(1));
        if (asking) await read(aws, id, 'NetworkIn');
      }
      return read(aws, id, 'NetworkIn');
    };
    expect(await values(true)).toEqual(await values(false));
  });
});

describe('a load', () => {
  const busyHours = (points: Awaited<ReturnType<typeof cpuOfDay>>) =>
    new Set(
      points.filter(({ value }) => value > 3).map(({ at }) => Math.floor((at - MONDAY) / hours(1))),
    );

  test('that is dead is never busy', async () => {
    expect(busyHours(await cpuOfDay(DEAD))).toEqual(new Set());
  });

  test('that is steady is busy in every hour', async () => {
    expect(busyHours(await cpuOfDay(steady())).size).toBe(24);
  });

  test('of an office is busy from nine to seven in its zone, and not at the weekend', async () => {
    const worked = busyHours(await cpuOfDay(office('Asia/Seoul')));
    expect([...worked].toSorted((a, b) => a - b)).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
    const aws = simulatedAccount({ startAt: plus(MONDAY, days(5)) });
    const id = aws.setup.instance({ name: 'box', load: office('Asia/Seoul') });
    await aws.advance(days(1));
    const saturday = await read(aws, id, 'CPUUtilization');
    expect(saturday.slice(3).filter(({ value }) => value > 3)).toEqual([]);
  });

  test('of cron is busy when it is due', async () => {
    const points = await cpuOfDay(cron(60, 10));
    const minutesOfHour = new Set(
      points.filter(({ value }) => value > 3).map(({ at }) => (at % hours(1)) / minutes(1)),
    );
    expect(minutesOfHour).toEqual(new Set([0, 5]));
  });

  test('that bursts is busy now and then', async () => {
    const busy = busyHours(await cpuOfDay(burst(40))).size;
    expect(busy).toBeGreaterThan(2);
    expect(busy).toBeLessThan(22);
  });
});
