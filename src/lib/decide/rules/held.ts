/** "Not now": a hold leaves the instance as it is, or brings it to the state that it wants. */
import type { Opinion } from '../../model/decision.ts';
import type { Instant } from '../../model/instant.ts';
import type { Hold } from '../../model/ledger.ts';
import { type Reason, reason } from '../../model/reason.ts';
import type { Case } from '../case.ts';
import { activeHold } from '../holds.ts';
import { dropIdleWarning } from '../idle-warning.ts';
import { binding, leave } from '../opinion.ts';
import { startedByPerson, stoppedByPerson, triedLately } from '../transition.ts';

export function held(subject: Case): Opinion | null {
  const { control } = subject.world.snapshot.memory;
  if (control?.paused) return leave('held', reason('paused', { since: control.at }));
  const hold = activeHold(subject);
  return hold && (turned(subject, hold) ?? left(subject, hold));
}

function left(subject: Case, hold: Hold): Opinion {
  const because = reason('held', evidence(hold));
  const marks = dropIdleWarning(subject);
  return binding({ rule: 'held', verdict: 'leave', reason: because, marks });
}

function turned(subject: Case, hold: Hold): Opinion | null {
  const { state } = subject.instance;
  if (hold.want === 'running' && state === 'stopped') {
    const because = reason('hold-wants-running', evidence(hold));
    return turn(subject, 'start', { because, unless: stoppedByPerson(subject), hold });
  }
  if (hold.want === 'stopped' && state === 'running') {
    const because = reason('hold-wants-stopped', evidence(hold));
    return turn(subject, 'stop', { because, unless: startedByPerson(subject), hold });
  }
  return null;
}

interface Turn {
  readonly because: Reason;
  /** A person's own start or stop, if it came after the hold, is the newer wish. */
  readonly unless: Instant | null;
  readonly hold: Hold;
}

function turn(subject: Case, verb: 'stop' | 'start', { because, unless, hold }: Turn) {
  if (unless !== null && unless > hold.at) return null;
  if (triedLately(subject, verb)) return leave('held', because, 'defer');
  return binding({ rule: 'held', verdict: verb, reason: because });
}

const evidence = ({ until, by, why }: Hold) => ({ until, by, why });
