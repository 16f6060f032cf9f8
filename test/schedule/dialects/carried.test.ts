/** What of a schedule of Instance Scheduler cannot be carried over, and why. */
import { describe, expect, test } from 'vitest';
import { minutes } from '../../../src/lib/model/instant.ts';
import {
  carriedSchedule,
  type WrittenSchedule,
} from '../../../src/lib/schedule/dialects/instance-scheduler-carried.ts';
import { must } from '../schedule-table.ts';

type WrittenPeriod = WrittenSchedule['periods'][number];

const period = (written: Partial<WrittenPeriod>): WrittenPeriod => ({
  name: 'days',
  begintime: null,
  endtime: null,
  weekdays: null,
  monthdays: null,
  months: null,
  ...written,
});
const OFFICE = period({ begintime: '09:00', endtime: '17:00', weekdays: ['mon-fri'] });

const carried = (written: Partial<WrittenSchedule>) =>
  carriedSchedule({
    name: 'office',
    start: 'all',
    warn: minutes(0),
    timezone: 'Asia/Seoul',
    periodNames: ['days'],
    periods: [OFFICE],
    overrideStatus: null,
    enforced: false,
    retainRunning: false,
    stopNewInstances: null,
    hibernate: false,
    useMaintenanceWindow: false,
    maintenanceWindows: [],
    ...written,
  });

describe('a schedule that cannot be carried over', () => {
  test.each<[string, Partial<WrittenSchedule>, string]>([
    [
      'follows a maintenance window alone',
      { periodNames: [], maintenanceWindows: ['patches'] },
      'It follows a maintenance window alone, and those are not read: give it periods.',
    ],
    [
      'has periods that never run',
      { periods: [period({ begintime: '09:00', endtime: '09:00' })] },
      'None of its periods ever runs.',
    ],
    [
      'has a begin alone on days of the month',
      { periods: [period({ begintime: '09:00', monthdays: ['1'] })] },
      'A period with begintime or endtime alone goes by days of the week, and so must the ' +
        'periods beside it. Give every period both times.',
    ],
    [
      'has an end alone on days of the month beside another period',
      {
        periodNames: ['days', 'more'],
        periods: [
          period({ endtime: '09:00', monthdays: ['1'] }),
          period({ name: 'more', begintime: '10:00', endtime: '11:00', monthdays: ['2'] }),
        ],
      },
      'A period with begintime or endtime alone goes by days of the week, and so must the ' +
        'periods beside it. Give every period both times.',
    ],
    [
      'names no periods',
      { periodNames: [] },
      'A schedule needs periods, override_status or ssm_maintenance_window.',
    ],
  ])('%s', (...[, written, problem]) => {
    expect(carried(written)).toEqual({ ok: false, problem });
  });
});

test('an end alone on days of the month is one moment to stop at', () => {
  const { schedule } = must(
    carried({ periods: [period({ endtime: '20:00', monthdays: ['1', 'L'] })] }),
  );
  expect(schedule).toMatchObject({
    running: [],
    stopped: [],
    moments: [{ dates: { monthDays: [1, -1] }, at: 20 * 60, to: 'stopped' }],
  });
});

describe('what means nothing here is named', () => {
  const ONE_SIDED = period({ name: 'nights', endtime: '20:00', weekdays: ['mon-fri'] });
  const both = { periodNames: ['days', 'nights'], periods: [OFFICE, ONE_SIDED] };

  test.each<[Partial<WrittenSchedule>, readonly string[]]>([
    [{}, []],
    [{ overrideStatus: 'running' }, ['override-status']],
    [{ useMaintenanceWindow: true, maintenanceWindows: ['patches'] }, ['maintenance-window']],
    [{ useMaintenanceWindow: true }, []],
    [{ maintenanceWindows: ['patches'] }, []],
    [{ stopNewInstances: true }, ['stop-new-instances']],
    [{ stopNewInstances: false }, []],
    [{ hibernate: true }, ['hibernate']],
    [{ periodNames: ['days@t3.micro'] }, ['instance-type']],
    [{ ...both, periodNames: ['days', 'nights@t3.micro'] }, ['instance-type']],
    [{ enforced: true }, []],
    [both, []],
    [{ ...both, enforced: true }, ['enforced-any']],
    [{ ...both, enforced: true, overrideStatus: 'stopped' }, ['override-status']],
  ])('%j', (written, notCarried) => {
    expect(must(carried(written)).notCarried).toEqual(notCarried);
  });
});

test('the minute before the next period is bridged, and no other', () => {
  const two = (end: string, begin: string) => {
    const periods = [
      period({ begintime: '09:00', endtime: end }),
      period({ name: 'more', begintime: begin, endtime: '20:00' }),
    ];
    return must(carried({ periodNames: ['days', 'more'], periods })).schedule.running.map(
      ({ to }) => to,
    );
  };
  expect(two('11:59', '12:00')).toEqual([12 * 60, 20 * 60]);
  expect(two('11:58', '12:00')).toEqual([11 * 60 + 58, 20 * 60]);
});
