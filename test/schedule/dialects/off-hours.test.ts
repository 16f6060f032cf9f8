/** Off-hours tags: what is understood, what is refused and how, and what they compile to. */
import { describe, expect, test } from 'vitest';
import { minutes } from '../../../src/lib/model/instant.ts';
import { compileC7n } from '../../../src/lib/schedule/dialects/c7n-compile.ts';
import {
  type C7nPolicy,
  c7nPolicyProblem,
  decideC7n,
  readC7n,
  standardC7nPolicy,
} from '../../../src/lib/schedule/dialects/c7n-offhours.ts';
import { normalised, readC7nValue } from '../../../src/lib/schedule/dialects/c7n-value.ts';
import { c7nZone } from '../../../src/lib/schedule/dialects/c7n-zones.ts';
import { at, must } from '../schedule-table.ts';

const offhour = standardC7nPolicy('offhour');
const onhour = standardC7nPolicy('onhour');
const NAMED = { name: 't', start: 'all', warn: minutes(0) } as const;

const problemOf = (result: { readonly ok: boolean; readonly problem?: string }): string =>
  result.problem ?? 'none';

describe('the two filters as one schedule', () => {
  const compile = (tag: string | null, filters: Partial<Record<'off' | 'on', C7nPolicy | null>>) =>
    compileC7n({ ...NAMED, tag, offhour: filters.off ?? null, onhour: filters.on ?? null });

  test('turn at moments, and have no windows and no holidays', () => {
    const tag = 'off=(m-f,19);on=(t,7);tz=kst';
    expect(must(compile(tag, { off: offhour, on: onhour }))).toMatchObject({
      name: 't',
      zone: 'Asia/Seoul',
      start: 'all',
      warn: 0,
      enforce: false,
      running: [],
      stopped: [],
      holidays: [],
      skipped: [],
      moments: [
        { dates: { weekdays: [1, 2, 3, 4, 5], nthWeekdays: null }, at: 1_140, to: 'stopped' },
        { dates: { weekdays: [2], monthDays: null, months: null }, at: 420, to: 'running' },
      ],
    });
  });

  test('may be one filter alone', () => {
    const stops = must(compile('tz=jst', { off: offhour }));
    expect(stops).toMatchObject({ zone: 'Asia/Tokyo', moments: [{ to: 'stopped' }] });
    expect(stops?.moments).toHaveLength(1);
    const starts = must(compile('tz=jst', { on: onhour }));
    expect(starts).toMatchObject({ zone: 'Asia/Tokyo', moments: [{ to: 'running' }] });
    expect(starts?.moments).toHaveLength(1);
  });

  test('may be one filter alone because the other asks for a tag', () => {
    const filters = { off: { ...offhour, optOut: true }, on: onhour };
    expect(must(compile(null, filters))?.moments.map(({ to }) => to)).toEqual(['stopped']);
    const others = { off: offhour, on: { ...onhour, optOut: true } };
    expect(must(compile(null, others))?.moments.map(({ to }) => to)).toEqual(['running']);
  });

  test('are none without a tag, and none without filters', () => {
    expect(must(compile(null, { off: offhour, on: onhour }))).toBeNull();
    expect(must(compile('off=(m-f,19)', {}))).toBeNull();
  });

  test.each([
    ['the stop', { off: offhour }],
    ['the start', { on: onhour }],
  ])('are refused where the tag of %s cannot be read', (_, filters) => {
    const result = compile('off=(x,19);on=(x,7)', filters);
    expect(problemOf(result)).toContain('neither a day nor a range of days');
  });

  test('may skip the same days in any order', () => {
    const off = { ...offhour, skipDays: ['2026-12-25', '2026-01-01'] };
    const on = { ...onhour, skipDaysFrom: ['2026-01-01', '2026-12-25'] };
    const schedule = must(compile('', { off, on }));
    expect(schedule?.skipped).toEqual(['2026-01-01', '2026-12-25']);
    expect(must(compile('', { off }))?.skipped).toEqual(['2026-01-01', '2026-12-25']);
    expect(must(compile('', { on }))?.skipped).toEqual(['2026-01-01', '2026-12-25']);
  });

  test('are refused where they skip different days, or days that nobody knows', () => {
    const skipping = { ...offhour, skipDays: ['2026-12-25'] };
    const different = compile('', { off: skipping, on: onhour });
    expect(problemOf(different)).toBe('The two filters skip different days.');
    for (const unknown of ['off', 'on'] as const) {
      const filters = { off: offhour, on: onhour };
      const elsewhere = { ...filters[unknown], skipDaysFrom: 'unknown' as const };
      expect(problemOf(compile('', { ...filters, [unknown]: elsewhere }))).toBe(
        'skip-days-from names a list kept elsewhere: write its dates as skip-days.',
      );
    }
  });
});

