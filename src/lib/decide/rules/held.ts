/** "Not now": a hold from a link, a button, the command line or the tag `tierkeeper:hold-until`. */
import type { Opinion } from '../../model/decision.ts';
import type { Hold } from '../../model/ledger.ts';
import { reason } from '../../model/reason.ts';
import { TAG } from '../../model/tag.ts';
import { dropIdleWarning } from '../idle-warning.ts';
import { binding, leave } from '../opinion.ts';
import { holdUntilOf } from '../tags.ts';
import type { Case } from '../world.ts';

export function held(subject: Case): Opinion | null {
  const { control } = subject.world.snapshot.memory;
  if (control?.paused) return leave('held', reason('paused', { since: control.at }));
  const hold = activeHold(subject);
  if (!hold) return null;
  const { until, by, why } = hold;
  const evidence = { until, by, why };
  const { state } = subject.instance;
  if (hold.want === 'running' && state === 'stopped') {
    const because = reason('hold-wants-running', evidence);
    return binding({ rule: 'held', verdict: 'start', reason: because });
  }
  if (hold.want === 'stopped' && state === 'running') {
    const because = reason('hold-wants-stopped', evidence);
    return binding({ rule: 'held', verdict: 'stop', reason: because });
  }
  const marks = dropIdleWarning(subject);
  return binding({ rule: 'held', verdict: 'leave', reason: reason('held', evidence), marks });
}

/** The ledger's hold where it wants a state; else whichever of it and the tag's ends later. */
export function activeHold({ instance, hold, world }: Case): Hold | null {
  const until = holdUntilOf(instance, world.policy.zone);
  if (until === null || until === undefined || until <= world.now) return hold;
  if (hold && (hold.want !== 'leave' || hold.until >= until)) return hold;
  return {
    kind: 'hold',
    instanceId: instance.id,
    want: 'leave',
    until,
    by: TAG.holdUntil,
    why: '',
    at: world.now,
    postpones: false,
  };
}
