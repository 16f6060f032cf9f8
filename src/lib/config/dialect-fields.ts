/** `dialects`: the schedules of other tools, with options close to the names they have there. */
import * as z from 'zod';
import type { C7nDialect, CarriedSchedule, Dialects } from '../model/dialect.ts';
import { c7nZone } from '../schedule/dialects/c7n-zones.ts';
import { carriedSchedule } from '../schedule/dialects/instance-scheduler-carried.ts';
import { readPeriod, type WrittenPeriod } from '../schedule/dialects/instance-scheduler-period.ts';
import { offhoursSchedule } from '../schedule/dialects/offhours-schedule.ts';
import { nearestOf } from '../schedule/nearest.ts';
import { type Parsed, parsed, problem } from '../schedule/parsed.ts';
import {
  duration,
  flag,
  listOf,
  localDate,
  named,
  oneOf,
  read,
  section,
  text,
  whole,
} from './fields.ts';
import { zone } from './schedule-fields.ts';

const tagKey = () => text('a tag key', '"Schedule"', /^.{1,128}$/);
const warn = () =>
  duration('0m', '12h')
    .prefault('15m')
    .describe('How long before a stop people are warned; 0m for no warning, as there.');
const start = () =>
  oneOf('ours', 'all', 'none')
    .prefault('all')
    .describe('What a start edge starts: everything, as there; what it stopped itself; nothing.');

function readC7nZone(written: string): Parsed<string> {
  if (c7nZone(written.toLowerCase()) !== null) return parsed(written);
  return problem(`"${written}" is neither an alias such as et or kst nor an IANA time zone.`);
}

const c7n = section({
  tag: tagKey().prefault('maid_offhours').describe('The tag that holds the hours; any case.'),
  defaultTz: read('a time zone', '"et" or "Asia/Seoul"', readC7nZone)
    .prefault('et')
    .describe('`default_tz`: the zone of tags without `tz`, an alias or an IANA name.'),
  offhour: whole(0, 23)
    .nullable()
    .prefault(19)
    .describe('When tags without `off` stop; null: no policy there has the filter.'),
  onhour: whole(0, 23)
    .nullable()
    .prefault(7)
    .describe('When tags without `on` start; null: no policy there has the filter.'),
  optOut: flag().prefault(false).describe('`opt-out`: instances without the tag take part too.'),
  weekends: flag().prefault(true).describe('Off at weekends, where the tag names no days.'),
  weekendsOnly: flag()
    .prefault(false)
    .describe('`weekends-only`: off on Friday, on again on Monday.'),
  skipDays: listOf(localDate(), 'a list of dates', '[2026-12-25]')
    .prefault([])
    .describe('`skip-days`: dates on which nothing is stopped or started.'),
  fallbackSchedule: text('the value of a tag', '"off=(m-f,19);on=(m-f,7)"')
    .nullable()
    .prefault(null)
    .describe('`fallback-schedule`: counts as the tag of instances without it.'),
  start: start(),
  warn: warn(),
}).check(
  z.superRefine((dialect: C7nDialect, context) => {
    if (dialect.offhour === null && dialect.onhour === null) {
      const message = 'neither stops nor starts anything: set offhour or onhour';
      context.addIssue({ code: 'custom', path: ['offhour'], message });
    }
    const fallback = offhoursSchedule(dialect, dialect.fallbackSchedule);
    if (fallback.ok) return;
    context.addIssue({ code: 'custom', path: ['fallbackSchedule'], message: fallback.problem });
  }),
);

const item = z
  .union([z.string(), z.int().transform(String)], { error: 'must be text or a number' })
  .meta({ title: 'an item' });
/** `mon-fri`, `15`, or a list of them, as its sets of strings are. */
const items = (example: string) =>
  z
    .union([item.transform((one) => [one]), z.array(item)], {
      error: `must be text such as ${example}, or a list`,
    })
    .meta({ title: 'text, or a list' })
    .nullable()
    .prefault(null);
