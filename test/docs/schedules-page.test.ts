/** What docs/schedules.md says of single windows and warnings is read off the page and tried. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicyFile } from '../../src/lib/config/policy-file.ts';
import { instant, toIso } from '../../src/lib/model/instant.ts';
import { edgesBetween } from '../../src/lib/schedule/edges.ts';
import { lint } from '../../src/lib/schedule/lint.ts';
import { parseWindow } from '../../src/lib/schedule/parse.ts';
import { scheduleOf, type WrittenSchedule } from '../schedule/schedule-table.ts';
import { blocksOf } from './blocks.ts';

const PAGE = 'docs/schedules.md';
const LINES = readFileSync(PAGE, 'utf8').split('\n');

/** The first cells of the table whose head begins like this. */
function firstCells(head: string): readonly string[] {
  const from = LINES.findIndex((line) => line.startsWith(`| ${head}`)) + 2;
  const rows = LINES.slice(from, LINES.indexOf('', from));
  return rows.map((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? row);
}

const NOW = instant(Date.UTC(2026, 10, 22));

describe('the table of windows', () => {
  const windows = firstCells('window');
  it('is found', () => expect(windows.length).toBeGreaterThan(8));
  it.each(windows)('%s is a window', (text) => {
    expect(parseWindow(text)).toMatchObject({ ok: true });
  });
});

const CAUSES: Readonly<Record<string, WrittenSchedule>> = {
  'never-runs': { zone: 'UTC', running: ['day 30 in feb 09:00-19:00'] },
  'never-stops': { zone: 'UTC', running: ['daily 00:00-24:00'] },
  ended: { zone: 'UTC', running: ['daily 09:00-19:00'], until: '2026-11-01' },
  'shorter-than-tick': { zone: 'UTC', running: ['daily 09:00-09:01'] },
  'stays-stopped': { zone: 'UTC', nightly: { stop: '22:00', start: '07:00', days: 'mon-fri' } },
  'time-skipped': { zone: 'America/New_York', running: ['sat 20:00-02:30'] },
};

describe('the table of warnings', () => {
  const codes = firstCells('code');
  it('has every code that lint knows', () => {
    expect(codes.toSorted()).toEqual([...Object.keys(CAUSES), 'holidays-unknown'].toSorted());
  });
  it.each(Object.entries(CAUSES))('%s is told', (code, written) => {
    const warnings = lint({ schedule: scheduleOf(written), holidays: [], now: NOW });
    expect(warnings.map((warning) => warning.code)).toContain(code);
  });
  it('holidays-unknown is told', () => {
    const schedule = scheduleOf({ zone: 'UTC', running: ['daily 09:00-19:00'] });
    const holidays = [{ kind: 'country', country: 'KR' }] as const;
    const now = instant(Date.UTC(2028, 0, 1));
    expect(lint({ schedule, holidays, now }).map(({ code }) => code)).toEqual(['holidays-unknown']);
  });
});

describe('what the page says of single days', () => {
  const turns = (written: WrittenSchedule, [after, until]: readonly [string, string]) =>
    edgesBetween(scheduleOf(written), instant(Date.parse(after)), instant(Date.parse(until))).map(
      ({ at, to }) => `${toIso(at)} ${to}`,
    );

  it('Saturday and Sunday as whole days turn on Saturday and on Monday', () => {
    const weekend = { zone: 'UTC', running: ['sat 00:00-24:00', 'sun 00:00-24:00'] };
    expect(turns(weekend, ['2026-11-26T00:00Z', '2026-12-03T00:00Z'])).toEqual([
      '2026-11-28T00:00:00.000Z running',
      '2026-11-30T00:00:00.000Z stopped',
    ]);
  });

  it('an end at 02:30 in New York comes at 03:00 on 14 March 2027', () => {
    const night = { zone: 'America/New_York', running: ['daily 20:00-02:30'] };
    expect(turns(night, ['2027-03-14T01:00-05:00', '2027-03-14T12:00-04:00'])).toEqual([
      '2027-03-14T07:00:00.000Z stopped',
    ]);
  });

  it('the policy at its top is read as a policy', () => {
    const [example] = blocksOf(PAGE).filter(({ language }) => language === 'yaml');
    expect(parsePolicyFile(example?.text ?? '')).toMatchObject({
      ok: true,
      policy: { default: 'office' },
    });
  });
});
