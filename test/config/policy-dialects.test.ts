import { describe, expect, test } from 'vitest';
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import { minutes } from '../../src/lib/model/instant.ts';

const dialectsOf = (dialects: unknown) => parsePolicyDocument({ dialects }).dialects;

const OFFICE = { weekdays: 'mon-fri', begintime: '09:00', endtime: '17:00' };

describe('dialects of the policy', () => {
  test('are none unless they are named', () => {
    expect(parsePolicyDocument({}).dialects).toEqual({ c7n: null, instanceScheduler: null });
  });

  test('in the short form are read with the defaults of the other tools', () => {
    const { c7n, instanceScheduler } = dialectsOf(['c7n', 'instance-scheduler']);
    expect(c7n).toEqual({
      ...{ tag: 'maid_offhours', defaultTz: 'et', offhour: 19, onhour: 7, optOut: false },
      ...{ weekends: true, weekendsOnly: false, skipDays: [], fallbackSchedule: null },
      ...{ start: 'all', warn: minutes(15) },
    });
    expect(instanceScheduler).toEqual({ tag: 'Schedule', schedules: {} });
  });

  test('in the short form may be one, and the other is not read', () => {
    expect(dialectsOf(['instance-scheduler']).c7n).toBeNull();
    expect(dialectsOf(['c7n']).instanceScheduler).toBeNull();
  });

  test('mean the same in the short form and as empty sections', () => {
    expect(dialectsOf({ c7n: {}, instanceScheduler: {} })).toEqual(
      dialectsOf(['c7n', 'instance-scheduler']),
    );
  });

  test('have schedules in their own zone, else in that of the section', () => {
    const { instanceScheduler } = dialectsOf({
      instanceScheduler: {
        timezone: 'Europe/Berlin',
        schedules: {
          here: { periods: ['days'] },
          seoul: { periods: ['days'], timezone: 'Asia/Seoul' },
        },
        periods: { days: OFFICE },
      },
    });
    const zones = Object.values(instanceScheduler?.schedules ?? {}).map(
      ({ schedule }) => schedule.zone,
    );
    expect(zones).toEqual(['Europe/Berlin', 'Asia/Seoul']);
  });

  test('take days as text, as a number, and as a list of both', () => {
    const hashOf = (monthdays: unknown) =>
      dialectsOf({
        instanceScheduler: {
          schedules: { s: { periods: ['p'] } },
          periods: { p: { monthdays, begintime: '09:00', endtime: '17:00' } },
        },
      }).instanceScheduler?.schedules['s']?.schedule.hash;
    expect(hashOf([1, '15'])).toBe(hashOf('1,15'));
    expect(hashOf(15)).toBe(hashOf('15'));
    expect(hashOf(15)).not.toBe(hashOf(16));
  });

  test('carry enforced and retainRunning, and name the options that they do not carry', () => {
    const { instanceScheduler } = dialectsOf({
      instanceScheduler: {
        schedules: {
          whole: {
            ...{ periods: ['days@t3.large'], enforced: true, retainRunning: true, hibernate: true },
            ...{ stopNewInstances: true, ssmMaintenanceWindow: ['patching'] },
          },
          forced: { overrideStatus: 'stopped' },
          plain: { periods: ['days'], ssmMaintenanceWindow: ['a'], useMaintenanceWindow: false },
          half: { periods: ['evening'], enforced: true },
        },
        periods: { days: OFFICE, evening: { endtime: '20:00' } },
      },
    });
    const { whole, forced, plain, half } = instanceScheduler?.schedules ?? {};
    expect(whole?.schedule).toMatchObject({ enforce: true, retainRunning: true, start: 'all' });
    expect(whole?.notCarried).toEqual([
      'maintenance-window',
      'stop-new-instances',
      'hibernate',
      'instance-type',
    ]);
    expect(forced?.notCarried).toEqual(['override-status']);
    expect(plain?.notCarried).toEqual([]);
    expect(half?.notCarried).toEqual(['enforced-any']);
  });
});
