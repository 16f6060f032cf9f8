import { describe, expect, test } from 'vitest';
import { ODD_SENTENCES } from '../../src/cli/schedule/odd-words.ts';
import { parseHoliday } from '../../src/lib/schedule/holidays.ts';
import { type LintWarning, lint } from '../../src/lib/schedule/lint.ts';
import { at, must, scheduleOf, type WrittenSchedule } from './schedule-table.ts';

const lintOf = (written: WrittenSchedule, now = '2026-11-22T12:00Z'): readonly LintWarning[] =>
  lint({
    schedule: scheduleOf(written),
    holidays: (written.holidays ?? []).map((text) => must(parseHoliday(text))),
    now: at(now),
  });

/** As the first warning reads, in English and in Korean. */
const saidOf = (written: WrittenSchedule, now?: string): readonly string[] =>
  lintOf(written, now)
    .slice(0, 1)
    .flatMap((one) => [
      ODD_SENTENCES.en(one, scheduleOf(written).zone),
      ODD_SENTENCES.ko(one, scheduleOf(written).zone),
    ]);

const codesOf = (written: WrittenSchedule, now?: string): readonly string[] =>
  lintOf(written, now).map(({ code }) => code);

const utc = (...running: readonly string[]): WrittenSchedule => ({ zone: 'UTC', running });

