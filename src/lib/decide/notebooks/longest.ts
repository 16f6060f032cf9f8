/** The longest running time, counted from the first pass that saw the notebook run. */
import type { Opinion } from '../../model/decision.ts';
import { minus, plus } from '../../model/instant.ts';
import { reason } from '../../model/reason.ts';
import { binding } from '../opinion.ts';
import { TICK } from '../rules/timetable.ts';
import type { NotebookCase } from './notebook-case.ts';
import { noticeMark } from './notebook-marks.ts';
import { announced, coolDown, tooYoung, wouldBeOff } from './stopping.ts';

export function longest(subject: NotebookCase): Opinion | null {
  const { record, world } = subject;
  const { policy, now } = world;
  const most = policy.notebooks.longest;
  if (most === null || record.power !== 'running') return null;
  const { since } = record;
  const dueAt = plus(since, most);
  const { grace } = policy.idle;
  if (plus(now, grace) < minus(dueAt, TICK)) return null;
  const over = reason('notebook-longest', { since, longest: most });
  if (world.modes.notebooks === 'observe') {
    return now < dueAt || wouldBeOff(subject) ? null : wouldStop(subject, over);
  }
  const near = announced(subject, {
    cause: 'longest',
    dueAt,
    grace,
    near: (stopAt) => reason('notebook-longest-near', { since, longest: most, stopAt }),
  });
  if (near !== null) return near;
  if (now < dueAt) return null;
  return (
    coolDown(subject) ??
    tooYoung(subject) ??
    binding({ rule: 'notebooks', verdict: 'stop', reason: over })
  );
}

function wouldStop(subject: NotebookCase, because: ReturnType<typeof reason<'notebook-longest'>>) {
  const about = subject.record.since;
  const told = noticeMark(subject, { news: 'would-stop', reason: because, about });
  return binding({ rule: 'notebooks', verdict: 'stop', reason: because, marks: [told] });
}
