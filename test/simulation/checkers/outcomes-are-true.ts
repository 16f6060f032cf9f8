/** Law 3: what an outcome says has been seen; a call that was accepted is no outcome. */
import { toIso } from '../../../src/lib/model/instant.ts';
import type { Outcome } from '../../../src/lib/model/ledger.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import type { Law, Violation } from './law.ts';
import { type Timelines, timelinesOf } from './timelines.ts';

export const outcomesAreTrue: Law = {
  number: 3,
  name: 'an outcome says what has been seen',
  check: (history) => {
    const timelines = timelinesOf(history);
    return outcomesIn(history)
      .filter((outcome) => !isTrue(timelines, outcome))
      .map(({ at, verb, instanceId, result }): Violation => {
        const says = `${toIso(at)} says "${result}" of the ${verb} of ${instanceId}, and it was not`;
        return { at, says };
      });
  },
};

const outcomesIn = ({ world }: History): readonly Outcome[] =>
  world.journal.of('ledger').flatMap(({ item, written }) => {
    return written && item?.kind === 'outcomes' ? item.outcomes : [];
  });

function isTrue(timelines: Timelines, { instanceId, result, intendedAt, at }: Outcome): boolean {
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
