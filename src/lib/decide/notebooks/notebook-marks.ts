/** What is written down and told of notebooks. */
import type { ActionVerb } from '../../model/action.ts';
import type { Mark } from '../../model/decision.ts';
import type { Fault } from '../../model/fault.ts';
import type { NotebookName } from '../../model/ids.ts';
import type { Instant } from '../../model/instant.ts';
import type {
  Intent,
  IntentTarget,
  NotebookChange,
  NotebookRecord,
  Outcome,
  OwnAction,
} from '../../model/ledger.ts';
import type { NotebookNews, Notice } from '../../model/notice.ts';
import type { Reason } from '../../model/reason.ts';
import { answered, attempted } from '../../model/remember.ts';
import { edgeOf } from '../ledger-marks.ts';
import type { World } from '../world.ts';

export const changed = (name: NotebookName, change: NotebookChange): Mark => ({
  mark: 'notebook-changed',
  name,
  change,
});

interface Told {
  readonly news: NotebookNews;
  readonly reason: Reason;
  /** What makes another message of it: an edge, an intent. */
  readonly about: string | number;
  readonly stopAt?: Instant;
  readonly fault?: Fault | null;
}

interface Named {
  readonly world: World;
  readonly record: Pick<NotebookRecord, 'name' | 'type'>;
}

const WAITS: ReadonlySet<NotebookNews> = new Set([
  'would-stop',
  'would-start',
  'unreadable',
  'missed',
]);

export function noticeOf({ world, record }: Named, told: Told): Notice<'notebook'> {
  const { news, reason, about, stopAt = null, fault = null } = told;
  const { name, type } = record;
  const { region } = world.snapshot;
  const hourMicroUsd = world.prices.notebookHour({ type, region });
  return {
    kind: 'notebook',
    dedupeKey: `notebook:${news}:${name}:${about}`,
    urgency: WAITS.has(news) ? 'digest' : 'now',
    at: world.now,
    facts: { notebookId: name, type, news, reason, stopAt, hourMicroUsd, fault },
  };
}

export const noticeMark = (subject: Named, told: Told): Mark => ({
  mark: 'notice',
  notice: noticeOf(subject, told),
});

/** Records with what has become of earlier intents, before anything is decided. */
export function notebookRecordsAfter(
  records: readonly NotebookRecord[],
  settled: readonly Outcome[],
): ReadonlyMap<NotebookName, NotebookRecord> {
  const after = new Map(records.map((record) => [record.name, record]));
  for (const outcome of settled) {
    const record = outcome.target.kind === 'notebook' && after.get(outcome.target.id);
    if (record) after.set(record.name, { ...record, ...outcomeChange(record, outcome) });
  }
  return after;
}

/** Nothing happened to an interrupted target, or one that the switch held: it is decided anew. */
function outcomeChange(record: NotebookRecord, outcome: Outcome): NotebookChange {
  const { verb, result, rule, intendedAt, reason } = outcome;
  if (result === 'held' || result === 'interrupted') return {};
  const change = actionChange(record, { verb, reason }, { rule, at: intendedAt, result });
  const edge = edgeOf(reason);
  if (result !== 'stopped' && result !== 'started') return change;
  if (edge === null) return { ...change, stoppedBySchedule: false };
  const schedule = answered(record.schedule, { edge, how: result });
  return { ...change, schedule, stoppedBySchedule: result === 'stopped' };
}

function actionChange(
  { schedule }: NotebookRecord,
  { verb, reason }: { readonly verb: ActionVerb; readonly reason: Reason },
  action: OwnAction,
): NotebookChange {
  const tried = attempted(schedule, action, edgeOf(reason));
  return verb === 'stop'
    ? { schedule: tried, lastStop: action }
    : { schedule: tried, lastStart: action };
}

/** Accepted calls are remembered as ours at once. */
export function notebookRequestMarks(
  { notebookRecords }: World,
  { verb, at }: Intent,
  { target, rule, reason }: IntentTarget,
): readonly Mark[] {
  const record = target.kind === 'notebook' ? notebookRecords.get(target.id) : undefined;
  if (!record) return [];
  const action = { rule, at, result: 'requested' } as const;
  return [changed(record.name, actionChange(record, { verb, reason }, action))];
}

export function notebookOutcomeMarks(world: World, outcome: Outcome): readonly Mark[] {
  const { target, intentId, reason, fault } = outcome;
  const record = target.kind === 'notebook' ? world.notebookRecords.get(target.id) : undefined;
  if (!record) return [];
  const news = newsOf(outcome);
  const told = { reason, fault, about: intentId };
  const change = outcomeChange(record, outcome);
  return [
    ...(Object.keys(change).length === 0 ? [] : [changed(record.name, change)]),
    ...(news === null ? [] : [noticeMark({ world, record }, { news, ...told })]),
  ];
}

function newsOf({ verb, result }: Outcome): NotebookNews | null {
  switch (result) {
    case 'stopped':
    case 'started':
      return result;
    case 'protected':
    case 'refused':
    case 'fell-back':
    case 'stuck':
      return verb === 'stop' ? 'did-not-stop' : 'did-not-start';
    case 'held':
    case 'gone':
    case 'interrupted':
    case 'associated':
      return null;
  }
}
