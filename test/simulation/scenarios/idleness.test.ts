/** Idle instances: warned, then stopped, unless they are used, unknown, or servers. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { openTo, type Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin } from '../scenario.ts';

const forgotten = (setup: Setup): unknown => setup.instance({ name: 'box', load: DEAD });

describe('an instance that nobody uses', () => {
  test('is warned of, and stopped when the grace is over', async () => {
    const day = begin({ account: forgotten });
    await day.until('14:00');
    expect(day.told().map(({ at, kind }) => `${at} ${kind}`)).toEqual([
      '13:10 about-to-stop',
      '13:35 stopped',
    ]);
    expect(day.turns('box')).toEqual(['13:35 stop']);
  });

  test('stays when somebody uses it in time, and that is said', async () => {
    const day = begin({ account: forgotten });
    day.at('13:16', (hands) => hands.useFor('box', steady()));
    await day.until('15:00');
    expect(day.state('box')).toBe('running');
    expect(day.told().map(({ kind }) => kind)).toEqual(['about-to-stop', 'withdrawn']);
  });

  test('is warned of anew after a restart, which is another life', async () => {
    const day = begin({ account: forgotten });
    day.at('13:12', (hands) => hands.stop('box'));
    day.at('13:18', (hands) => hands.start('box'));
    await day.until('16:00');
    expect(day.told('about-to-stop').map(({ at }) => at)).toEqual(['13:10', '14:30']);
    expect(day.turns('box')).toEqual(['13:10 stop', '13:15 start', '14:50 stop']);
  });

  test('is stopped again no sooner than the cool-down', async () => {
    const day = begin({ policy: 'idle: { window: 30m }', account: forgotten });
    day.at('13:30', (hands) => hands.start('box'));
    await day.until('17:00');
    expect(day.turns('box')).toEqual(['13:10 stop', '13:30 start', '15:40 stop']);
  });

  test('is not stopped where nobody reads the warning, until somebody does', async () => {
    const day = begin({ account: forgotten, confirmed: false });
    await day.until('18:00');
    expect(day.state('box')).toBe('running');
    day.at('18:02', (hands) => hands.confirmSubscription());
    await day.until('19:00');
    expect(day.told('about-to-stop').map(({ at }) => at)).toEqual(['18:05']);
    expect(day.turns('box')).toEqual(['18:25 stop']);
  });
});

describe('what is not known is not idle', () => {
  test('no metrics that could be read', async () => {
    const day = begin({ account: forgotten, denied: ['cloudwatch:GetMetricStatistics'] });
    await day.until('+1 12:00');
    expect(day.turns('box')).toEqual([]);
    expect(day.told('about-to-stop')).toEqual([]);
  });

  test('too few datapoints of an instance that was only just started', async () => {
    const day = begin({
      account: (setup) => setup.instance({ name: 'box', load: DEAD }, { state: 'stopped' }),
    });
    day.at('12:30', (hands) => hands.start('box'));
    await day.until('13:25');
    expect(day.told('about-to-stop')).toEqual([]);
  });

  test('a GPU, of which CPU and network tell nothing', async () => {
    const gpu = { name: 'box', type: 'g4dn.xlarge', load: DEAD };
    const policy = 'volumes: { instanceStore: lose }';
    const day = begin({ policy, account: (setup) => setup.instance(gpu) });
    await day.until('18:00');
    expect(day.turns('box')).toEqual([]);
  });

  test('disk work on a machine whose CPU and network are quiet', async () => {
    const effort = { cpuPercent: 0.5, networkBytesPerMinute: 1_000, ebsOperationsPerSecond: 6 };
    const day = begin({
      account: (setup) => setup.instance({ name: 'box', load: steady(effort) }),
    });
    await day.until('18:00');
    expect(day.told('about-to-stop')).toEqual([]);
  });

  test('bytes in a quiet CPU', async () => {
    const effort = { cpuPercent: 0.5, networkBytesPerMinute: 60_000, ebsOperationsPerSecond: 0 };
    const day = begin({
      account: (setup) => setup.instance({ name: 'box', load: steady(effort) }),
    });
    await day.until('18:00');
    expect(day.told('about-to-stop')).toEqual([]);
  });
});

describe('what looks like a server', () => {
  const web = (setup: Setup, tags = {}): unknown => {
    const securityGroupIds = [setup.securityGroup('web', [openTo(443)])];
    return setup.instance({ name: 'web', load: DEAD, securityGroupIds, tags });
  };

  test('is only proposed, once, in the digest', async () => {
    const days = begin({ account: (setup) => web(setup) });
    await days.until('+3 12:00');
    expect(days.turns('web')).toEqual([]);
    expect(days.told()).toEqual([]);
    const proposing = days.world.topic.mails.filter(({ text }) => text.includes('web'));
    expect(proposing).toHaveLength(1);
  });

  test('is stopped when its owner has said after how long', async () => {
    const tags = { 'tierkeeper:idle': '45m' };
    const day = begin({ account: (setup) => web(setup, tags) });
    await day.until('14:00');
    expect(day.state('web')).toBe('stopped');
  });
});
