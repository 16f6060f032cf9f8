/** What a pass does for its own alarms, so that they wake it: no decision about anybody's power. */
import type { AlarmSpec } from './alarm.ts';
import type { Fault } from './fault.ts';
import type { InstanceId } from './ids.ts';

export interface AlarmPut extends AlarmSpec {
  /** `drifted`: it is there, and watches something else than it should. */
  readonly why: 'missing' | 'drifted';
}

export interface AlarmRemoval {
  readonly name: string;
  /**
   * The instance is gone, is not to be watched any more (selection, tags, policy), or the owner's
   * own alarms need the free place.
   */
  readonly why: 'gone' | 'not-wanted' | 'gives-way';
}

/** Our alarms compared with what is wanted, from a complete list. */
export interface Upkeep {
  readonly put: readonly AlarmPut[];
  readonly remove: readonly AlarmRemoval[];
  /** Free alarm metrics that all alarms of the account take now, ours among them. */
  readonly usedMetrics: number;
  /** Instances whose alarm is there and stays as it is. */
  readonly kept: readonly InstanceId[];
  /** Wanted, and without a free place; or their alarm's name is somebody else's. */
  readonly without: readonly InstanceId[];
}

/** How far upkeep came. */
export interface Upkept {
  /** False where time, lease, mode or a passing refusal ended it: the next pass compares again. */
  readonly finished: boolean;
  /** Instances that have an alarm of ours now. */
  readonly watched: readonly InstanceId[];
  /** The refusal that ended it, if one did. */
  readonly fault: Fault | null;
}
