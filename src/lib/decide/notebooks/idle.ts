/**
 * Idleness as the owner's own metric proves it, where the policy names one: SageMaker publishes
 * none of notebooks. Missing data is unknown, never idle.
 */
import type { Opinion } from '../../model/decision.ts';
import { itemsOf } from '../../model/family.ts';
import { plus } from '../../model/instant.ts';
import type { NotebookQuery, NotebookReading } from '../../model/metric.ts';
import type { NotebookMetric } from '../../model/policy.ts';
import { type Reason, type ReasonEvidence, reason } from '../../model/reason.ts';
import { askFrom, inWindow } from '../metric-window.ts';
import { aside, binding } from '../opinion.ts';
import type { NotebookCase } from './notebook-case.ts';
import { changed, noticeMark } from './notebook-marks.ts';
import { announced, coolDown, tooYoung, wouldBeOff } from './stopping.ts';

type Use =
  | { readonly kind: 'idle'; readonly evidence: ReasonEvidence['notebook-idle'] }
  | { readonly kind: 'busy' | 'unknown'; readonly because: Reason };

/** Silent where the policy names no metric, or the notebook is off. */
export function idle(subject: NotebookCase): Opinion | null {
  const use = useOf(subject);
  if (use === null) return null;
  return use.kind === 'idle' ? stopIdle(subject, use.evidence) : notIdle(subject, use.because);
}

/** What still has to be read of it; null: nothing, or no rule would look at it. */
export function idleQuery(subject: NotebookCase): NotebookQuery | null {
  const { world, notebook, record } = subject;
  const { metric } = world.policy.notebooks;
  if (metric === null || record.power !== 'running' || readingOf(subject) !== null) return null;
  const { namespace, name, dimension } = metric;
  const { now, policy } = world;
  const from = askFrom({ window: policy.idle.window, now });
  return { notebook: notebook.id, namespace, name, dimension, from, to: now };
}

const readingOf = ({ world, notebook }: NotebookCase): NotebookReading | null =>
  world.snapshot.notebookMetrics.find((reading) => reading.notebook === notebook.id) ?? null;

const titleOf = ({ namespace, name }: NotebookMetric): string => `${namespace} ${name}`;

function useOf(subject: NotebookCase): Use | null {
  const { metric } = subject.world.policy.notebooks;
  if (metric === null || subject.record.power !== 'running') return null;
  const reading = readingOf(subject);
  if (reading === null) return unknown(metric, 'not-asked');
  if (!reading.series.complete) return unknown(metric, 'refused', { fault: reading.series.fault });
  return judged(subject, metric, reading);
}

type Unknown = ReasonEvidence['notebook-unknown'];

const unknown = (
  metric: NotebookMetric,
  why: Unknown['why'],
  more: Partial<Unknown> = {},
): Use => ({
  kind: 'unknown',
  because: reason('notebook-unknown', {
    ...{ metric: titleOf(metric), why, coveragePercent: 0, fault: null },
    ...more,
  }),
});

/** One busy datapoint is proof, however few there are. */
function judged(
  { world, record }: NotebookCase,
  metric: NotebookMetric,
  { series }: NotebookReading,
): Use {
  const { now, policy } = world;
  const { window, bootGrace, coveragePercent: least } = policy.idle;
  const bootedAt = plus(record.since, bootGrace);
  const { values, coveragePercent, isStale } = inWindow({ window, now, bootedAt }, itemsOf(series));
  const max = Math.max(...values);
  const { below } = metric;
  const evidence = { metric: titleOf(metric), max, below };
  if (values.length > 0 && !(max < below)) {
    return { kind: 'busy', because: reason('notebook-busy', evidence) };
  }
  if (coveragePercent < least) return unknown(metric, 'few-datapoints', { coveragePercent });
  if (isStale) return unknown(metric, 'stale', { coveragePercent });
  return { kind: 'idle', evidence: { ...evidence, window } };
}

function stopIdle(subject: NotebookCase, evidence: ReasonEvidence['notebook-idle']): Opinion {
  const because = reason('notebook-idle', evidence);
  const { world, record } = subject;
  if (world.modes.notebooks === 'observe') {
    if (wouldBeOff(subject)) return aside('notebooks', because);
    const told = { news: 'would-stop', reason: because, about: record.since } as const;
    const marks = [noticeMark(subject, told)];
    return binding({ rule: 'notebooks', verdict: 'stop', reason: because, marks });
  }
  return (
    coolDown(subject) ??
    tooYoung(subject) ??
    announced(subject, {
      cause: 'idle',
      // Whoever starts it anew is warned anew.
      dueAt: record.since,
      grace: world.policy.idle.grace,
      near: (stopAt) => reason('notebook-idle-near', { ...evidence, stopAt }),
    }) ??
    binding({ rule: 'notebooks', verdict: 'stop', reason: because })
  );
}

/** A warning is void with the idleness that it was for, and so it is said. */
function notIdle(subject: NotebookCase, because: Reason): Opinion {
  const { notebook, record } = subject;
  if (record.warning?.cause !== 'idle') return aside('notebooks', because);
  const { warnedAt } = record.warning;
  const told = noticeMark(subject, { news: 'withdrawn', reason: because, about: warnedAt });
  const marks = [changed(notebook.id, { warning: null }), told];
  return binding({ rule: 'notebooks', verdict: 'withdraw', reason: because, marks });
}
