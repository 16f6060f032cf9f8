/** A usage file as docs/meter.md describes it. Each entry of a list is read for itself. */
import * as z from 'zod';
import { read } from '../../lib/config/fields.ts';
import { minutes } from '../../lib/model/instant.ts';
import type { Schedule } from '../../lib/model/schedule.ts';
import { compileNightly, compileSchedule } from '../../lib/schedule/compile.ts';
import { parseHoliday } from '../../lib/schedule/holidays.ts';
import { parseDays, parseWindow } from '../../lib/schedule/parse.ts';
import { parseTime } from '../../lib/schedule/parse-time.ts';
import { type Parsed, problem } from '../../lib/schedule/parsed.ts';
import { parseZone } from '../../lib/schedule/zone-name.ts';
import { dayOrTime, region, text, time, timeOrNull, wholeOrNull } from './usage-fields.ts';

const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  z.enum(values, { error: `must be ${values.map((value) => `"${value}"`).join(' or ')}` });

const list = (of: string) =>
  z
    .array(z.unknown(), { error: `must be a list of ${of}` })
    .nullish()
    .transform((entries) => entries ?? []);

const ianaZone = () => read('an IANA time zone', '"Asia/Seoul"', parseZone);

export const headDocument = z.looseObject(
  {
    plan: oneOf('legacy', 'credits', 'none'),
    accountCreated: dayOrTime()
      .nullish()
      .transform((at) => at ?? null),
    creditsMicroUsd: wholeOrNull(0, Number.MAX_SAFE_INTEGER),
    creditsAsOf: timeOrNull(),
    region: region(),
    zone: ianaZone().nullish(),
    instances: list('instances'),
    volumes: list('volumes'),
    addresses: list('addresses'),
    schedules: list('schedules'),
  },
  { error: 'must be an object with the keys of docs/meter.md' },
);

/** As people and as AWS write it (`Linux/UNIX`; DescribeInstances names Windows alone). */
const platform = z
  .string({ error: 'must be "linux" or "windows"' })
  .nullish()
  .transform((written, context) => {
    const name = (written ?? 'linux').toLowerCase();
    if (name.startsWith('windows')) return 'windows' as const;
    if (/linux|unix|ubuntu|suse|rhel/.test(name)) return 'linux' as const;
    context.addIssue({ code: 'custom', message: 'must be "linux" or "windows"' });
    return z.NEVER;
  });

const ownRegion = region().nullish();

export const instanceDocument = z.looseObject({
  id: text('the id of the instance'),
  type: text('an instance type such as "t3.micro"'),
  platform,
  region: ownRegion,
  runs: list('runs'),
});

export const runDocument = z.looseObject({
  from: time(),
  to: timeOrNull(),
  hibernatedAt: timeOrNull(),
});

/** The largest volume that EBS has is 64 TiB. */
const GIB_MAX = 65_536;
const A_SIZE = `must be a number of GiB above 0, at most ${GIB_MAX}`;
const IOPS_MAX = 1_000_000;

export const volumeDocument = z.looseObject({
  id: text('the id of the volume'),
  type: text('a volume type such as "gp3"'),
  sizeGiB: z.number({ error: A_SIZE }).positive({ error: A_SIZE }).max(GIB_MAX, { error: A_SIZE }),
  iops: wholeOrNull(0, IOPS_MAX),
  throughputMiBps: wholeOrNull(0, IOPS_MAX),
  region: ownRegion,
  from: time(),
  to: timeOrNull(),
});

export const addressDocument = z.looseObject({
  id: text('the id or the address'),
  kind: oneOf('elastic', 'auto'),
  inUse: z.boolean({ error: 'must be true or false' }),
  instance: z
    .string({ error: 'must be the id of an instance' })
    .nullish()
    .transform((id) => id ?? null),
  region: ownRegion,
  from: time(),
  to: timeOrNull(),
});

const windows = () =>
  z
    .array(read('a window', '"mon-fri 09:00-19:00"', parseWindow), {
      error: 'must be a list of windows such as ["mon-fri 09:00-19:00"]',
    })
    .default([]);

export const scheduleDocument = z.looseObject({
  name: z.string({ error: 'must be text' }).nullish(),
  instances: z
    .array(text('the id of an instance'), { error: 'must be a list of ids of instances' })
    .nullish()
    .transform((ids) => ids ?? null),
  zone: ianaZone().nullish(),
  running: windows(),
  stopped: windows(),
  holidays: z
    .array(read('a holiday', '"KR" or "2026-12-25"', parseHoliday), {
      error: 'must be a list of holidays such as ["KR", "2026-12-25"]',
    })
    .default([]),
  stop: read('a time of day', '"22:00"', parseTime).nullish(),
  start: read('a time of day', '"07:00"', parseTime).nullish(),
  days: read('days', '"mon-fri"', parseDays).prefault('daily'),
});
type ScheduleDocument = z.output<typeof scheduleDocument>;

/** Windows, or the short form of a night: the two ways in which the policy writes schedules. */
export function scheduleIn(written: ScheduleDocument, zoneOfFile: string): Parsed<Schedule> {
  const { running, stopped, holidays, stop = null, start = null, days } = written;
  const zone = written.zone ?? zoneOfFile;
  const warn = minutes(0);
  if (stop !== null && running.length + stopped.length > 0) {
    return problem('It has windows and "stop". Keep one of them.');
  }
  if (stop !== null) return compileNightly({ zone, stop, start, days, warn });
  const rest = { start: 'ours', enforce: false, warn, from: null, until: null } as const;
  return compileSchedule({ name: written.name ?? '', zone, running, stopped, holidays, ...rest });
}
