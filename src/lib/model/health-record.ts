/** What is remembered of failing checks and planned events. */
import type { Check, EventCode } from './health.ts';
import type { InstanceId } from './ids.ts';
import type { Instant } from './instant.ts';

/** A status check that fails, or has only just stopped to. */
export interface FailedCheck {
  readonly check: Check;
  /** As AWS says, or since a pass first saw it. */
  readonly since: Instant;
  /** Null: it has not lasted yet. */
  readonly toldAt: Instant | null;
  /** Since when a check that was told passes again; it may yet fail again. */
  readonly wellSince: Instant | null;
}

/** A scheduled event that was told. */
export interface ToldEvent {
  readonly id: string;
  readonly code: EventCode;
  readonly notBefore: Instant | null;
}

/** What is wrong with one instance, or planned for it. */
export interface Ailment {
  readonly instanceId: InstanceId;
  readonly checks: readonly FailedCheck[];
  readonly events: readonly ToldEvent[];
}

/** Of whom something was told, or may have to be; written when that changes. */
export interface HealthRecord {
  readonly kind: 'health';
  readonly ailing: readonly Ailment[];
}