describe('the options of a filter', () => {
  test.each([
    [0, null],
    [23, null],
    [24, 'offhour 24 is not an hour from 0 to 23.'],
    [-1, 'offhour -1 is not an hour from 0 to 23.'],
    [7.5, 'offhour 7.5 is not an hour from 0 to 23.'],
  ])('have the hour %d: %s', (hour, wrong) => {
    expect(c7nPolicyProblem({ ...offhour, hour })).toBe(wrong);
  });

  test.each(['2026-1-01', '2026-01-1', '202-01-01', 'on 2026-01-01', 'christmas'])(
    'do not skip "%s"',
    (date) => {
      const policy = { ...offhour, skipDays: ['2026-12-25', date] };
      const wrong = `"${date}" in skip-days is not a date such as 2026-12-25.`;
      expect(c7nPolicyProblem(policy)).toBe(wrong);
    },
  );

  test('name the days to skip in one way', () => {
    const dates = ['2026-12-25'];
    expect(c7nPolicyProblem({ ...offhour, skipDays: dates })).toBeNull();
    expect(c7nPolicyProblem({ ...offhour, skipDaysFrom: dates })).toBeNull();
    expect(c7nPolicyProblem({ ...offhour, skipDays: dates, skipDaysFrom: dates })).toBe(
      'skip-days and skip-days-from are both given. Keep one of them.',
    );
  });

  test('have a zone that exists', () => {
    expect(c7nPolicyProblem({ ...offhour, defaultZone: 'mars' })).toBe(
      'default_tz "mars" is neither an alias such as et nor an IANA time zone.',
    );
  });
});

describe('a reading of a tag', () => {
  test('says whether the resource opted out, or has no tag', () => {
    expect(must(readC7n(offhour, 'off'))).toEqual({ kind: 'opted-out' });
    expect(must(readC7n(offhour, null))).toEqual({ kind: 'no-tag' });
  });

  test('takes a missing tag for an empty one where taking part is the rule', () => {
    const policy = { ...offhour, optOut: true };
    expect(must(readC7n(policy, null))).toEqual(must(readC7n(policy, '')));
  });

  test('names a zone that does not exist', () => {
    expect(problemOf(readC7n(offhour, 'tz=mars'))).toBe(
      'tz "mars" is neither an alias such as kst nor an IANA time zone.',
    );
  });

  test('cannot say what happens on a day that may be skipped', () => {
    const policy = { ...offhour, skipDaysFrom: 'unknown' as const };
    expect(problemOf(decideC7n(policy, '', at('2026-11-23T19:00-05:00')))).toBe(
      'skip-days-from names a list kept elsewhere: write its dates as skip-days.',
    );
    expect(must(decideC7n(policy, '', null))).toBe('no-change');
  });
});

