/** Alarms of our own: made while free ones are left, and never at anybody's cost. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { alarmNameFor, MANAGED_TAG } from '../../../src/lib/model/alarm.ts';
import { days, type Instant, minus } from '../../../src/lib/model/instant.ts';
import { begin, type Plot, type Scenario } from '../scenario.ts';

const boxes =
  (count: number, also: (setup: Setup) => void = () => {}): Plot['account'] =>
  (setup) => {
    for (let index = 1; index <= count; index += 1) {
      setup.instance({ name: `box-${index}`, load: steady() });
    }
    also(setup);
  };

/** Those on the owner's list, in home or elsewhere; each takes one free place. */
const owners = (count: number, from = 1, region = 'us-east-1') =>
  Array.from({ length: count }, (_, index) => ({ name: `disk-${from + index}`, region }));

/** The instances that have an alarm of ours now. */
const watched = ({ world, idOf }: Scenario, names: readonly string[]): readonly string[] => {
  const there = new Set(world.alarms.list().map(({ name }) => name));
  return names.filter((name) => there.has(alarmNameFor(idOf(name))));
};

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `box-${index + 1}`);

const freeMetrics = ({ world }: Scenario): number =>
  world.alarms.seen().reduce((sum, one) => sum + one.freeMetrics, 0);

const calls = ({ world }: Scenario): readonly string[] =>
  world.journal.of('alarm-call').map(({ verb, name }) => `${verb} ${name}`);

describe('alarms of our own', () => {
  test('are made in act, one for each managed instance, and then left alone', async () => {
    const day = begin({ account: boxes(3) });
    await day.until('+1 12:00');
    expect(watched(day, names(3))).toEqual(names(3));
    expect(day.world.alarms.list()).toMatchObject(
      names(3).map(() => ({
        comparison: 'LessThanThreshold',
        threshold: 3,
        periodSeconds: 300,
        evaluationPeriods: 12,
        treatMissingData: 'missing',
        tags: { [MANAGED_TAG]: '123456789012/ap-northeast-2' },
      })),
    );
    expect(calls(day)).toHaveLength(3);
  });

  test('are not made while observing, nor where they are off', async () => {
    const observing = begin({ policy: 'mode: observe', account: boxes(2) });
    await observing.until('+1 12:00');
    const off = begin({ policy: 'alarms: off', account: boxes(2) });
    await off.until('+1 12:00');
    expect([...calls(observing), ...calls(off)]).toEqual([]);
    const listed = off.world.journal.of('read').map(({ operation }) => operation);
    expect(listed).not.toContain('cloudwatch:DescribeAlarms');
  });

  test('stay as they are when the owner switches to observe, and go on afterwards', async () => {
    const day = begin({ account: boxes(1) });
    day.control('12:30', { paused: false, mode: 'observe' });
    day.at('13:00', (hands) => void hands.launch({ name: 'new', load: steady() }));
    day.at('13:00', (hands) => hands.terminate('box-1'));
    await day.until('16:00');
    expect(watched(day, ['box-1', 'new'])).toEqual(['box-1']);
    day.control('16:02', { paused: false, mode: null });
    await day.until('16:30');
    expect(watched(day, ['box-1', 'new'])).toEqual(['new']);
  });

  test('take half of the ten free ones, with the two for its own health', async () => {
    const day = begin({ account: boxes(12) });
    await day.until('15:00');
    expect(watched(day, names(12))).toHaveLength(3);
    expect(freeMetrics(day)).toBe(3);
  });

  test('stop at the tenth of the account where all are wanted', async () => {
    const day = begin({ policy: 'alarms: all', account: boxes(12) });
    await day.until('15:00');
    expect(watched(day, names(12))).toHaveLength(8);
    expect(freeMetrics(day)).toBe(8);
  });

  test('count those of other Regions, and each metric of an alarm on several', async () => {
    const day = begin({
      policy: 'alarms: all',
      account: boxes(6, (setup) => {
        setup.otherAlarm({ name: 'errors', region: 'eu-west-1', freeMetrics: 3 });
        setup.otherAlarm({ name: 'fleet', region: 'us-east-1', freeMetrics: 0 });
        setup.otherAlarm({ name: 'disk', freeMetrics: 1 });
      }),
    });
    await day.until('15:00');
    expect(watched(day, names(6))).toHaveLength(4);
    expect(freeMetrics(day)).toBe(8);
  });

  test('give way when the owner makes more, and come back when there is room', async () => {
    const day = begin({ policy: 'alarms: all', account: boxes(5) });
    day.at('13:00', () => owners(6).forEach(day.world.setup.otherAlarm));
    await day.until('12:30');
    expect(watched(day, names(5))).toHaveLength(5);
    await day.until('15:00');
    const left = watched(day, names(5));
    expect(left).toHaveLength(2);
    await day.until('+1 15:00');
    expect(watched(day, names(5))).toEqual(left);
    expect(day.world.alarms.seen().filter(({ name }) => name.startsWith('disk'))).toHaveLength(6);
  });

  test('keep their instance: one that starts later takes no place away', async () => {
    const day = begin({
      policy: 'alarms: all',
      account: boxes(8),
    });
    day.at('13:00', (hands) => hands.stop('box-3'));
    day.at('13:10', (hands) => void hands.launch({ name: 'new', load: steady() }));
    await day.until('+1 12:00');
    expect(watched(day, [...names(8), 'new'])).toEqual(names(8));
  });

  test('are removed with their instance, in the next pass', async () => {
    const day = begin({ account: boxes(2) });
    day.at('14:00', (hands) => hands.terminate('box-1'));
    await day.until('14:10');
    expect(watched(day, names(2))).toEqual(['box-2']);
  });

  test('are removed from what leaves the selection, is kept or is never idle', async () => {
    const day = begin({ account: boxes(4) });
    day.at('14:00', (hands) => hands.tag('box-1', 'tierkeeper:ignore', 'true'));
    day.at('14:00', (hands) => hands.tag('box-2', 'tierkeeper:keep', 'true'));
    day.at('14:00', (hands) => hands.tag('box-3', 'tierkeeper:idle', 'never'));
    await day.until('14:15');
    expect(watched(day, names(4))).toEqual(['box-4']);
  });

  test('leave an alarm alone that has our name and not our tag, or the tag of others', async () => {
    const day = begin({
      account: boxes(3, (setup) => {
        setup.otherAlarm({ name: 'tierkeeper-by-hand' });
        setup.otherAlarm({
          name: 'tierkeeper-copied',
          tags: { [MANAGED_TAG]: '999999999999/ap-northeast-2' },
        });
      }),
      prepare: ({ alarms, account }) => {
        const instanceId = account.labels.get('box-1');
        if (!instanceId) throw new Error('there is no box-1');
        const own = { comparison: 'GreaterThanThreshold', threshold: 90 } as const;
        alarms.put({ name: alarmNameFor(instanceId), instanceId, evaluationPeriods: 1, ...own });
      },
    });
    await day.until('+1 12:00');
    const byName = new Map(day.world.alarms.list().map((one) => [one.name, one]));
    expect(byName.get(alarmNameFor(day.idOf('box-1')))).toMatchObject({ threshold: 90 });
    expect(day.world.alarms.seen().filter(({ managed }) => !managed)).toHaveLength(3);
    expect(watched(day, ['box-2', 'box-3'])).toEqual(['box-2', 'box-3']);
  });

  test('are put right again when somebody changes them, within the hour', async () => {
    const day = begin({ account: boxes(1) });
    day.at('13:00', () => {
      const [alarm] = day.world.alarms.list();
      if (alarm) day.world.alarms.put({ ...alarm, threshold: 50 });
    });
    await day.until('15:00');
    expect(day.world.alarms.list()).toMatchObject([{ threshold: 3 }]);
  });
});