const time = () =>
  text('a time of day', '"09:00"', /^([01]?\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .prefault(null);

const period = section({
  begintime: time().describe('When it begins; alone, it runs from then to the end of its days.'),
  endtime: time().describe('When it ends, on the same day; alone, it only stops.'),
  weekdays: items('"mon-fri"').describe(
    'Days of the week: `mon-fri`, `sat#1`, `friL`; 0 is Monday.',
  ),
  monthdays: items('"1-15"').describe('Days of the month: `1-15`, `L`, `15W`.'),
  months: items('"jan-mar"').describe('Months: `jan-mar`, `1/3`.'),
});

const schedule = section({
  timezone: zone().nullable().prefault(null).describe('Its zone; null: that of the section.'),
  periods: listOf(text('the name of a period', '"office-hours"'), 'a list of periods', '[weekdays]')
    .prefault([])
    .describe('The periods in which instances run.'),
  overrideStatus: oneOf('running', 'stopped')
    .nullable()
    .prefault(null)
    .describe(
      '`override_status`: never has an edge, so that nothing is stopped or started for it.',
    ),
  enforced: flag()
    .prefault(false)
    .describe('Hold the desired state always, not only at its edges.'),
  retainRunning: flag()
    .prefault(false)
    .describe('`retain_running`: do not stop what ran before the period began.'),
  stopNewInstances: flag()
    .nullable()
    .prefault(null)
    .describe('`stop_new_instances`: what is new is never stopped before its next edge.'),
  hibernate: flag().prefault(false).describe('Read, not carried over: stops are plain stops.'),
  useMaintenanceWindow: flag().prefault(true).describe('`use_maintenance_window`.'),
  ssmMaintenanceWindow: listOf(text('a name', '"patching"'), 'a list of names', '[patching]')
    .prefault([])
    .describe('`ssm_maintenance_window`: read, not carried over.'),
});

const instanceSchedulerKeys = section({
  tag: tagKey()
    .prefault('Schedule')
    .describe('The tag that names a schedule of this section, or of `schedules`.'),
  timezone: zone().prefault('UTC').describe('The zone of schedules without one.'),
  start: start(),
  warn: warn(),
  schedules: named(text('the name of a schedule', '"office"'), schedule)
    .prefault({})
    .describe('Its schedules, by the value of the tag.'),
  periods: named(text('the name of a period', '"weekdays"'), period)
    .prefault({})
    .describe('Its periods, by the names that schedules list.'),
});

type Written = z.output<typeof instanceSchedulerKeys>;

const instanceScheduler = instanceSchedulerKeys.check(
  z.superRefine((written: Written, context) => {
    const names = Object.keys(written.periods);
    const broken = names.filter((name) => {
      const result = readPeriod(periodNamed(written, name));
      if (!result.ok) complain(['periods', name], result.problem);
      return !result.ok;
    });
    for (const [name, { periods }] of Object.entries(written.schedules)) {
      const unknown = periods.filter((one) => !names.includes(bare(one)));
      for (const one of unknown) {
        complain(['schedules', name, 'periods', periods.indexOf(one)], noSuchPeriod(one, names));
      }
      if (unknown.length > 0 || periods.some((one) => broken.includes(bare(one)))) continue;
      const result = compiled(written, name);
      if (!result.ok) complain(['schedules', name], result.problem);
    }
    function complain(path: readonly PropertyKey[], message: string): void {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  }),
);

/** `office@t3.large` is the period `office`. */
const bare = (name: string): string => (name.split('@')[0] ?? name).trim();

function noSuchPeriod(name: string, names: readonly string[]): string {
  const meant = nearestOf(bare(name), names);
  if (meant !== null) return `no period is called "${bare(name)}"; did you mean "${meant}"?`;
  const known = names.length === 0 ? '"periods" is empty' : `there are ${names.join(', ')}`;
  return `no period is called "${bare(name)}"; ${known}`;
}

const periodNamed = ({ periods }: Written, name: string): WrittenPeriod => ({
  ...(periods[name] ?? NO_PERIOD),
  name,
});
const NO_PERIOD = { begintime: null, endtime: null, weekdays: null, monthdays: null, months: null };

function compiled(written: Written, name: string): Parsed<CarriedSchedule> {
  const { schedules, periods, timezone, start: starts, warn: before } = written;
  const one = schedules[name];
  if (one === undefined) return problem(`There is no schedule "${name}".`);
  return carriedSchedule({
    ...one,
    name,
    timezone: one.timezone ?? timezone,
    periodNames: one.periods,
    periods: Object.keys(periods).map((each) => periodNamed(written, each)),
    maintenanceWindows: one.ssmMaintenanceWindow,
    start: starts,
    warn: before,
  });
}

const DIALECTS = ['c7n', 'instance-scheduler'] as const;

/** All the options, or the names of those that are read with their defaults. */
export const dialects = () =>
  z
    .union(
      [
        z.array(oneOf(...DIALECTS)),
        section({
          c7n: c7n.nullable().prefault(null).describe('Cloud Custodian off-hours tags.'),
          instanceScheduler: instanceScheduler
            .nullable()
            .prefault(null)
            .describe('Instance Scheduler on AWS.'),
        }),
      ],
      { error: 'must be a section of keys, or a list such as [c7n, instance-scheduler]' },
    )
    .meta({ title: 'a section of keys, or a list' });

type WrittenDialects = z.output<ReturnType<typeof dialects>>;

export function dialectsOf(written: WrittenDialects): Dialects {
  if (!('c7n' in written)) {
    return {
      c7n: written.includes('c7n') ? c7n.parse({}) : null,
      instanceScheduler: written.includes('instance-scheduler')
        ? instanceSchedulerOf(instanceScheduler.parse({}))
        : null,
    };
  }
  const { instanceScheduler: scheduler } = written;
  return { c7n: written.c7n, instanceScheduler: scheduler && instanceSchedulerOf(scheduler) };
}

/** The sections were checked before: what cannot be compiled never comes here. */
const instanceSchedulerOf = (written: Written): NonNullable<Dialects['instanceScheduler']> => ({
  tag: written.tag,
  schedules: Object.fromEntries(
    Object.keys(written.schedules).map((name) => {
      const result = compiled(written, name);
      if (!result.ok) throw new TypeError(result.problem);
      return [name, result.value];
    }),
  ),
});
