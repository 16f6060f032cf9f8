/** Periods and schedules of Instance Scheduler: what is refused and how, and odd forms. */
import { describe, expect, test } from 'vitest';
import { hours, minutes, plus } from '../../../src/lib/model/instant.ts';
import {
  readPeriod,
  type WrittenPeriod,
} from '../../../src/lib/schedule/dialects/instance-scheduler-period.ts';
import {
  readPlan,
  type WrittenPlan,
} from '../../../src/lib/schedule/dialects/instance-scheduler-schedule.ts';
import { isWindowActive } from '../../../src/lib/schedule/dialects/instance-scheduler-window.ts';
import { at, must } from '../schedule-table.ts';

const EMPTY: WrittenPeriod = {
  name: null,
  begintime: null,
  endtime: null,
  weekdays: null,
  monthdays: null,
  months: null,
};

const period = (written: Partial<WrittenPeriod>) => readPeriod({ ...EMPTY, ...written });
const datesOf = (written: Partial<WrittenPeriod>) => must(period(written)).dates;
const problemOf = (result: { readonly ok: boolean; readonly problem?: string }): string =>
  result.problem ?? 'none';

describe('the dates of a period', () => {
  test.each<[Partial<WrittenPeriod>, object]>([
    [{ weekdays: ['mon - fri'] }, { weekdays: [1, 2, 3, 4, 5], nthWeekdays: null }],
    [{ weekdays: ['Sunday-1'] }, { weekdays: [7, 1, 2] }],
    [{ weekdays: ['tue,mon#1', 'friL'] }, { weekdays: [2] }],
    [
      { weekdays: ['tue,mon#1', 'friL'] },
      {
        nthWeekdays: [
          { weekday: 1, nth: 1 },
          { weekday: 5, nth: -1 },
        ],
      },
    ],
    [{ weekdays: ['L'] }, { weekdays: [7], nthWeekdays: null }],
    [{ weekdays: ['mon,*'] }, { weekdays: null, nthWeekdays: null }],
    [{ weekdays: ['fri-mon/2'] }, { weekdays: [5, 7] }],
    [{ monthdays: ['28 - L'] }, { monthDays: [28, 29, 30, 31] }],
    [{ monthdays: ['1/9'] }, { monthDays: [1, 10, 19, 28] }],
    [{ monthdays: ['15W,L'] }, { monthDays: [{ nearestWorkdayTo: 15 }, -1] }],
    [{ months: ['nov-feb'] }, { months: [11, 12, 1, 2] }],
    [{ months: ['september', '3/5'] }, { months: [9, 3, 8] }],
    [{ months: ['?'] }, { months: null, monthDays: null }],
  ])('written as %o are read', (written, dates) => {
    expect(datesOf(written)).toMatchObject(dates);
  });

  test.each([
    ...'monday tuesday wednesday thursday friday saturday sunday'
      .split(' ')
      .map((word, index) => ['weekdays', word, index + 1] as const),
    ...'january february march april may june july august september october november december'
      .split(' ')
      .map((word, index) => ['months', word, index + 1] as const),
  ])('have in %s the word %s, in full and by three letters', (field, word, value) => {
    const short = word.slice(0, 3);
    expect(datesOf({ [field]: [word] })[field]).toEqual([value]);
    expect(datesOf({ [field]: [short] })[field]).toEqual([value]);
  });

  test.each<[Partial<WrittenPeriod>, string]>([
    [{ weekdays: [] }, 'weekdays is an empty set. Leave it out instead.'],
    [{ weekdays: [' mno '] }, 'weekdays: "mno" cannot be read. Did you mean mon?'],
    [{ weekdays: ['holiday'] }, 'weekdays: "holiday" cannot be read. Write 0 to 6.'],
    [{ monthdays: ['x15W'] }, 'monthdays: "x15W" cannot be read. Write 1 to 31.'],
    [{ monthdays: ['15Wx'] }, 'monthdays: "15Wx" cannot be read. Write 1 to 31.'],
    [{ monthdays: ['5-x'] }, 'monthdays: "5-x" cannot be read. Write 1 to 31.'],
    [{ monthdays: ['x-5'] }, 'monthdays: "x-5" cannot be read. Write 1 to 31.'],
    [{ weekdays: ['mon#1x'] }, 'weekdays: "mon#1x" cannot be read.'],
    [{ weekdays: ['mon#12'] }, 'weekdays: "mon#12": a month has weeks 1 to 5.'],
    [{ weekdays: ['1-L'] }, 'weekdays: "1-l" has an L; a range of days of the week has none.'],
    [{ weekdays: ['1W'] }, 'weekdays: "1w": W is for days of the month.'],
    [{ weekdays: [' 7 '] }, 'weekdays: "7" is not within 0 to 6.'],
    [{ monthdays: ['20-32'] }, 'monthdays: "20-32" is not within 1 to 31.'],
    [{ monthdays: ['0-20'] }, 'monthdays: "0-20" is not within 1 to 31.'],
    [{ monthdays: ['20-10'] }, '"20-10" ends before it begins; days of the month do not wrap.'],
    [{ monthdays: ['1/10'] }, 'monthdays: "1/10" steps by 0: Instance Scheduler reads the last'],
    [{ monthdays: ['3#1'] }, 'monthdays: "3#1": weeks of the month are for weekdays.'],
    [{ monthdays: ['3L'] }, 'monthdays: "3l": weeks of the month are for weekdays.'],
    [{ months: ['3-L'] }, 'months: "3-l" has an L; months have none.'],
    [{ months: ['L'] }, 'months: "l" is no month. Write 1 to 12, or jan to dec.'],
    [{ months: ['3L'] }, 'months: "3l" is no month. Write 1 to 12, or jan to dec.'],
    [{ months: ['3#1'] }, 'months: "3#1" is no month. Write 1 to 12, or jan to dec.'],
    [{ months: ['3W'] }, 'months: "3w" is no month. Write 1 to 12, or jan to dec.'],
  ])('written as %o are refused', (written, sentence) => {
    expect(problemOf(period(written))).toContain(sentence);
  });
});

