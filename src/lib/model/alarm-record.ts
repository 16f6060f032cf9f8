/** What is remembered of our own alarms. */
import type { InstanceId } from './ids.ts';
import type { Instant } from './instant.ts';

/** When our alarms were last compared with what is wanted, and what there was afterwards. */
export interface AlarmRecord {
  readonly kind: 'alarms';
  readonly comparedAt: Instant;
  /** A fingerprint of what was wanted; null where not all of it was done. */
  readonly wanted: string | null;
  /** Instances that have an alarm of ours. */
  readonly watched: readonly InstanceId[];
}
