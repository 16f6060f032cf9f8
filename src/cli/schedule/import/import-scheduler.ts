/** The schedules of an Instance Scheduler as a policy; those without a native form stay its own. */
import * as z from 'zod';
import { findingsOf, pathText } from '../../../lib/config/finding.ts';
import { minutes } from '../../../lib/model/instant.ts';
import { carriedSchedule } from '../../../lib/schedule/dialects/instance-scheduler-carried.ts';
import type { WrittenPeriod } from '../../../lib/schedule/dialects/instance-scheduler-period.ts';
import { windowText } from '../../../lib/schedule/window-text.ts';
import { NOT_CARRIED } from '../../not-carried.ts';
import type { Imported, NativeSchedule, Note } from './imported.ts';
import type { Item, Items } from './scheduler-items.ts';

const text = z.string().nullish();
/** A set of texts, or one text with commas; a number where YAML took it for one. */
const texts = z
  .union([z.string(), z.int().transform(String)])
  .transform((one) => [one])
  .or(z.array(z.union([z.string(), z.int().transform(String)])))
  .nullish();
/** CloudFormation writes 'True'. */
const flag = z
  .union([z.boolean(), z.stringbool({ truthy: ['true', 'yes'], falsy: ['false', 'no'] })])
  .nullish();

const PERIOD = z.strictObject({
  begintime: text,
  endtime: text,
  weekdays: texts,
  monthdays: texts,
  months: texts,
  description: text,
  configured_in_stack: text,
});
const SCHEDULE = z.strictObject({
  timezone: text,
  periods: texts,
  override_status: text,
  enforced: flag,
  hibernate: flag,
  retain_running: flag,
  stop_new_instances: flag,
  use_maintenance_window: flag,
  ssm_maintenance_window: texts,
  description: text,
  configured_in_stack: text,
  /** Both are of versions before 3. */
  overwrite: flag,
  use_metrics: flag,
});
type Schedule = z.output<typeof SCHEDULE>;

/** What the section keeps of a schedule that no windows say. */
interface Kept {
  readonly schedules: Record<string, object>;
  readonly periods: Record<string, object>;
}

export function importScheduler({ items, notes: before }: Items): Imported {
  const notes: Note[] = [...before];
  const tell = ({ line, path }: Item, sentence: string, at: readonly PropertyKey[] = []): void => {
    notes.push({ line, path: pathText([...path, ...at]), sentence });
  };
  const periods = new Map<string, WrittenPeriod>();
  for (const item of items.filter(({ type }) => type === 'period')) {
    const read = PERIOD.safeParse(item.attributes);
    if (read.success) periods.set(item.name, periodOf(item.name, read.data));
    else tellAll(item, read.error, tell);
  }
  const schedules: Record<string, NativeSchedule> = {};
  const kept: Kept = { schedules: {}, periods: {} };
  for (const item of items.filter(({ type }) => type === 'schedule')) {
    const read = SCHEDULE.safeParse(item.attributes);
    if (!read.success) tellAll(item, read.error, tell);
    else carry({ item, written: read.data, periods, schedules, kept, tell });
  }
  const isKept = Object.keys(kept.schedules).length > 0;
  const dialects = isKept ? { instanceScheduler: kept } : ['instance-scheduler'];
  return { schedules, dialects, notes: notes.toSorted((a, b) => a.line - b.line) };
}

type Tell = (item: Item, sentence: string, at?: readonly PropertyKey[]) => void;

function tellAll(item: Item, error: z.ZodError, tell: Tell): void {
  for (const { path, at, message } of findingsOf(error, item.attributes)) {
    const why = at === 'key' ? message : 'its value cannot be read here';
    tell(item, `"${item.name}" is left out: ${why}.`, path.slice(0, 1));
  }
}

const periodOf = (name: string, read: z.output<typeof PERIOD>): WrittenPeriod => ({
  name,
  begintime: read.begintime ?? null,
  endtime: read.endtime ?? null,
  weekdays: read.weekdays ?? null,
  monthdays: read.monthdays ?? null,
  months: read.months ?? null,
});

interface Carrying {
  readonly item: Item;
  readonly written: Schedule;
  readonly periods: ReadonlyMap<string, WrittenPeriod>;
  readonly schedules: Record<string, NativeSchedule>;
  readonly kept: Kept;
  readonly tell: Tell;
}

const namesOf = (list: readonly string[] | null | undefined): readonly string[] =>
  (list ?? []).flatMap((one) => one.split(',')).map((one) => one.trim());

function carry({ item, written, periods, schedules, kept, tell }: Carrying): void {
  const periodNames = namesOf(written.periods);
  const options = {
    timezone: written.timezone ?? 'UTC',
    overrideStatus: written.override_status?.toLowerCase() ?? null,
    enforced: written.enforced ?? false,
    retainRunning: written.retain_running ?? false,
    stopNewInstances: written.stop_new_instances ?? null,
    hibernate: written.hibernate ?? false,
    useMaintenanceWindow: written.use_maintenance_window ?? true,
  };
  const maintenanceWindows = namesOf(written.ssm_maintenance_window);
  const own = [...periods.values()];
  const carried = carriedSchedule({
    ...{ ...options, name: item.name, start: 'all', warn: minutes(0) },
    ...{ periodNames, periods: own, maintenanceWindows },
  });
  if (!carried.ok) {
    tell(item, `"${item.name}" is left out: ${carried.problem}`);
    return;
  }
  const { schedule, notCarried } = carried.value;
  for (const option of notCarried) tell(item, NOT_CARRIED.en[option]);
  const isNative = schedule.moments.length === 0 && options.overrideStatus === null;
  if (isNative && !options.retainRunning && isPlainName(item.name)) {
    const { zone, running, enforce } = schedule;
    const plain = { zone, running: running.map(windowText), start: 'all' } as const;
    schedules[item.name] = enforce ? { ...plain, enforce } : plain;
    return;
  }
  kept.schedules[item.name] = shortened({
    ...options,
    ...{ periods: periodNames, ssmMaintenanceWindow: maintenanceWindows },
  });
  for (const period of periodNames.map((one) => periods.get(one.split('@')[0]?.trim() ?? ''))) {
    if (period) kept.periods[period.name ?? ''] = shortened({ ...period, name: null });
  }
}

/** What says no more than the default is not worth a line. */
const shortened = (options: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    Object.entries(options).filter(
      ([key, value]) =>
        value !== null &&
        value !== (key === 'useMaintenanceWindow') &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );

/** What a name in the policy may be; the section takes any. */
const isPlainName = (name: string): boolean =>
  name !== 'nightly' && name !== 'none' && /^[\p{L}\p{N}+\-=._:/@ ]+$/u.test(name);
