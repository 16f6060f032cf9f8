import { describe, expect, test } from 'vitest';
import { minutes } from '../../src/lib/model/instant.ts';
import {
  compileNightly,
  compileSchedule,
  hashed,
  type ScheduleDefinition,
} from '../../src/lib/schedule/compile.ts';
import { parseDays, parseWindow } from '../../src/lib/schedule/parse.ts';
import { must, scheduleOf, type WrittenSchedule } from './schedule-table.ts';

const office: ScheduleDefinition = {
  name: 'office',
  zone: 'Asia/Seoul',
  running: [must(parseWindow('mon-fri 09:00-19:00'))],
  stopped: [],
  holidays: [],
  start: 'ours',
  enforce: false,
  warn: minutes(15),
  from: null,
  until: null,
};

const problemOf = (definition: Partial<ScheduleDefinition>): string => {
  const result = compileSchedule({ ...office, ...definition });
  return result.ok ? 'none' : result.problem;
};

const hash = (written: Partial<WrittenSchedule>): string =>
  scheduleOf({ zone: 'Asia/Seoul', running: ['mon-fri 09:00-19:00'], ...written }).hash;

describe('a definition', () => {
  test('keeps what it says beside its windows', () => {
    const enforced = { start: 'all', enforce: true, warn: minutes(5) } as const;
    expect(must(compileSchedule({ ...office, ...enforced }))).toMatchObject({
      name: 'office',
      zone: 'Asia/Seoul',
      moments: [],
      ...enforced,
    });
  });

  test('names each of its holidays once, ascending', () => {
    const { holidays } = scheduleOf({
      zone: 'Asia/Seoul',
      running: ['daily 09:00-19:00'],
      holidays: ['2026-12-26', '2026-12-24..2026-12-26', '2025-01-01'],
    });
    expect(holidays).toEqual(['2025-01-01', '2026-12-24', '2026-12-25', '2026-12-26']);
  });

  test('with both running and stopped windows is refused', () => {
    expect(problemOf({ stopped: office.running })).toContain('`running` and `stopped`');
  });

  test('without any windows is refused', () => {
    expect(problemOf({ running: [] })).toContain('mon-fri 09:00-19:00');
  });

  test('that ends before it begins is refused', () => {
    const dates = { from: '2026-12-02', until: '2026-12-01' };
    expect(problemOf(dates)).toContain('from 2026-12-02, until 2026-12-01');
  });

  test('of one date is not refused', () => {
    expect(problemOf({ from: '2026-12-01', until: '2026-12-01' })).toBe('none');
  });

  test('of a night that stops when it starts is refused', () => {
    const days = must(parseDays('daily'));
    const nightly = { zone: 'UTC', stop: 420, start: 420, days, warn: minutes(15) };
    expect(compileNightly(nightly)).toEqual({
      ok: false,
      problem: '`stop` and `start` are the same time. Leave `start` out to stop only.',
    });
  });
});

test('the short form is called nightly', () => {
  expect(scheduleOf({ zone: 'UTC', nightly: { stop: '22:00', days: 'daily' } }).name).toBe(
    'nightly',
  );
});

describe('the hash', () => {
  test.each<[string, Partial<WrittenSchedule>]>([
    ['a window', { running: ['mon-fri 09:00-19:01'] }],
    ['another window', { running: ['mon-fri 09:00-19:00', 'sat 10:00-11:00'] }],
    ['the zone', { zone: 'Asia/Tokyo' }],
    ['a holiday', { holidays: ['2026-12-25'] }],
    ['the first date', { from: '2026-12-01' }],
    ['the last date', { until: '2026-12-01' }],
    ['the other way round', { running: [], stopped: ['mon-fri 09:00-19:00'] }],
    ['a moment', { moments: ['daily 22:00 stopped'] }],
    ['a skipped date', { moments: [], skipped: ['2026-12-25'] }],
  ])('changes with %s', (_name, written) => {
    expect(hash(written)).not.toBe(hash({}));
  });

  test.each<[string, Partial<WrittenSchedule>, Partial<WrittenSchedule>]>([
    ['days listed', { running: ['fri,mon,tue,wed,thu 09:00-19:00'] }, {}],
    [
      'windows in another order',
      { running: ['sat 10:00-11:00', 'mon 09:00-19:00'] },
      { running: ['mon 09:00-19:00', 'sat 10:00-11:00'] },
    ],
    ['a window said twice', { running: ['mon-fri 09:00-19:00', 'mon-fri 09:00-19:00'] }, {}],
    [
      'holidays in another order',
      { holidays: ['2026-12-25', '2026-12-24'] },
      { holidays: ['2026-12-24..2026-12-25'] },
    ],
  ])('does not change with %s', (_name, one, other) => {
    expect(hash(one)).toBe(hash(other));
  });

  test.each<[string, Partial<WrittenSchedule>, Partial<WrittenSchedule>]>([
    ['stopped windows', { stopped: ['mon 09:00-19:00'] }, { stopped: ['tue 09:00-19:00'] }],
    ['their beginnings', { stopped: ['mon 09:00-19:00'] }, { stopped: ['mon 09:01-19:00'] }],
    ['their ends', { stopped: ['mon 09:00-19:00'] }, { stopped: ['mon 09:00-19:01'] }],
    ['moments', { moments: ['mon 09:00 running'] }, { moments: ['tue 09:00 running'] }],
    ['their times', { moments: ['mon 09:00 running'] }, { moments: ['mon 09:01 running'] }],
    ['their states', { moments: ['mon 09:00 running'] }, { moments: ['mon 09:00 stopped'] }],
    [
      'holidays',
      { moments: [], holidays: ['2026-12-24'] },
      { moments: [], holidays: ['2026-12-25'] },
    ],
    [
      'skipped dates',
      { moments: [], skipped: ['2026-12-24'] },
      { moments: [], skipped: ['2026-12-25'] },
    ],
    ['days of the month', { running: ['day 1 09:00-19:00'] }, { running: ['day 2 09:00-19:00'] }],
    ['workdays', { running: ['day 1W 09:00-19:00'] }, { running: ['day 2W 09:00-19:00'] }],
    [
      'a day and a workday',
      { running: ['day 1 09:00-19:00'] },
      { running: ['day 1W 09:00-19:00'] },
    ],
  ])('tells %s apart', (_name, one, other) => {
    const empty = { running: [] };
    expect(hash({ ...empty, ...one })).not.toBe(hash({ ...empty, ...other }));
  });

  test('has sixteen digits also where the first is zero', () => {
    const digits = Array.from({ length: 100 }, (_, day) =>
      hash({ holidays: [new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)] }),
    );
    expect(digits.some((text) => text.startsWith('0'))).toBe(true);
    expect(digits.every((text) => /^[0-9a-f]{16}$/.test(text))).toBe(true);
  });

  test('does not change with what moves no edge', () => {
    const { hash: _, ...parts } = scheduleOf({ zone: 'UTC', running: ['mon 09:00-19:00'] });
    const other = { ...parts, name: 'lab', start: 'all', enforce: true, warn: minutes(0) } as const;
    expect(hashed(other).hash).toBe(hashed(parts).hash);
  });

  test('is the same on every machine and in every version', () => {
    expect(hash({})).toBe('2259db2a5ac9f008');
  });
});
