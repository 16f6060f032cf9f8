/** What is written down and told of notebooks. */
import type { Mark } from '../../model/decision.ts';
import type { Fault } from '../../model/fault.ts';
import type { NotebookName } from '../../model/ids.ts';
import type { Instant } from '../../model/instant.ts';
import type { Intent, IntentTarget, Outcome } from '../../model/intent.ts';
import type { NotebookChange, NotebookRecord } from '../../model/notebook-record.ts';
import type { NotebookNews, Notice } from '../../model/notice.ts';
import type { Reason } from '../../model/reason.ts';
import type { World } from '../world.ts';
import { actionChange, outcomeChange } from './notebook-records.ts';

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