describe('the times of a period', () => {
  test.each<[Partial<WrittenPeriod>, string]>([
    [{}, 'A period needs one of begintime, endtime, weekdays, monthdays and months.'],
    [{ begintime: '9' }, 'begintime "9" is not a time from 00:00 to 23:59, such as 09:00.'],
    [{ endtime: '24:00' }, 'endtime "24:00" is not a time from 00:00 to 23:59, such as 09:00.'],
    [
      { begintime: '22:00', endtime: '06:00' },
      'begintime 22:00 is after endtime 06:00: a period does not cross midnight. Write two',
    ],
  ])('%o are refused', (written, sentence) => {
    expect(problemOf(period(written))).toContain(sentence);
  });

  test('may be one alone, whatever the other', () => {
    expect(must(period({ begintime: '22:00' }))).toMatchObject({ begin: 1_320, end: null });
    expect(must(period({ endtime: '0:05' }))).toMatchObject({ begin: null, end: 5 });
  });
});

describe('a schedule', () => {
  const plan = (written: Partial<WrittenPlan>) =>
    readPlan({
      timezone: null,
      overrideStatus: null,
      periodNames: null,
      periods: [],
      maintenanceWindows: [],
      ...written,
    });
  const named = (name: string | null): WrittenPeriod => ({ ...EMPTY, name, begintime: '09:00' });
  const namesIn = (written: Partial<WrittenPlan>) =>
    must(plan(written)).periods.map(({ name }) => name);

  test('takes the periods that it names, each once, without the instance type', () => {
    const periods = [named('a'), named('b'), named('c')];
    expect(namesIn({ periods, periodNames: ['c', ' a @t3.micro', 'c'] })).toEqual(['c', 'a']);
  });

  test('takes all of them where it names none, or where one has no name', () => {
    expect(namesIn({ periods: [named('a'), named('b')], periodNames: [] })).toEqual(['a', 'b']);
    expect(namesIn({ periods: [named('a'), named('b')] })).toEqual(['a', 'b']);
    expect(namesIn({ periods: [named('a'), named(null)], periodNames: ['a'] })).toEqual([
      'a',
      null,
    ]);
  });

  test.each<[Partial<WrittenPlan>, string]>([
    [{ periodNames: ['x'] }, 'The schedule names the period "x": it has none.'],
    [{ periodNames: ['x'], periods: [named('a')] }, 'names the period "x": it has none.'],
    [{}, 'A schedule needs periods, override_status or ssm_maintenance_window.'],
    [{ overrideStatus: '' }, 'A schedule needs periods, override_status'],
    [{ overrideStatus: 'on' }, 'override_status "on" is neither running nor stopped.'],
    [{ timezone: 'Mars' }, 'timezone "Mars" is not an IANA time zone.'],
    [{ timezone: 'asia/seoul' }, 'timezone "asia/seoul" is spelled Asia/Seoul.'],
  ])('%o is refused', (written, sentence) => {
    expect(problemOf(plan(written))).toContain(sentence);
  });

  test('needs no periods where it overrides, or follows a window', () => {
    expect(must(plan({ overrideStatus: 'STOPPED' })).override).toBe('stopped');
    expect(must(plan({ maintenanceWindows: ['patch'] })).periods).toEqual([]);
  });

  test('may name a zone by an older name of it', () => {
    expect(must(plan({ timezone: 'Asia/Calcutta', overrideStatus: 'running' })).zone).toBe(
      'Asia/Calcutta',
    );
    expect(must(plan({ timezone: 'US/Eastern', overrideStatus: 'running' })).zone).toBe(
      'US/Eastern',
    );
  });
});

describe('a maintenance window', () => {
  const next = at('2026-11-22T20:00Z');
  const lasting = (durationHours: number, schedulerIntervalMinutes: number) => ({
    name: 'patch',
    nextExecution: next,
    offset: minutes(0),
    durationHours,
    schedulerIntervalMinutes,
  });
  const isOpen = (window: ReturnType<typeof lasting>, afterHours: number): boolean =>
    isWindowActive(window, plus(next, hours(afterHours)));

  test('of a day, its margins included, leaves no date between', () => {
    const window = lasting(23, 50);
    expect([-1, 22.9, 23, 23.5].map((later) => isOpen(window, later))).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
