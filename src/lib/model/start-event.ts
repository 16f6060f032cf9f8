/** Who set an instance running, as CloudTrail's event history knows it. */
import type { InstanceId } from './ids.ts';
import { days, type Instant, minutes } from './instant.ts';

export interface StartEvent {
  readonly call: 'RunInstances' | 'StartInstances';
  /** `kim`, `Admin/jane` of a role, `root`, or a service such as `autoscaling.amazonaws.com`. */
  readonly by: string;
  readonly at: Instant;
}

export interface StartQuestion {
  readonly region: string;
  readonly instanceId: InstanceId;
  /** EC2's launch time: that of the last start. */
  readonly launchTime: Instant;
}

/** What became of a start older than this, nobody knows any more. */
export const TRAIL_KEPT = days(90);

/** CloudTrail delivers within some five minutes, and promises less. */
export const TRAIL_DELAY = minutes(30);
