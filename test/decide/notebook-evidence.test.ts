/** What is said and written of a notebook, to the minute: the tables have the verdicts. */
import { describe, expect, test } from 'vitest';
import { nextQueries } from '../../src/lib/decide/next-query.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import type { Mark } from '../../src/lib/model/decision.ts';
import { complete } from '../../src/lib/model/family.ts';
import { hours, type Instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { NotebookReading } from '../../src/lib/model/metric.ts';
import type { Notebook } from '../../src/lib/model/notebook.ts';
import type { NotebookRecord } from '../../src/lib/model/notebook-record.ts';
import type { Snapshot } from '../../src/lib/model/snapshot.ts';
import { at, NOON } from '../build/at.ts';
import { intent, intentTarget, memory } from '../build/ledger.ts';
import { notebook, notebookReading, notebookRecord, TUTORIAL } from '../build/notebook.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';
import { type Given, planOf } from './truth-table.ts';

const NIGHTLY = { notebooks: { nightly: { stop: '22:00', start: '07:00' } } };
const LONGEST = { notebooks: { longest: '8h' } };
const METRIC = { notebooks: { metric: { namespace: 'Team/Notebooks', name: 'BusyKernels' } } };
const STOP_AT = at('2026-11-24T22:00Z');
const START_AT = at('2026-11-25T07:00Z');
const LAST_STOP = { answeredEdge: minus(STOP_AT, hours(24)), how: 'stopped' } as const;

/** The decision about the one notebook: `leave edge-retry`, and its evidence. */
function saidOf(given: Given) {
  const one = planOf({ notebooks: [{}], ...given }).decisions.find(
    ({ target }) => target.kind === 'notebook',
  );
  return [`${one?.verdict} ${one?.reason.key}`, one?.reason.evidence] as const;
}

const asleep = { power: 'stopped', stoppedBySchedule: true } as const;
const off = { notebooks: [{ status: 'Stopped' }] } as const;

describe('the night of a notebook', () => {
  test.each([
    ['five minutes after the first attempt', 1, 5],
    ['ten minutes after the second', 2, 10],
  ])('is tried again %s', (_, attempts, due) => {
    const lastAttemptAt = plus(STOP_AT, minutes(1));
    const notebookRecord = { schedule: { ...LAST_STOP, attempts, lastAttemptAt } };
    const nights = { notebooks: { nightly: { stop: '22:00', warn: '0m' } } };
    const tried = (after: number) =>
      saidOf({ policy: nights, notebookRecord, now: plus(lastAttemptAt, minutes(after)) });
    const retryAt = plus(lastAttemptAt, minutes(due));
    expect(tried(due - 1)).toEqual([
      'leave edge-retry',
      expect.objectContaining({ edge: STOP_AT, attempt: attempts + 1, retryAt }),
    ]);
    expect(tried(due)).toEqual([
      'stop stop-edge',
      expect.objectContaining({ edge: STOP_AT, attempt: attempts + 1 }),
    ]);
  });

  test('is missed by what is later than catchUp, and says by how much', () => {
    const late = (by: number) =>
      saidOf({
        policy: { ...NIGHTLY, catchUp: '2h' },
        notebookRecord: { schedule: LAST_STOP },
        now: plus(STOP_AT, minutes(by)),
      });
    expect(late(120)[0]).toBe('warn stop-edge-near');
    expect(late(121)).toEqual([
      'leave edge-missed',
      expect.objectContaining({ edge: STOP_AT, lateBy: minutes(121), catchUp: hours(2) }),
    ]);
  });

  test('is over for what was off already', () => {
    const stopped = { power: 'stopped', schedule: LAST_STOP } as const;
    expect(
      saidOf({ policy: NIGHTLY, ...off, notebookRecord: stopped, now: plus(STOP_AT, minutes(2)) }),
    ).toEqual(['leave edge-answered', expect.objectContaining({ how: 'already' })]);
  });

  test('ends with a start that is told when it gives up', () => {
    const lastAttemptAt = plus(START_AT, minutes(20));
    const schedule = { answeredEdge: STOP_AT, how: 'stopped', attempts: 3, lastAttemptAt } as const;
    const given = { policy: NIGHTLY, ...off, notebookRecord: { ...asleep, schedule } };
    const plan = planOf({ ...given, now: plus(START_AT, minutes(40)) });
    const news = plan.marks.flatMap((mark) => (mark.mark === 'notice' ? [mark.notice.facts] : []));
    expect(news).toMatchObject([{ news: 'did-not-start', reason: { evidence: { attempts: 3 } } }]);
  });

  test('says in the morning what would start, while it observes', () => {
    const schedule = { answeredEdge: STOP_AT, how: 'observed' } as const;
    const given = {
      policy: { ...NIGHTLY, modes: { notebooks: 'observe' } },
      ...off,
      notebookRecord: { ...asleep, schedule },
      now: plus(START_AT, minutes(2)),
    };
    expect(saidOf(given)[0]).toBe('start start-edge');
    const plan = planOf(given);
    expect(plan.marks).toContainEqual(
      expect.objectContaining({ mark: 'notice', notice: expect.anything() }),
    );
    expect(changesOf(plan.marks)).toContainEqual(
      expect.objectContaining({
        schedule: expect.objectContaining({ answeredEdge: START_AT, how: 'observed' }),
      }),
    );
  });

  test.each([
    ['asks for no warning', { notebooks: { nightly: { stop: '22:00', warn: '0m' } } }],
    ['observes', { notebooks: { nightly: { stop: '22:00' } }, modes: { notebooks: 'observe' } }],
  ])('warns nobody before where it %s', (_, rules) => {
    const now = minus(STOP_AT, minutes(10));
    expect(saidOf({ policy: rules, notebookRecord: { schedule: LAST_STOP }, now })[0]).toBe(
      'leave nothing-due',
    );
  });

  test('warns nobody of a start, nor of a stop of what is off', () => {
    const schedule = { answeredEdge: STOP_AT, how: 'stopped' } as const;
    const before = { notebookRecord: { schedule }, now: minus(START_AT, minutes(10)) };
    expect(saidOf({ policy: NIGHTLY, ...before })[0]).toBe('leave nothing-due');
    const morning = minus(START_AT, hours(24));
    const stopped = {
      notebookRecord: { ...asleep, schedule: { answeredEdge: morning, how: 'person' } },
    } as const;
    const evening = { ...off, ...stopped, now: minus(STOP_AT, minutes(10)) };
    expect(saidOf({ policy: NIGHTLY, ...evening })[0]).toBe('leave nothing-due');
  });
});

const changesOf = (marks: readonly Mark[]) =>
  marks.flatMap((mark) => (mark.mark === 'notebook-changed' ? [mark.change] : []));

describe('a warning to a notebook', () => {
  const warned = (overrides: object = {}) => ({
    since: at('2026-11-24T04:00Z'),
    warning: {
      cause: 'longest',
      dueAt: NOON,
      warnedAt: at('2026-11-24T11:30Z'),
      noticeKey: 'n',
    } as const,
    ...overrides,
  });

  test('is remembered with what it was for', () => {
    const plan = planOf({
      policy: LONGEST,
      notebooks: [{}],
      notebookRecord: { since: at('2026-11-24T04:00Z') },
      now: NOON,
    });
    const noticeKey = `notebook:about-to-stop:tutorial:${NOON}`;
    expect(changesOf(plan.marks)).toEqual([
      { warning: { cause: 'longest', dueAt: NOON, warnedAt: NOON, noticeKey } },
    ]);
  });

  test.each([
    ['is waited for while no channel has taken it', 29, 'leave warning-not-sent'],
    ['is given anew after an hour in which none has', 60, 'warn notebook-longest-near'],
  ])('%s', (_, age, said) => {
    const now = plus(at('2026-11-24T11:30Z'), minutes(age));
    expect(saidOf({ policy: LONGEST, notebookRecord: warned(), now })[0]).toBe(said);
  });

  test.each([
    ['holds to the last minute of its grace', 29, 'leave notebook-longest-near'],
    ['is over with its grace', 30, 'stop notebook-longest'],
  ])('%s', (_, ago, said) => {
    const accepted = minus(NOON, minutes(ago));
    const rules = { ...LONGEST, idle: { grace: '30m' } };
    expect(saidOf({ policy: rules, notebookRecord: warned({ accepted }), now: NOON })[0]).toBe(
      said,
    );
  });
});

describe('what has run for less than the least time', () => {
  const rules = {
    minimumUptime: '3h',
    notebooks: { nightly: { stop: '22:00', warn: '0m' }, longest: null },
  };
  const evening = (since: Instant) =>
    saidOf({
      policy: rules,
      notebookRecord: { since, schedule: LAST_STOP },
      now: plus(STOP_AT, minutes(2)),
    });

  test('is left on, and it is said since when it runs', () => {
    const since = minus(STOP_AT, minutes(177));
    expect(evening(since)).toEqual(['leave too-young', { since, minimumUptime: hours(3) }]);
  });

  test('is stopped when it has had it', () => {
    expect(evening(minus(STOP_AT, minutes(178)))[0]).toBe('stop stop-edge');
  });
});

describe('who left a notebook alone', () => {
  const tagged = (tags: Readonly<Record<string, string>>) =>
    saidOf({ policy: LONGEST, notebooks: [{ tags }] });

  test.each(['tierkeeper:ignore', 'tierkeeper:keep'])('is named by the tag %s', (tag) => {
    expect(tagged({ [tag]: '' })[1]).toEqual({ tag });
  });

  test('is named by the hold and its end', () => {
    expect(tagged({ 'tierkeeper:hold-until': '2026-11-24T18:00Z' })).toEqual([
      'leave held',
      { until: at('2026-11-24T18:00Z'), by: 'tierkeeper:hold-until', why: '' },
    ]);
    expect(tagged({ 'tierkeeper:hold-until': '2026-11-24T12:00Z' })[0]).not.toBe('leave held');
  });

  test('is named by the tag that cannot be read', () => {
    expect(tagged({ 'tierkeeper:hold-until': 'soon' })[1]).toMatchObject({
      tag: 'tierkeeper:hold-until',
      value: 'soon',
      expected: expect.stringContaining('2026-11-30'),
    });
  });

  test.each(['Pending', 'Updating', 'Stopping'] as const)('is AWS while it is %s', (status) => {
    const [said, evidence] = saidOf({ policy: LONGEST, notebooks: [{ status }] });
    expect([said, evidence]).toEqual(['leave in-transition', { state: status, since: NOON }]);
  });
});

describe('a notebook at first sight', () => {
  const seenAs = (one: Partial<Notebook>): NotebookRecord | undefined =>
    planOf({ policy: NIGHTLY, notebooks: [one] }).marks.flatMap((mark) =>
      mark.mark === 'notebook-seen' ? [mark.record] : [],
    )[0];

  test('has its night adopted as of the edge before', () => {
    expect(seenAs({})).toEqual({
      ...notebookRecord({ since: NOON }),
      schedule: {
        schedule: 'nightly',
        hash: policy(NIGHTLY).notebooks.nightly?.hash,
        adoptedAt: NOON,
        answeredEdge: at('2026-11-24T07:00Z'),
        how: 'adopted',
        attempts: 0,
        lastAttemptAt: null,
      },
    });
  });

  test('counts as off where AWS changes it', () => {
    expect(seenAs({ status: 'Updating' })?.power).toBe('stopped');
  });

  test('is nothing where it is deleted', () => {
    expect(seenAs({ status: 'Deleting' })).toBeUndefined();
  });
});

describe('a notebook that was seen before', () => {
  const seen = (overrides: Partial<NotebookRecord>, one: Partial<Notebook> = {}) =>
    planOf({
      policy: LONGEST,
      notebooks: [one],
      notebookRecord: { ...overrides, schedule: {} },
    }).marks.filter(({ mark }) => mark === 'notebook-seen');

  test('is not written again where nothing has changed', () => {
    expect(seen({})).toEqual([]);
  });

  test.each([
    ['has another size', { type: 'ml.t3.large' }],
    ['was off', { power: 'stopped', since: minus(NOON, hours(80)) }],
    ['runs, though the night had stopped it', { stoppedBySchedule: true }],
  ] as const)('is written where it %s', (_, overrides) => {
    expect(seen(overrides)).toHaveLength(1);
  });

  test.each([
    [20, 0],
    [21, 1],
  ])('began anew where AWS changed it more than twenty minutes later (%d)', (later, marks) => {
    const since = minus(NOON, hours(5));
    expect(seen({ since }, { lastModifiedAt: plus(since, minutes(later)) })).toHaveLength(marks);
  });
});

describe("the owner's metric", () => {
  const asked = (one: Partial<Notebook> = {}, overrides: Partial<Snapshot> = {}, rules = {}) =>
    nextQueries(
      worldOf(
        snapshot({
          notebooks: complete([notebook(one)]),
          instances: complete([]),
          memory: memory({ notebooks: [notebookRecord()] }),
          ...overrides,
        }),
        policy({ ...METRIC, ...rules }),
        PRICES,
      ),
    ).filter(({ kind }) => kind === 'notebook-metrics');

  const readings: readonly NotebookReading[] = (() => {
    const { metric } = policy(METRIC).notebooks;
    return metric ? [notebookReading([0], metric)] : [];
  })();

  test('is asked for the window of a notebook that runs', () => {
    const { metric } = policy(METRIC).notebooks;
    const of = { namespace: metric?.namespace, name: metric?.name, dimension: metric?.dimension };
    const from = minus(NOON, minutes(75));
    expect(asked()).toEqual([
      { kind: 'notebook-metrics', queries: [{ notebook: TUTORIAL, ...of, from, to: NOON }] },
    ]);
  });

  test.each([
    ['is off', { status: 'Stopped' }],
    ['is stopping', { status: 'Stopping' }],
    ['is kept', { tags: { 'tierkeeper:keep': '' } }],
  ] as const)('is not asked of what %s', (_, one) => {
    expect(asked(one)).toEqual([]);
  });

  test('is not asked where another rule speaks', () => {
    expect(asked({}, {}, { notebooks: { ...METRIC.notebooks, longest: '8h' } })).toEqual([]);
  });

  test('is not asked twice, nor by a wake of an instance', () => {
    expect(asked({}, { notebookMetrics: readings })).toEqual([]);
    expect(asked({}, { scope: { kind: 'instances', ids: [] } })).toEqual([]);
  });

  test('is not asked where the policy names none', () => {
    expect(asked({}, {}, { notebooks: { longest: '200h' } })).toEqual([]);
  });

  test.each([
    ['busy', [0, 5, 0], 'leave notebook-busy', { max: 5 }],
    ['unknown', [0, 0, 0], 'leave notebook-unknown', { why: 'few-datapoints' }],
  ] as const)('of a %s notebook is named with its values', (...[, use, said, evidence]) => {
    const [words, known] = saidOf({
      policy: METRIC,
      notebookRecord: {},
      notebookUse: [...use],
    });
    expect(words).toBe(said);
    expect(known).toMatchObject({ metric: 'Team/Notebooks BusyKernels', ...evidence });
  });

  test('that was refused says how', () => {
    expect(
      saidOf({ policy: METRIC, notebookRecord: {}, notebookUse: 'access-denied' })[1],
    ).toMatchObject({ why: 'refused', coveragePercent: 0, fault: { code: 'access-denied' } });
  });

  test('that stayed low is told with threshold and window', () => {
    const quiet = Array.from({ length: 12 }, () => 0);
    expect(saidOf({ policy: METRIC, notebookRecord: {}, notebookUse: quiet })).toEqual([
      'warn notebook-idle-near',
      expect.objectContaining({ max: 0, window: hours(1), metric: 'Team/Notebooks BusyKernels' }),
    ]);
  });
});

test('notebooks are listed for a call of ours alone', () => {
  const target = intentTarget({ target: { kind: 'notebook', id: TUTORIAL }, instanceId: null });
  const kinds = (targets: readonly (typeof target)[]) =>
    nextQueries(
      worldOf(snapshot({ memory: memory({ intents: [intent({ targets })] }) }), policy({}), PRICES),
    ).map(({ kind }) => kind);
  expect(kinds([intentTarget(), target])).toContain('notebooks');
  expect(kinds([intentTarget()])).not.toContain('notebooks');
});
