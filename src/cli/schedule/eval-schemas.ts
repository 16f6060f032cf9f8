/** The lines that `schedule eval` reads, in the words of the reference products. */
import * as z from 'zod';
import {
  type Duration,
  type Instant,
  milliseconds,
  minutes,
  parseInstant,
} from '../../lib/model/instant.ts';
import {
  type C7nFilter,
  type C7nPolicy,
  standardC7nPolicy,
} from '../../lib/schedule/dialects/c7n-offhours.ts';
import { STORED_STATES } from '../../lib/schedule/dialects/instance-scheduler-decision.ts';
import type { WrittenPeriod } from '../../lib/schedule/dialects/instance-scheduler-period.ts';
import type { MaintenanceWindow } from '../../lib/schedule/dialects/instance-scheduler-window.ts';

/** What the stack of Instance Scheduler is deployed with, unless it was changed. */
const SCHEDULER_INTERVAL_MINUTES = 5;

/** A field that is null is a field that is not there. */
const text = z.string().nullish();
const flag = z.boolean().nullish();
const texts = z
  .union([z.string().transform((one) => [one]), z.array(z.string())], {
    error: 'must be text, or a list of texts',
  })
  .nullish();

const instantText = z.string().transform((written, context): Instant => {
  const at = parseInstant(written);
  if (at !== undefined) return at;
  context.addIssue({
    code: 'custom',
    message: `"${written}" is no instant with an offset, such as 2026-11-23T19:00:00+09:00`,
  });
  return z.NEVER;
});

/** What every line has. */
export const head = z.looseObject({ id: z.string(), dialect: z.string() });

export const c7nOptions = z.strictObject({
  type: z.unknown().optional(),
  tag: text,
  default_tz: text,
  offhour: z.number().nullish(),
  onhour: z.number().nullish(),
  'opt-out': flag,
  weekends: flag,
  'weekends-only': flag,
  'skip-days': z.array(z.string()).nullish(),
  'skip-days-from': z.unknown().optional(),
  'fallback-schedule': text,
  'state-filter': flag,
});
type WrittenPolicy = z.output<typeof c7nOptions>;

const dates = z.array(z.string());

function skipDaysFrom(value: unknown): C7nPolicy['skipDaysFrom'] {
  if (value === undefined || value === null) return null;
  const list = dates.safeParse(value);
  return list.success ? list.data : 'unknown';
}

export function c7nPolicy(filter: C7nFilter, options: WrittenPolicy): C7nPolicy {
  const standard = standardC7nPolicy(filter);
  return {
    filter,
    defaultZone: options.default_tz ?? standard.defaultZone,
    hour: options[filter] ?? standard.hour,
    optOut: options['opt-out'] ?? standard.optOut,
    weekends: options.weekends ?? standard.weekends,
    weekendsOnly: options['weekends-only'] ?? standard.weekendsOnly,
    skipDays: options['skip-days'] ?? null,
    skipDaysFrom: skipDaysFrom(options['skip-days-from']),
    fallbackSchedule: options['fallback-schedule'] ?? null,
  };
}

export const c7nLine = z
  .looseObject({
    filter: z.enum(['offhour', 'onhour']),
    policy: c7nOptions.nullish(),
    tag_or_period: z.string().nullish(),
    instant_iso: instantText.nullish(),
  })
  .transform(({ filter, policy, tag_or_period, instant_iso }) => ({
    policy: c7nPolicy(filter, policy ?? {}),
    tag: tag_or_period ?? null,
    at: instant_iso ?? null,
  }));

const period = z
  .strictObject({
    type: z.unknown().optional(),
    name: text,
    description: text,
    configured_in_stack: text,
    begintime: text,
    endtime: text,
    weekdays: texts,
    monthdays: texts,
    months: texts,
  })
  .transform(
    ({ name, begintime, endtime, weekdays, monthdays, months }): WrittenPeriod => ({
      name: name ?? null,
      begintime: begintime ?? null,
      endtime: endtime ?? null,
      weekdays: weekdays ?? null,
      monthdays: monthdays ?? null,
      months: months ?? null,
    }),
  );

