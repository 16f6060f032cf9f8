/**
 * Schedules and periods of Instance Scheduler as its table holds them, from an export of the table
 * or from CloudFormation. https://docs.aws.amazon.com/solutions/latest/instance-scheduler-on-aws/
 */
import * as z from 'zod';
import { pathText } from '../../../lib/config/finding.ts';
import type { Note, Source } from './imported.ts';

type Path = readonly PropertyKey[];

/** One item: its attributes by the names of the table, and where it stands. */
export interface Item {
  readonly type: 'schedule' | 'period';
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly path: Path;
  readonly line: number;
}

export interface Items {
  readonly items: readonly Item[];
  readonly notes: readonly Note[];
}

const OBJECT = z.record(z.string(), z.unknown());
const SCAN = z.looseObject({ Items: z.array(OBJECT) });
const EXPORTED = z.looseObject({ Item: OBJECT });
const TEMPLATE = z.looseObject({ Resources: OBJECT });
const RESOURCE = z.looseObject({
  Type: z.literal('Custom::ServiceInstanceSchedule'),
  Properties: OBJECT,
});

const NOTHING: Items = { items: [], notes: [] };

/** One document: a template, a scan, or an item by itself. Null where it is none of them. */
export function itemsIn(source: Source, path: Path = []): Items | null {
  const { content } = source;
  const template = TEMPLATE.safeParse(content);
  if (template.success) return fromTemplate(source, template.data.Resources);
  const scan = SCAN.safeParse(content);
  if (scan.success) {
    return joined(
      scan.data.Items.map((item, index) => fromItem(source, item, [...path, 'Items', index])),
    );
  }
  const exported = EXPORTED.safeParse(content);
  if (exported.success) return fromItem(source, exported.data.Item, [...path, 'Item']);
  const item = OBJECT.safeParse(content);
  return item.success && 'type' in item.data ? fromItem(source, item.data, path) : null;
}

export const joined = (all: readonly Items[]): Items => ({
  items: all.flatMap(({ items }) => items),
  notes: all.flatMap(({ notes }) => notes),
});

/** An attribute value of DynamoDB. */
const VALUE = z.union([
  z.strictObject({ S: z.string() }).transform(({ S }) => S),
  z.strictObject({ SS: z.array(z.string()) }).transform(({ SS }) => SS),
  z.strictObject({ BOOL: z.boolean() }).transform(({ BOOL }) => BOOL),
  z.strictObject({ N: z.string() }).transform(({ N }) => N),
  z.strictObject({ NULL: z.boolean() }).transform(() => null),
  z
    .strictObject({ L: z.array(z.strictObject({ S: z.string() })) })
    .transform(({ L }) => L.map(({ S }) => S)),
]);

/** DynamoDB JSON, or the plain values that some tools write instead. */
function plain(value: unknown): unknown {
  const read = VALUE.safeParse(value);
  return read.success ? read.data : value;
}

function fromItem(source: Source, item: Readonly<Record<string, unknown>>, path: Path): Items {
  const attributes = Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, plain(value)]),
  );
  const { type, name, ...rest } = attributes;
  const line = source.lineOf(path);
  if (type === 'config') return NOTHING;
  if ((type === 'schedule' || type === 'period') && typeof name === 'string' && name !== '') {
    return { items: [{ type, name, attributes: rest, path, line }], notes: [] };
  }
  const sentence = 'It is no item of type schedule or period with a name.';
  return { items: [], notes: [{ line, path: pathText(path), sentence }] };
}

const SCHEDULE_PROPERTIES: Readonly<Record<string, string>> = {
  Description: 'description',
  Timezone: 'timezone',
  OverrideStatus: 'override_status',
  Enforced: 'enforced',
  Hibernate: 'hibernate',
  RetainRunning: 'retain_running',
  StopNewInstances: 'stop_new_instances',
  UseMaintenanceWindow: 'use_maintenance_window',
  UseMaintenaceWindow: 'use_maintenance_window',
  SsmMaintenanceWindow: 'ssm_maintenance_window',
};
const PERIOD_PROPERTIES: Readonly<Record<string, string>> = {
  Description: 'description',
  BeginTime: 'begintime',
  EndTime: 'endtime',
  WeekDays: 'weekdays',
  MonthDays: 'monthdays',
  Months: 'months',
};
/** What the resource needs and a schedule does not. */
const ASIDE = [
  'ServiceToken',
  'Timeout',
  'NoStackPrefix',
  'Name',
  'Periods',
  'Metrics',
  'Overwrite',
];

function fromTemplate(source: Source, resources: Readonly<Record<string, unknown>>): Items {
  return joined(
    Object.entries(resources).flatMap(([id, resource]) => {
      const read = RESOURCE.safeParse(resource);
      const path = ['Resources', id, 'Properties'];
      return read.success ? [fromResource({ source, path, id }, read.data.Properties)] : [];
    }),
  );
}

interface Place {
  readonly source: Source;
  readonly path: Path;
  /** The logical id of the resource. */
  readonly id: string;
}

function fromResource(place: Place, properties: Readonly<Record<string, unknown>>): Items {
  const { source, path, id } = place;
  const own = typeof properties['Name'] === 'string' ? properties['Name'] : id;
  const notes: Note[] = [];
  if (String(properties['NoStackPrefix']).toLowerCase() !== 'true') {
    const tag = `STACK-${own}`;
    const sentence = `Its tag says ${tag}, with the name of the stack: rename the schedule so.`;
    notes.push({ line: source.lineOf(path), path: pathText(path), sentence });
  }
  const list = z.array(OBJECT).safeParse(properties['Periods'] ?? []);
  const periods = (list.success ? list.data : []).map((period, index) => {
    const at = [...path, 'Periods', index];
    const { InstanceType: type, ...rest } = period;
    const name = `${own}-period-${String(index + 1).padStart(4, '0')}`;
    const item = named({ source, path: at, id }, rest, PERIOD_PROPERTIES);
    notes.push(...item.notes);
    return {
      listed: typeof type === 'string' ? `${name}@${type}` : name,
      item: { type: 'period' as const, name, path: at, ...item },
    };
  });
  const known = Object.entries(properties).filter(([key]) => !ASIDE.includes(key));
  const { notes: more, ...item } = named(place, Object.fromEntries(known), SCHEDULE_PROPERTIES);
  const attributes = { ...item.attributes, periods: periods.map(({ listed }) => listed) };
  return {
    items: [
      { type: 'schedule', name: own, path, line: item.line, attributes },
      ...periods.map((period) => period.item),
    ],
    notes: [...notes, ...more],
  };
}

/** Properties by the names of the table. */
function named(
  { source, path }: Place,
  properties: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
) {
  const notes = Object.keys(properties)
    .filter((key) => !Object.hasOwn(names, key))
    .map((key) => ({
      line: source.lineOf([...path, key]),
      path: pathText([...path, key]),
      sentence: 'No such property is known.',
    }));
  const attributes = Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) => {
      const name = Object.hasOwn(names, key) ? names[key] : undefined;
      return name === undefined ? [] : [[name, value] as const];
    }),
  );
  return { attributes, notes, line: source.lineOf(path) };
}
