/** How a mark changes what is remembered of an instance. */
import type { Mark } from './decision.ts';
import type { InstanceId } from './ids.ts';
import type { InstanceRecord, OwnAction, ScheduleState } from './instance-record.ts';
import type { Instant } from './instant.ts';

/** Lines told once are forgotten again, oldest first, so that an item stays small. */
export const MOST_TOLD = 40;

/** The instance that a mark is about; null for marks about anything else. */
export function instanceIdOf(mark: Mark): InstanceId | null {
  if (mark.mark === 'seen') return mark.record.instanceId;
  return 'instanceId' in mark ? mark.instanceId : null;
}

/** The record after the mark; null when it is forgotten, or was never there. */
export function remember(record: InstanceRecord | null, mark: Mark): InstanceRecord | null {
  if (record === null) return mark.mark === 'seen' ? mark.record : null;
  return applied(record, mark);
}

function applied(record: InstanceRecord, mark: Mark): InstanceRecord | null {
  switch (mark.mark) {
    case 'seen':
      return mark.record;
    case 'forgotten':
      return null;
    case 'warned': {
      const others = record.warnings.filter(({ rule }) => rule !== mark.warning.rule);
      return { ...record, warnings: [...others, mark.warning] };
    }
    case 'withdrawn':
      return { ...record, warnings: record.warnings.filter(({ rule }) => rule !== mark.rule) };
    case 'schedule':
      return { ...record, schedule: mark.schedule };
    case 'edge-answered':
      return { ...record, schedule: answered(record.schedule, mark) };
    case 'called':
      return called(record, mark);
    case 'protected':
      return { ...record, protectedAt: mark.at };
    case 'hibernation-refused':
      return { ...record, hibernationRefusedAt: mark.at };
    case 'unknown-since':
      return { ...record, unknownSince: mark.since };
    case 'told-once':
      return { ...record, told: [...record.told, mark.what].slice(-MOST_TOLD) };
    case 'savings-kept':
      return withoutMonth(record, mark.savings.month);
    case 'runs-kept':
    case 'notebook-seen':
    case 'notebook-changed':
    case 'notebook-forgotten':
    case 'volume-left':
    case 'volume-settled':
    case 'address-left':
    case 'address-settled':
    case 'activated':
    case 'alarms-compared':
    case 'allowance-told':
    case 'exposures-looked':
    case 'health-looked':
    case 'channels-looked':
    case 'notice':
      return record;
  }
}

function withoutMonth(record: InstanceRecord, month: string): InstanceRecord {
  const { savings } = record;
  if (savings === undefined) return record;
  const months = savings.months.filter((one) => one.month !== month);
  return { ...record, savings: { ...savings, months } };
}

/** An answer that comes late, for an edge before one that is answered, changes nothing. */
export function answered(
  schedule: ScheduleState | null,
  { edge, how }: Pick<Extract<Mark, { mark: 'edge-answered' }>, 'edge' | 'how'>,
): ScheduleState | null {
  const answeredEdge = schedule?.answeredEdge ?? null;
  if (schedule === null || (answeredEdge !== null && edge < answeredEdge)) return schedule;
  return { ...schedule, answeredEdge: edge, how, attempts: 0, lastAttemptAt: null };
}

function called(record: InstanceRecord, mark: Extract<Mark, { mark: 'called' }>): InstanceRecord {
  const { verb, action, edge } = mark;
  const schedule = attempted(record.schedule, action, edge);
  return verb === 'stop'
    ? { ...record, schedule, lastStop: action }
    : { ...record, schedule, lastStart: action };
}

/** An answer to the call, yes or no, is an attempt; what is seen of it later is not another. */
export function attempted(
  schedule: ScheduleState | null,
  { at, result }: OwnAction,
  edge: Instant | null,
): ScheduleState | null {
  const isAnswer = result === 'requested' || result === 'refused' || result === 'protected';
  if (schedule === null || edge === null || !isAnswer) return schedule;
  return { ...schedule, attempts: attemptsFor(schedule, edge) + 1, lastAttemptAt: at };
}

/** Calls made for this edge; those for the edge before it do not count. */
export const attemptsFor = ({ attempts, lastAttemptAt }: ScheduleState, edge: Instant): number =>
  lastAttemptAt !== null && lastAttemptAt >= edge ? attempts : 0;