const periods = z
  .union([z.array(period), period.transform((one) => [one])])
  .nullish()
  .transform((list) => list ?? []);

const names = texts.transform((list) =>
  list === null || list === undefined
    ? null
    : list.flatMap((one) => one.split(',')).map((one) => one.trim()),
);

const schedule = z.strictObject({
  type: z.unknown().optional(),
  name: text,
  description: text,
  configured_in_stack: text,
  timezone: text,
  periods: names,
  override_status: text,
  ssm_maintenance_window: names,
  use_maintenance_window: flag,
  stop_new_instances: flag,
  enforced: flag,
  hibernate: flag,
  retain_running: flag,
});
const noSchedule: z.output<typeof schedule> = { periods: null, ssm_maintenance_window: null };

const planFields = z.looseObject({
  tag_or_period: periods,
  schedule: schedule.nullish().transform((given) => given ?? noSchedule),
  timezone: text,
  instant_iso: instantText.nullish().transform((at) => at ?? null),
});

export const scheduleLine = planFields.transform(planOf);

type PlanFields = z.output<typeof planFields>;

function planOf({ schedule: fields, tag_or_period, timezone, instant_iso }: PlanFields) {
  return {
    at: instant_iso,
    plan: {
      timezone: fields.timezone ?? timezone ?? null,
      overrideStatus: fields.override_status ?? null,
      periodNames: fields.periods,
      periods: tag_or_period,
      maintenanceWindows: fields.ssm_maintenance_window ?? [],
    },
  };
}

const OFFSET = /([+-])(\d{2}):?(\d{2})$/;

/** The clock that a text is written in. */
function offsetOf(iso: string): Duration {
  const [, sign, hour = '0', minute = '0'] = OFFSET.exec(iso) ?? [];
  const ahead = minutes(Number(hour) * 60 + Number(minute));
  return sign === '-' ? milliseconds(-ahead) : ahead;
}

const execution = z.string().transform((iso, context) => {
  const at = instantText.safeParse(iso);
  if (at.success) return { nextExecution: at.data, offset: offsetOf(iso) };
  for (const { message } of at.error.issues) context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const maintenanceWindow = z
  .looseObject({
    name: text.transform((name) => name ?? ''),
    next_execution: execution,
    duration_hours: z.int().min(1).max(24),
    scheduler_interval_minutes: z.int().min(0).max(1_440).default(SCHEDULER_INTERVAL_MINUTES),
  })
  .transform(
    ({ name, next_execution, duration_hours, scheduler_interval_minutes }): MaintenanceWindow => ({
      name,
      ...next_execution,
      durationHours: duration_hours,
      schedulerIntervalMinutes: scheduler_interval_minutes,
    }),
  );

const windows = z
  .union([z.array(maintenanceWindow), maintenanceWindow.transform((one) => [one])])
  .nullish()
  .transform((list) => list ?? []);

const storedState = z
  .string()
  .transform((written) => written.toLowerCase().replace('retain_running', 'retain-running'))
  .pipe(z.enum(STORED_STATES))
  .nullish();

export const decisionLine = planFields
  .extend({ stored_state: storedState, actual_state: text, maintenance_window: windows })
  .transform((line) => {
    const { plan, at } = planOf(line);
    const named = plan.maintenanceWindows;
    const followed = line.maintenance_window.filter(
      ({ name }) => named.length === 0 || name === '' || named.includes(name),
    );
    return {
      at,
      plan: { ...plan, maintenanceWindows: [...named, ...followed.map(({ name }) => name)] },
      windows: followed,
      flags: {
        enforced: line.schedule.enforced ?? false,
        retainRunning: line.schedule.retain_running ?? false,
        stopNewInstances: line.schedule.stop_new_instances ?? true,
        useMaintenanceWindow: line.schedule.use_maintenance_window ?? true,
      },
      stored: line.stored_state ?? ('unknown' as const),
      actual: line.actual_state?.toLowerCase() ?? null,
    };
  });
