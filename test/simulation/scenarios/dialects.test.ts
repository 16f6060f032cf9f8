/** Instances that keep the tags of Cloud Custodian and Instance Scheduler. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin } from '../scenario.ts';

const C7N = 'dialects: { c7n: { defaultTz: Asia/Seoul } }';
const OFFHOURS = { maid_offhours: 'off=(m-f,19);on=(m-f,7)' };

const tagged =
  (tags: Readonly<Record<string, string>>) =>
  (setup: Setup): unknown =>
    setup.instance({ name: 'box', load: steady(), tags });

describe('an off-hours tag', () => {
  test('stops at night and starts in the morning, and warns before', async () => {
    const night = begin({ policy: C7N, account: tagged(OFFHOURS) });
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual(['19:00 stop', '+1 07:00 start']);
    expect(night.told().map(({ at, kind }) => `${at} ${kind}`)).toEqual([
      '18:40 about-to-stop',
      '19:00 stopped',
      '+1 07:00 started',
    ]);
  });

  test('whose hour was missed is answered when somebody looks again', async () => {
    const night = begin({ policy: C7N, account: tagged(OFFHOURS) });
    night.outage('18:00', '21:30');
    await night.until('23:00');
    expect(night.turns('box')).toEqual(['21:50 stop']);
  });

  test('answers again the next night what a person starts at night', async () => {
    const night = begin({ policy: C7N, account: tagged(OFFHOURS) });
    night.at('21:02', (hands) => hands.start('box'));
    await night.until('+1 20:00');
    expect(night.turns('box')).toEqual(['19:00 stop', '21:00 start', '+1 19:00 stop']);
  });

  test('stops once in the hour that autumn repeats', async () => {
    const night = begin({
      policy: 'dialects: { c7n: { defaultTz: et, warn: 0m } }',
      zone: 'America/New_York',
      account: tagged({ maid_offhours: 'off=(u,1);on=(u,6)' }),
      begins: '2026-11-01 00:10',
    });
    night.at('01:20', (hands) => hands.start('box'));
    await night.until('12:00');
    expect(night.turns('box')).toEqual(['01:00 stop', '01:20 start']);
  });

  test('stops in the hour that spring skips, at the first instant that exists', async () => {
    const night = begin({
      policy: 'dialects: { c7n: { defaultTz: et, warn: 0m } }',
      zone: 'America/New_York',
      account: tagged({ maid_offhours: 'off=(u,2);on=(u,6)' }),
      begins: '2027-03-14 00:10',
    });
    await night.until('12:00');
    expect(night.turns('box')).toEqual(['03:00 stop', '06:00 start']);
  });

  test('that cannot be read is told once by name, and the instance left alone', async () => {
    const night = begin({
      policy: `${C7N}\nnightly: { stop: "22:00" }\ntell: { digest: "09:00" }`,
      account: tagged({ maid_offhours: 'off=(m-f,25)' }),
    });
    await night.until('+3 12:00');
    expect(night.turns('box')).toEqual([]);
    const lines = night.world.journal.of('ledger').flatMap(({ item, revision }) => {
      if (item?.kind !== 'notice' || revision !== 1) return [];
      const { kind, facts } = item.notice;
      return kind === 'digest' && facts.line === 'unreadable' ? [facts] : [];
    });
    expect(lines).toMatchObject([
      {
        subject: { name: 'box' },
        reason: { evidence: { tag: 'maid_offhours', problem: expect.stringContaining('"25"') } },
      },
    ]);
  });

  test('that changes is adopted anew: the hour that it names now is past', async () => {
    const night = begin({ policy: C7N, account: tagged(OFFHOURS) });
    night.at('16:02', (hands) => hands.tag('box', 'maid_offhours', 'off=(m-f,15);on=(m-f,8)'));
    await night.until('+1 16:00');
    expect(night.turns('box')).toEqual(['+1 15:00 stop']);
  });

  test('off opts out of the nightly schedule too', async () => {
    const night = begin({
      policy: `${C7N}\nnightly: { stop: "22:00" }`,
      account: tagged({ maid_offhours: 'off' }),
    });
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([]);
  });
});

const SPLIT = `
dialects:
  instanceScheduler:
    timezone: Asia/Seoul
    schedules:
      split: { periods: [morning, evening] }
      kept: { periods: [morning], retainRunning: true }
    periods:
      morning: { begintime: "08:00", endtime: "12:00", weekdays: mon-fri }
      evening: { begintime: "18:00", endtime: "21:00", weekdays: mon-fri }
`;

const LATE = `
nightly: { stop: "22:00" }
schedules: { late: { running: ["daily 08:00-23:00"] } }
`;

describe('a Schedule tag', () => {
  test('of two periods stops and starts twice a day', async () => {
    const day = begin({ policy: SPLIT, begins: '10:00', account: tagged({ Schedule: 'split' }) });
    await day.until('+1 09:00');
    expect(day.turns('box')).toEqual(['12:00 stop', '18:00 start', '21:00 stop', '+1 08:00 start']);
  });

  test('with retainRunning lets run what a person started before the period', async () => {
    const day = begin({ policy: SPLIT, begins: '10:00', account: tagged({ Schedule: 'kept' }) });
    day.at('+1 06:30', (hands) => hands.start('box'));
    await day.until('+2 13:00');
    expect(day.turns('box')).toEqual(['12:00 stop', '+1 06:30 start']);
    await day.until('+2 14:00');
    expect(day.state('box')).toBe('running');
  });

  test('counts less than our own tag, and more than the default', async () => {
    const day = begin({
      policy: `${SPLIT}${LATE}`,
      begins: '10:00',
      account: (setup) => {
        setup.instance({
          name: 'ours',
          load: steady(),
          tags: { Schedule: 'split', 'tierkeeper:schedule': 'late' },
        });
        setup.instance({ name: 'theirs', load: steady(), tags: { Schedule: 'split' } });
        setup.instance({ name: 'neither', load: steady() });
      },
    });
    await day.until('+1 07:00');
    expect(day.turns('ours')).toEqual(['23:00 stop']);
    expect(day.turns('theirs')).toEqual(['12:00 stop', '18:00 start', '21:00 stop']);
    expect(day.turns('neither')).toEqual(['22:00 stop']);
  });
});
