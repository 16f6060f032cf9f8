import type { Bulletin } from './bulletin.ts';
import type { InstanceId } from './ids.ts';
import type { Instant } from './instant.ts';

/** What a wake asks to be looked at closely; the whole Region is listed in any case. */
export type Scope =
  | { readonly kind: 'region' }
  | { readonly kind: 'instances'; readonly ids: readonly InstanceId[] }
  /** SageMaker's list has no cheaper way to see one of them, so all are seen. */
  | { readonly kind: 'notebooks' };

export const WAKE_CAUSES = [
  'clock',
  'day',
  'instance',
  'alarm',
  'sagemaker',
  'health',
  'link',
] as const;
export type WakeCause = (typeof WAKE_CAUSES)[number];

/**
 * A reason to look again. It is never a command, and nothing of it but the scope is believed. What
 * AWS Health says and nobody can be asked for is told in AWS's own words, and decides nothing.
 */
export interface Wake {
  readonly cause: WakeCause;
  readonly scope: Scope;
  /** When the event says it happened; late and reordered events are normal. */
  readonly at: Instant;
  readonly bulletin?: Bulletin;
}

/** An event that asks for nothing: unknown, malformed, of no use. It is counted, never thrown. */
export interface NoopWake {
  readonly cause: 'noop';
  /** One sentence that names what was wrong and where. */
  readonly why: string;
}
