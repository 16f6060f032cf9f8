import { describe, expect, test } from 'vitest';
import { windowsOfMoments } from '../../../src/lib/schedule/dialects/moments-as-windows.ts';
import { parseWindow } from '../../../src/lib/schedule/parse.ts';
import { windowText } from '../../../src/lib/schedule/window-text.ts';
import { scheduleOf } from '../schedule-table.ts';

const windowsOf = (moments: readonly string[]) =>
  windowsOfMoments(scheduleOf({ zone: 'UTC', moments }).moments);

describe('starts and stops by days of the week', () => {
  test.each([
    [
      'become a window a day',
      ['mon-fri 09:00 running', 'mon-fri 19:00 stopped'],
      ['mon-fri 09:00-19:00'],
    ],
    [
      'over midnight stay one window',
      ['mon,wed 20:00 running', 'tue,thu 06:00 stopped'],
      ['mon,wed 20:00-06:00'],
    ],
    [
      'to midnight end with the day',
      ['mon 09:00 running', 'tue 00:00 stopped'],
      ['mon 09:00-24:00'],
    ],
    [
      'longer than a day have a piece a day',
      ['mon 09:00 running', 'thu 06:00 stopped'],
      ['mon 09:00-24:00', 'tue,wed 00:00-24:00', 'thu 00:00-06:00'],
    ],
    [
      'of a night longer than a day have two pieces',
      ['mon 09:00 running', 'tue 10:00 stopped'],
      ['mon 09:00-24:00', 'tue 00:00-10:00'],
    ],
    [
      'of exactly a day have two pieces, as a window ends at another time than it begins',
      ['mon 09:00 running', 'tue 09:00 stopped'],
      ['mon 09:00-24:00', 'tue 00:00-09:00'],
    ],
    [
      'over the end of the week go on at its beginning',
      ['sun 22:00 running', 'mon 06:00 stopped'],
      ['sun 22:00-06:00'],
    ],
    [
      'of every day become one window',
      ['daily 08:00 running', 'daily 20:00 stopped'],
      ['daily 08:00-20:00'],
    ],
  ])('%s', (...[, moments, windows]) => {
    const result = windowsOf(moments);
    const texts = result.ok ? result.value.map(windowText) : [];
    expect(texts).toEqual(windows);
    expect(texts.filter((text) => !parseWindow(text).ok)).toEqual([]);
  });

  test.each([
    ['only stop', ['mon 19:00 stopped'], 'It only stops, and windows start as well.'],
    ['only start', ['mon 09:00 running'], 'It only starts, and windows stop as well.'],
    [
      'stop twice in a row',
      ['mon 09:00 running', 'mon 19:00 stopped', 'mon 20:00 stopped'],
      'It stops or starts twice in a row, and windows do so in turn.',
    ],
    [
      'start twice in a row, over the end of the week',
      ['mon 09:00 running', 'mon 19:00 stopped', 'sun 09:00 running'],
      'It stops or starts twice in a row, and windows do so in turn.',
    ],
  ])('that %s have no windows', (...[, moments, problem]) => {
    expect(windowsOf(moments)).toEqual({ ok: false, problem });
  });
});
