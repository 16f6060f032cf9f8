/** Law 3: what an outcome says has been seen; a call that was accepted is no outcome. */
import type { NotebookName } from '../../../src/lib/model/ids.ts';
import { type Instant, toIso } from '../../../src/lib/model/instant.ts';
import type { Outcome } from '../../../src/lib/model/intent.ts';
import type { NotebookStatus } from '../../../src/lib/model/notebook.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import type { Law, Violation } from './law.ts';
import { type Timelines, timelinesOf } from './timelines.ts';

export const outcomesAreTrue: Law = {
  number: 3,
  name: 'an outcome says what has been seen',
  check: (history) => {
    const timelines = timelinesOf(history);
    return outcomesIn(history)
      .filter((recorded) => !isTrue(timelines, recorded))
      .map(({ at, outcome: { verb, target, result } }): Violation => {
        const claim = `"${result}" of the ${verb} of ${target.id}`;
        const says = `${toIso(at)} says ${claim}, and it was not`;
        return { at, says };
      });
  },
};

interface Recorded {
  readonly outcome: Outcome;
  /** When it was written: what it tells of was seen before. */
  readonly at: Instant;
}

const outcomesIn = ({ world }: History): readonly Recorded[] =>
  world.journal.of('ledger').flatMap(({ at, item, written }) => {
    const outcomes = written && item?.kind === 'outcomes' ? item.outcomes : [];
    return outcomes.map((outcome) => ({ outcome, at }));
  });

function isTrue(timelines: Timelines, { outcome, at }: Recorded): boolean {
  const { instanceId, result, intendedAt, target } = outcome;
  if (target.kind === 'notebook') return isTrueOfNotebook(timelines, { outcome, at }, target.id);
  if (instanceId === null) return true;
  const was = (state: string): boolean =>
    timelines.states(instanceId, intendedAt, at).some((seen) => seen === state);
  switch (result) {
    case 'stopped':
    case 'fell-back':
      return was('stopped');
    case 'started':
      return was('running');
    case 'associated':
      return timelines.hadElasticIp(instanceId, intendedAt, at);
    case 'gone':
      return was('shutting-down') || was('terminated');
    case 'held':
    case 'protected':
    case 'refused':
    case 'stuck':
    case 'interrupted':
      return true;
  }
}

function isTrueOfNotebook(
  timelines: Timelines,
  { outcome: { result, intendedAt }, at }: Recorded,
  name: NotebookName,
): boolean {
  const was = (...wanted: readonly NotebookStatus[]): boolean =>
    timelines.notebookStatuses(name, intendedAt, at).some((seen) => wanted.includes(seen));
  switch (result) {
    case 'stopped':
      return was('Stopped');
    case 'started':
      return was('InService');
    case 'fell-back':
      return was('Stopped', 'Failed');
    case 'gone':
      return was('Deleting') || timelines.notebookStatuses(name, at, at).length === 0;
    case 'associated':
      return false;
    case 'held':
    case 'protected':
    case 'refused':
    case 'stuck':
    case 'interrupted':
      return true;
  }
}