describe('the value of a tag', () => {
  test.each([
    ["''off''", 'off'],
    ['""off""', 'off'],
    ["o'ff", "o'ff"],
    ['o"ff', 'o"ff'],
    ['OFF', 'off'],
    ['offu3du28m-fu2c19u29', 'off=(m-f,19)'],
    ['onu3du5bu28mu2du66u2c7u29u5d', 'on=[(m-u66,7)]'],
    ['tzu3dasiau2fseoulu3b', 'tz=asia/seoul;'],
  ])('%s is %s', (value, text) => {
    expect(normalised(value)).toBe(text);
  });

  const DEFAULTS = { times: [{ weekdays: [1], hour: 5 }], zone: 'et' } as const;
  const read = (value: string) => readC7nValue(value, 'off', DEFAULTS);

  test('without the key goes by the defaults, in its own zone', () => {
    expect(must(read('tz=kst'))).toEqual({ ...DEFAULTS, zone: 'kst' });
    expect(must(read('on=(m-f,7)'))).toEqual(DEFAULTS);
    expect(must(read(';;'))).toEqual(DEFAULTS);
  });

  test('with the key goes by what it says', () => {
    expect(must(read('off=[(m-f,19),(s,12)]'))).toEqual({
      times: [
        { weekdays: [1, 2, 3, 4, 5], hour: 19 },
        { weekdays: [6], hour: 12 },
      ],
      zone: 'et',
    });
    expect(must(read('off=(u-m,0);tz=')).zone).toBe('et');
    expect(must(read('off=(h,23)')).times).toEqual([{ weekdays: [4], hour: 23 }]);
  });

  test.each([
    ['of=(m-f,19)', '"of" is no key of an off-hours tag: there are off, on and tz.'],
    ['off=(m-f,19);x', '"x" is no pair such as off=(m-f,19); pairs are parted by ";".'],
    ['off=(m-f,19);tz=a=b', '"tz=a=b" is no pair such as off=(m-f,19); pairs are parted by ";".'],
    ['off=(m-f,19,20)', '"(m-f,19,20)" is not one pair of days and hour such as (m-f,19).'],
    ['off=(m-f)', '"(m-f)" is not one pair of days and hour such as (m-f,19).'],
    ['off=(m-f,24)', '"24" in "(m-f,24)" is not an hour from 0 to 23.'],
    ['off=(m-f,-1)', '"-1" in "(m-f,-1)" is not an hour from 0 to 23.'],
    ['off=(m-f-s,19)', '"m-f-s" is neither a day nor a range of days: m t w h f s u (h Thursday'],
    ['off=(x,19)', '"x" is neither a day nor a range of days: m t w h f s u (h Thursday, u Sunday'],
    ['off=(x-m,19)', '"x-m" is neither a day nor a range of days'],
  ])('%s is refused', (value, sentence) => {
    expect(problemOf(read(value))).toContain(sentence);
  });
});

describe('the name of a time zone', () => {
  test.each([
    ['America/Los_Angeles', 'pt pst pdt'],
    ['America/Denver', 'mt mst mdt'],
    ['America/Chicago', 'ct cst cdt'],
    ['America/New_York', 'et est edt'],
    ['America/Phoenix', 'at ast'],
    ['America/Sao_Paulo', 'brt'],
    ['Etc/GMT', 'gmt gt'],
    ['Etc/UTC', 'utc'],
    ['Europe/London', 'bst'],
    ['Europe/Dublin', 'ist'],
    ['Europe/Berlin', 'cet'],
    ['Asia/Kolkata', 'it'],
    ['Asia/Tokyo', 'jst'],
    ['Asia/Seoul', 'kst'],
    ['Asia/Singapore', 'sgt'],
    ['Australia/Sydney', 'aet'],
    ['Pacific/Auckland', 'nzst'],
  ])('is %s for %s', (zone, aliases) => {
    expect(aliases.split(' ').map(c7nZone)).toEqual(aliases.split(' ').map(() => zone));
  });

  test('may be one of IANA, and is none otherwise', () => {
    expect([c7nZone('asia/seoul'), c7nZone('xst'), c7nZone('')]).toEqual([
      'asia/seoul',
      null,
      null,
    ]);
  });
});
