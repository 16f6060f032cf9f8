/** Notebooks, what is remembered of them and what their scripts publish, drawn. */
import fc from 'fast-check';
import { EDGE_ANSWERS, OUTCOME_RESULTS } from '../../src/lib/model/action.ts';
import { complete, incomplete } from '../../src/lib/model/family.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { idOf, isNotebookName, type NotebookName } from '../../src/lib/model/ids.ts';
import type { OwnAction } from '../../src/lib/model/instance-record.ts';
import { hours, type Instant, minus } from '../../src/lib/model/instant.ts';
import type { NotebookReading } from '../../src/lib/model/metric.ts';
import { NOTEBOOK_STATUSES, type Notebook } from '../../src/lib/model/notebook.ts';
import { NOTEBOOK_CAUSES, type NotebookRecord } from '../../src/lib/model/notebook-record.ts';
import { NOON } from '../build/at.ts';
import { datapoints } from '../build/metrics.ts';
import { notebook, notebookReading } from '../build/notebook.ts';

const NAMES = ['tutorial', 'paper', 'gone'].map((name) => idOf(isNotebookName, name));
const [TUTORIAL, PAPER] = NAMES;

export const NOTEBOOK_METRIC = {
  namespace: 'Team/Notebooks',
  name: 'BusyKernels',
  dimension: 'NotebookInstanceName',
} as const;

const USUAL = ['InService', 'InService', 'Stopped'] as const;

const mostly = <T>(usual: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 4 }, others);

const tags = mostly<Notebook['tags']>(
  {},
  fc.constantFrom<Notebook['tags']>(
    { 'tierkeeper:keep': 'true' },
    { 'tierkeeper:ignore': '' },
    { 'tierkeeper:hold-until': '2026-11-30' },
    { 'tierkeeper:hold-until': 'later' },
  ),
);

export const notebooksOf = (past: fc.Arbitrary<Instant>): fc.Arbitrary<readonly Notebook[]> =>
  fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom(...[TUTORIAL, PAPER].filter((name) => name !== undefined)),
        status: fc.constantFrom(...USUAL, ...USUAL, ...NOTEBOOK_STATUSES),
        lastModifiedAt: mostly(minus(NOON, hours(24 * 30)), past),
        tags,
      }),
      { selector: ({ id }) => id, maxLength: 2 },
    )
    .map((drawn) => drawn.map(notebook));

const actions = (past: fc.Arbitrary<Instant>): fc.Arbitrary<OwnAction | null> =>
  fc.option(
    fc.record({
      rule: fc.constant('notebooks' as const),
      at: past,
      result: fc.constantFrom(...OUTCOME_RESULTS, 'requested' as const),
    }),
    { freq: 2 },
  );

/** The hash is put in where the policy is known. */
const schedules = (past: fc.Arbitrary<Instant>): fc.Arbitrary<NotebookRecord['schedule']> =>
  fc.option(
    fc.record({
      schedule: fc.constant('nightly'),
      hash: mostly('as drawn', fc.constant('of another time')),
      adoptedAt: mostly(minus(NOON, hours(24 * 30)), past),
      answeredEdge: mostly(null, past),
      how: fc.constantFrom(...EDGE_ANSWERS),
      attempts: fc.integer({ min: 0, max: 4 }),
      lastAttemptAt: fc.option(past, { freq: 2 }),
    }),
  );

const recordOf = (
  name: NotebookName,
  past: fc.Arbitrary<Instant>,
  noticeKeys: fc.Arbitrary<string>,
): fc.Arbitrary<NotebookRecord> =>
  fc.record({
    kind: fc.constant('notebook' as const),
    name: fc.constant(name),
    type: fc.constantFrom('ml.t3.medium', 'ml.t2.medium'),
    power: fc.constantFrom<NotebookRecord['power']>('running', 'running', 'stopped'),
    since: past,
    schedule: schedules(past),
    warning: fc.option(
      fc.record({
        cause: fc.constantFrom('idle' as const, ...NOTEBOOK_CAUSES),
        dueAt: past,
        warnedAt: past,
        noticeKey: noticeKeys,
      }),
      { freq: 2 },
    ),
    lastStop: actions(past),
    lastStart: actions(past),
    stoppedBySchedule: fc.boolean(),
    told: fc.constantFrom<readonly string[]>([], ['tierkeeper:hold-until=later']),
  });

/** An idle warning is of the start that the record tells of. */
const fitting = (record: NotebookRecord): NotebookRecord =>
  record.warning?.cause === 'idle'
    ? { ...record, warning: { ...record.warning, dueAt: record.since } }
    : record;

export const notebookRecordsOf = (
  past: fc.Arbitrary<Instant>,
  noticeKeys: fc.Arbitrary<string>,
): fc.Arbitrary<readonly NotebookRecord[]> =>
  fc
    .tuple(...NAMES.map((name) => fc.option(recordOf(name, past, noticeKeys))))
    .map((drawn) => drawn.filter((record) => record !== null).map(fitting));

const QUIET = Array.from({ length: 12 }, () => 0);

const series: fc.Arbitrary<NotebookReading['series']> = fc.oneof(
  { arbitrary: fc.constant(complete(datapoints(QUIET))), weight: 3 },
  { arbitrary: fc.constant(complete(datapoints([...QUIET, 2]))), weight: 2 },
  fc
    .array(fc.constantFrom(0, 0, 2, null), { minLength: 1, maxLength: 15 })
    .map((values) => complete(datapoints(values))),
  fc.constant(incomplete(fault('throttled', 'AWS said no'))),
);

export const notebookReadings: fc.Arbitrary<readonly NotebookReading[]> = fc
  .tuple(...NAMES.map(() => fc.option(series, { freq: 8 })))
  .map((drawn) =>
    drawn.flatMap((one, index) => {
      const name = NAMES[index];
      if (one === null || name === undefined) return [];
      return [{ ...notebookReading([], NOTEBOOK_METRIC), notebook: name, series: one }];
    }),
  );

/** What a policy asks of notebooks: nothing, or any of the three. */
export const notebookPolicies = fc.record(
  {
    nightly: fc.integer({ min: 6, max: 13 }).map((hour) => ({
      stop: `${String(hour).padStart(2, '0')}:00`,
      start: '08:30',
    })),
    longest: fc.constantFrom('12h', '2d', '20d', '20d'),
    metric: fc.constant({ ...NOTEBOOK_METRIC, below: 1 }),
  },
  { requiredKeys: [] },
);
