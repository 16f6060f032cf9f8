/** Schedules as the policy writes them; what the words mean is src/lib/schedule. */
import * as z from 'zod';
import type { Schedule } from '../model/schedule.ts';
import { compileNightly, compileSchedule, NIGHTLY } from '../schedule/compile.ts';
import { parseHoliday } from '../schedule/holidays.ts';
import { parseDays, parseWindow } from '../schedule/parse.ts';
import { type Parsed, parsed, problem } from '../schedule/parsed.ts';
import { parseZone } from '../schedule/zone-name.ts';
import { clockTime, duration, flag, listOf, localDate, oneOf, read, section } from './fields.ts';

/** EventBridge Scheduler takes the same name, and only as IANA spells it. */
function spelledZone(written: string): Parsed<string> {
  const zone = parseZone(written);
  if (!zone.ok) return zone;
  const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: zone.value }).resolvedOptions();
  const isMisspelt = timeZone !== written && timeZone.toLowerCase() === written.toLowerCase();
  return isMisspelt ? problem(`"${written}" is spelled ${timeZone}.`) : parsed(zone.value);
}

export const zone = () => read('an IANA time zone', '"Asia/Seoul"', spelledZone);

/** Longer, and the warning would come the day before. */
const warn = () =>
  duration('0m', '12h')
    .prefault('15m')
    .describe('How long before a stop people are warned; 0m for no warning.');

/** What cannot be said in one piece is refused where the section stands. */
const compiles = <T>(compile: (section: T) => Parsed<Schedule>) =>
  z.superRefine<T>((written, context) => {
    const schedule = compile(written);
    if (!schedule.ok) context.addIssue({ code: 'custom', message: schedule.problem });
  });

const nightlySection = section({
  stop: clockTime().describe('When everything stops, every named day.'),
  start: clockTime()
    .nullable()
    .prefault(null)
    .describe('When what was stopped starts again; null: it stays stopped.'),
  days: read('days', '"mon-fri"', parseDays)
    .prefault('daily')
    .describe('The days of use, such as `daily`, `mon-fri` or `mon,wed`.'),
  warn: warn(),
});

const scheduleSection = section({
  zone: zone().nullable().prefault(null).describe('Its time zone; null: that of the policy.'),
  running: listOf(
    read('a window', '"mon-fri 09:00-19:00"', parseWindow),
    'a list of windows',
    '[mon-fri 09:00-19:00]',
  )
    .prefault([])
    .describe('Windows in which instances run; outside they are stopped.'),
  stopped: listOf(
    read('a window', '"daily 22:00-07:00"', parseWindow),
    'a list of windows',
    '[daily 22:00-07:00]',
  )
    .prefault([])
    .describe('Or the other way round: windows in which they are stopped.'),
  holidays: listOf(
    read('a holiday', '"KR" or 2026-12-25', parseHoliday),
    'a list of holidays',
    '[KR, 2026-12-25]',
  )
    .prefault([])
    .describe('Days off: a country, a date, or a range such as 2026-12-24..2026-12-31.'),
  start: oneOf('ours', 'all', 'none')
    .prefault('ours')
    .describe('What a start edge starts: what this schedule stopped, everything, or nothing.'),
  enforce: flag().prefault(false).describe('Hold the desired state always, not only at its edges.'),
  warn: warn(),
  from: localDate().nullable().prefault(null).describe('First date on which it speaks.'),
  until: localDate().nullable().prefault(null).describe('Last date on which it speaks.'),
});

type NightlyWritten = z.output<typeof nightlySection>;
type ScheduleWritten = z.output<typeof scheduleSection>;

const readNightly = (written: NightlyWritten, zoneName: string): Parsed<Schedule> =>
  compileNightly({ ...written, zone: zoneName });

const readSchedule = (name: string, written: ScheduleWritten, zoneName: string): Parsed<Schedule> =>
  compileSchedule({ ...written, name, zone: written.zone ?? zoneName });

export const nightly = () =>
  nightlySection.check(compiles((written: NightlyWritten) => readNightly(written, 'UTC')));

export const schedule = () =>
  scheduleSection.check(compiles((written: ScheduleWritten) => readSchedule('', written, 'UTC')));

const RESERVED = [NIGHTLY, 'none'];

/** A name must fit into a tag value that every AWS service allows. */
export const scheduleName = () => {
  const form = 'letters, digits, spaces and + - = . _ : / @';
  return z
    .string()
    .regex(/^[\p{L}\p{N}+\-=._:/@]([\p{L}\p{N} +\-=._:/@]{0,254}[\p{L}\p{N}+\-=._:/@])?$/u, {
      error: `must be ${form}, 256 characters at most`,
    })
    .refine((name) => !RESERVED.includes(name), {
      error: `"nightly" and "none" have a meaning of their own; choose another name`,
    });
};

/** The sections were checked before: what cannot be compiled never comes here. */
function compiled(schedule: Parsed<Schedule>): Schedule {
  if (!schedule.ok) throw new TypeError(schedule.problem);
  return schedule.value;
}

export const nightlySchedule = (
  written: NightlyWritten | null,
  zoneName: string,
): Schedule | null => (written === null ? null : compiled(readNightly(written, zoneName)));

export const namedSchedules = (
  written: Readonly<Record<string, ScheduleWritten>>,
  zoneName: string,
): Readonly<Record<string, Schedule>> =>
  Object.fromEntries(
    Object.entries(written).map(([name, one]) => [
      name,
      compiled(readSchedule(name, one, zoneName)),
    ]),
  );
