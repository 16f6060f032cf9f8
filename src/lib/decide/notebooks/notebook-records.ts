/** What is remembered of notebooks, once it is known what became of calls. */
import type { ActionVerb } from '../../model/action.ts';
import type { NotebookName } from '../../model/ids.ts';
import type { OwnAction } from '../../model/instance-record.ts';
import type { Outcome } from '../../model/intent.ts';
import type { NotebookChange, NotebookRecord } from '../../model/notebook-record.ts';
import type { Reason } from '../../model/reason.ts';
import { answered, attempted } from '../../model/remember.ts';
import { edgeOf } from '../ledger-marks.ts';

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
export function outcomeChange(record: NotebookRecord, outcome: Outcome): NotebookChange {
  const { verb, result, rule, intendedAt, reason } = outcome;
  if (result === 'held' || result === 'interrupted') return {};
  const change = actionChange(record, { verb, reason }, { rule, at: intendedAt, result });
  const edge = edgeOf(reason);
  if (result !== 'stopped' && result !== 'started') return change;
  if (edge === null) return { ...change, stoppedBySchedule: false };
  const schedule = answered(record.schedule, { edge, how: result });
  return { ...change, schedule, stoppedBySchedule: result === 'stopped' };
}

export function actionChange(
  { schedule }: NotebookRecord,
  { verb, reason }: { readonly verb: ActionVerb; readonly reason: Reason },
  action: OwnAction,
): NotebookChange {
  const tried = attempted(schedule, action, edgeOf(reason));
  return verb === 'stop'
    ? { schedule: tried, lastStop: action }
    : { schedule: tried, lastStart: action };
}