describe('lint', () => {
  test('has nothing to say about office hours', () => {
    expect(lintOf({ zone: 'Asia/Seoul', running: ['mon-fri 09:00-19:00'] })).toEqual([]);
  });

  test('has nothing to say about a nightly stop without a start', () => {
    expect(codesOf({ zone: 'UTC', nightly: { stop: '22:00', days: 'daily' } })).toEqual([]);
  });

  test('says that a date which never comes never runs', () => {
    const never = utc('day 30 in feb 09:00-19:00');
    expect(codesOf(never)).toEqual(['never-runs']);
    expect(saidOf(never)).toEqual([
      'It can never run: nothing in it ever starts.',
      '켜질 때가 없습니다. 시작하는 시각이 하나도 없습니다.',
    ]);
  });

  test('knows that the 29th of February comes, rarely', () => {
    expect(codesOf(utc('day 29 in feb 09:00-19:00'))).toEqual([]);
  });

  test('says that windows which are always stopped never run', () => {
    expect(codesOf({ zone: 'UTC', stopped: ['daily 00:00-24:00'] })).toEqual(['never-runs']);
  });

  test('says that a schedule whose only dates are holidays never runs', () => {
    const dates = { from: '2026-12-24', until: '2026-12-26', holidays: ['2026-12-24..2026-12-26'] };
    expect(codesOf({ ...utc('daily 09:00-19:00'), ...dates })).toEqual(['never-runs']);
  });

  test('says that windows which are always open never stop', () => {
    expect(codesOf(utc('daily 00:00-24:00'))).toEqual(['never-stops']);
    expect(saidOf(utc('daily 00:00-24:00'))).toEqual([
      'It never stops: nothing in it ever ends.',
      '꺼질 때가 없습니다. 끝나는 시각이 하나도 없습니다.',
    ]);
  });

  test('sees through windows that are always open together', () => {
    expect(codesOf(utc('daily 06:00-20:00', 'daily 18:00-07:00'))).toEqual(['never-stops']);
  });

  test('says that starts alone never stop', () => {
    expect(codesOf({ zone: 'UTC', moments: ['daily 07:00 running'] })).toEqual(['never-stops']);
  });

  test('says that a stop on a date which never comes never stops', () => {
    const never = { zone: 'UTC', nightly: { stop: '22:00', days: 'day 30 in feb' } };
    expect(codesOf(never)).toEqual(['never-stops']);
  });

  test('says that a schedule has ended, and no more than that', () => {
    const ended = { ...utc('day 30 in feb 09:00-19:00'), until: '2026-11-21' };
    expect(lintOf(ended)).toEqual([{ code: 'ended', until: '2026-11-21' }]);
    expect(saidOf(ended)).toEqual([
      'It ended with 2026-11-21 and does nothing now.',
      '2026-11-21에 끝나서 이제 아무 일도 하지 않습니다.',
    ]);
  });

  test('calls a schedule ended from the midnight after its last date on', () => {
    const last = { ...utc('daily 09:00-19:00'), until: '2026-11-21' };
    expect(codesOf(last, '2026-11-22T00:00Z')).toEqual(['ended']);
    expect(codesOf(last, '2026-11-21T23:59Z')).toEqual([]);
  });

  test('says of moments that never start or never stop what it says of windows', () => {
    const moments = ['daily 22:00 stopped', 'mon 09:00 running'];
    expect(codesOf({ zone: 'UTC', moments })).toEqual([]);
    expect(codesOf({ zone: 'UTC', moments: ['daily 22:00 stopped'] })).toEqual([]);
    const off = { from: '2026-11-23', until: '2026-12-31', holidays: ['2026-11-23..2026-12-31'] };
    expect(codesOf({ zone: 'UTC', moments, ...off })).toEqual(['never-runs']);
  });

  test('does not call a schedule ended on its last date, nor half of it missing', () => {
    const last = { ...utc('daily 09:00-19:00'), until: '2026-11-22' };
    expect(codesOf(last, '2026-11-22T18:00Z')).toEqual([]);
  });

  test('judges a schedule that has not begun from its first date', () => {
    expect(codesOf({ ...utc('daily 09:00-09:03'), from: '2029-01-01' })).toEqual([
      'shorter-than-tick',
    ]);
  });

  test('says that a window of one minute is answered by its later edge, once', () => {
    const [warning, ...more] = lintOf(utc('daily 09:00-09:01'));
    expect(more).toEqual([]);
    expect(warning).toMatchObject({
      code: 'shorter-than-tick',
      first: { at: at('2026-11-23T09:00Z'), to: 'running' },
      second: { at: at('2026-11-23T09:01Z'), to: 'stopped' },
    });
    expect(saidOf(utc('daily 09:00-09:01'))).toEqual([
      'Between 09:00 (running) and 09:01 (stopped) there may be no tick: ' +
        'the later one is answered.',
      '09:00(시작)부터 09:01(중지)까지가 확인 주기보다 짧아, 나중 시각만 따를 수 있습니다.',
    ]);
  });

  test('says the same of a pause of one minute', () => {
    const pause = utc('daily 09:00-12:00', 'daily 12:01-18:00');
    expect(codesOf(pause)).toEqual(['shorter-than-tick']);
  });

  test('has nothing to say about a window as long as a tick', () => {
    expect(codesOf(utc('daily 09:00-09:05'))).toEqual([]);
  });

  test('says that a Friday night lasts until Monday', () => {
    const written = { stop: '22:00', start: '07:00', days: 'mon-fri' };
    const nights = { zone: 'Asia/Seoul', nightly: written };
    const [warning] = lintOf(nights);
    expect(warning).toMatchObject({
      code: 'stays-stopped',
      stop: { at: at('2026-11-27T22:00+09:00') },
      start: { at: at('2026-11-30T07:00+09:00') },
    });
    expect(saidOf(nights)).toEqual([
      'After the stop on Fri 2026-11-27 22:00 the next start is on Mon 2026-11-30 07:00: ' +
        'the named days are those on which it starts.',
      '2026-11-27(금) 22:00에 중지하면 2026-11-30(월) 07:00에야 시작합니다. ' +
        'days에는 시작하는 요일을 적습니다.',
    ]);
  });

  test('does not say so of a schedule that says its windows', () => {
    expect(codesOf(utc('mon-fri 07:00-22:00'))).toEqual([]);
  });

  test('does not say so of a night that is daily', () => {
    const written = { stop: '22:00', start: '07:00', days: 'daily' };
    expect(codesOf({ zone: 'UTC', nightly: written })).toEqual([]);
  });

  test('says when the holidays of a country will end, three months ahead', () => {
    const korea = { zone: 'Asia/Seoul', running: ['mon-fri 09:00-19:00'], holidays: ['KR'] };
    expect(codesOf(korea, '2027-09-01T00:00Z')).toEqual([]);
    expect(lintOf(korea, '2027-11-01T00:00Z')).toEqual([
      { code: 'holidays-unknown', country: 'KR', year: 2028 },
    ]);
    expect(saidOf(korea, '2027-11-01T00:00Z')).toEqual([
      'The holidays of KR in 2028 are not known: list their dates.',
      '2028년 KR 공휴일을 알지 못합니다. 날짜를 직접 적어 주세요.',
    ]);
  });

  test('does not miss holidays after the last date', () => {
    const korea = { zone: 'Asia/Seoul', running: ['mon-fri 09:00-19:00'], holidays: ['KR'] };
    expect(codesOf({ ...korea, until: '2027-12-31' }, '2027-11-01T00:00Z')).toEqual([]);
  });

  test('knows no holidays of a year that is over before the next one begins', () => {
    const korea = { zone: 'Asia/Seoul', running: ['mon-fri 09:00-19:00'], holidays: ['KR'] };
    expect(codesOf({ ...korea, until: '2029-12-31' }, '2027-11-01T00:00Z')).toEqual([
      'holidays-unknown',
    ]);
    expect(codesOf(korea, '2028-06-01T00:00Z')).toEqual(['holidays-unknown']);
  });

  test('names no skipped time on a day without the window or the moment', () => {
    // In New York the clock skips an hour on Sunday 14 March 2027.
    const newYork = { zone: 'America/New_York' } as const;
    expect(codesOf({ ...newYork, running: ['mon 02:30-09:00', 'sun 04:00-09:00'] })).toEqual([]);
    expect(codesOf({ ...newYork, moments: ['mon 02:30 stopped', 'daily 09:00 running'] })).toEqual(
      [],
    );
    expect(codesOf({ ...newYork, running: ['sun 02:30-09:00'] })).toEqual(['time-skipped']);
    expect(codesOf({ ...newYork, stopped: ['sun 02:30-09:00'] })).toEqual(['time-skipped']);
    expect(codesOf({ ...newYork, moments: ['sun 02:30 stopped', 'daily 09:00 running'] })).toEqual([
      'time-skipped',
    ]);
  });

  test('says which time spring skips, and when the edge comes', () => {
    const night = { zone: 'America/New_York', running: ['sat 20:00-02:30'] };
    const [warning, ...more] = lintOf(night);
    expect(more).toEqual([]);
    expect(warning).toEqual({
      code: 'time-skipped',
      date: '2027-03-14',
      named: 150,
      at: at('2027-03-14T03:00-04:00'),
    });
    expect(saidOf(night)).toEqual([
      'On 2027-03-14 the clock in America/New_York skips 02:30: that edge comes at 03:00.',
      '2027-03-14에는 America/New_York 시계가 02:30을 건너뜁니다. 그때 할 일은 03:00에 합니다.',
    ]);
  });

  test('says so in the night itself, when the window is open already', () => {
    const night = { zone: 'America/New_York', running: ['sat 20:00-02:30'] };
    const [warning] = lintOf(night, '2027-03-14T00:00-05:00');
    expect(warning).toMatchObject({ code: 'time-skipped', date: '2027-03-14' });
  });

  test('says it of a midnight and of a moment as well', () => {
    const santiago = { zone: 'America/Santiago', moments: ['daily 24:00 stopped'] };
    expect(lintOf(santiago)[0]).toMatchObject({ date: '2027-09-05', named: 0 });
  });
});