describe('a permission that is missing', () => {
  const night = 'nightly: { stop: "22:00", warn: 0m }';

  test.each([
    ['cloudwatch:PutMetricAlarm', 'alarms-refused'],
    ['cloudwatch:DescribeAlarms', 'family-refused'],
    ['ec2:DescribeRegions', 'family-refused'],
  ])('to %s is told once a day, and the rest goes on', async (permission, trouble) => {
    const day = begin({ policy: night, account: boxes(2), denied: [permission] });
    await day.until('23:30');
    const told = day.told('own-trouble').map(({ facts }) => facts);
    expect(told).toMatchObject([{ trouble, fault: { code: 'access-denied', permission } }]);
    expect(day.state('box-1')).toBe('stopped');
    expect(day.world.alarms.list()).toEqual([]);
  });
});

describe('the event of an alarm of ours', () => {
  const firstWarning = async (policy: string): Promise<Instant | undefined> => {
    const day = begin({
      policy: `idle: { window: 60m, grace: 20m }\n${policy}`,
      begins: '12:01',
      account: (setup) => {
        const since = minus(setup.startAt, days(1));
        setup.instance({ name: 'box', load: steady() }, { since });
      },
      // One tick in six, as if the others were lost.
      prepare: ({ lambdas }) => {
        const { invoke } = lambdas;
        let ticks = 0;
        lambdas.invoke = (name, document) => {
          if (name === 'clock-ticked') ticks += 1;
          if (name !== 'clock-ticked' || ticks % 6 === 1) invoke(name, document);
        };
      },
    });
    day.at('12:40', (hands) => hands.useFor('box', DEAD));
    await day.until('16:00');
    return day.world.journal.of('ledger').find(({ item }) => {
      return item?.kind === 'notice' && item.notice.kind === 'about-to-stop';
    })?.at;
  };

  test('wakes it sooner than the clock does', async () => {
    const [withAlarms, without] = [await firstWarning(''), await firstWarning('alarms: off')];
    expect(withAlarms).toBeLessThan(without ?? Number.NaN);
  });
});

describe('a crash', () => {
  test.each(['before', 'after'] as const)('%s any call of the upkeep converges', async (when) => {
    for (let call = 1; call <= 30; call += 1) {
      const day = begin({
        account: boxes(2),
        prepare: ({ lambdas }) => lambdas.crashNext('clock-ticked', { call, when }),
      });
      await day.until('12:20');
      expect(watched(day, names(2))).toEqual(names(2));
      expect(freeMetrics(day)).toBe(2);
    }
  });
});
