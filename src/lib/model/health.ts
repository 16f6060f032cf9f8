/** How EC2 itself says an instance is: its status checks, and what AWS has planned for it. */
import type { InstanceId } from './ids.ts';
import type { Instant } from './instant.ts';

/**
 * `system`: the host, its power and network, which are AWS's to mend. `instance`: the machine's own
 * software and settings. `ebs`: whether all attached EBS volumes can be reached (Nitro types only).
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-system-instance-status-check.html
 */
export const CHECKS = ['system', 'instance', 'ebs'] as const;
export type Check = (typeof CHECKS)[number];

/** Only `impaired` is a failure; `initializing` is every start, and the rest says nothing. */
export const CHECK_RESULTS = [
  'ok',
  'impaired',
  'insufficient-data',
  'not-applicable',
  'initializing',
] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

export interface CheckStatus {
  readonly result: CheckResult;
  /** Of `impaired`; null where AWS gives none. */
  readonly impairedSince: Instant | null;
}

/** `other`: a code that AWS has made since; its description must do. */
export const EVENT_CODES = [
  'instance-reboot',
  'system-reboot',
  'system-maintenance',
  'instance-retirement',
  'instance-stop',
  'other',
] as const;
export type EventCode = (typeof EVENT_CODES)[number];

/** What AWS will do to an instance, or to the host under it, at a time that it names. */
export interface ScheduledEvent {
  /** `instance-event-0d59937288b749b32`. */
  readonly id: string;
  readonly code: EventCode;
  /** AWS's own words. */
  readonly description: string;
  /** The earliest start; null where AWS names none. */
  readonly notBefore: Instant | null;
  readonly notAfter: Instant | null;
  /** Until when it can be put off by its owner; null: it cannot. */
  readonly deadline: Instant | null;
}

/** Of a running instance: DescribeInstanceStatus shows no others unless it is asked to. */
export interface InstanceStatus {
  readonly instanceId: InstanceId;
  readonly checks: Readonly<Record<Check, CheckStatus>>;
  /** Also those that are over: AWS shows them for up to a week. */
  readonly events: readonly ScheduledEvent[];
}

export type EventEnd = 'completed' | 'canceled' | 'gone';

/** AWS says it in the first word of the description; null: it is still to come, or going on. */
export function endOf({ description }: ScheduledEvent): Exclude<EventEnd, 'gone'> | null {
  if (/^\[completed\]/i.test(description)) return 'completed';
  return /^\[cancell?ed\]/i.test(description) ? 'canceled' : null;
}

/** The reasons that speak of health, with their evidence. */
export interface HealthReasons {
  /** It was told, and goes on. */
  impaired: { readonly checks: readonly Check[]; readonly since: Instant };
  'impaired-lately': {
    readonly checks: readonly Check[];
    readonly since: Instant;
    readonly tellAt: Instant;
  };
  /** `since`: of passing again. */
  'well-lately': { readonly checks: readonly Check[]; readonly since: Instant };
  /** `since`: of the failure that is over. */
  'well-again': { readonly checks: readonly Check[]; readonly since: Instant };
  /** A failure that was too short to be told. */
  'passing-again': Record<never, never>;
  'scheduled-event': { readonly code: EventCode; readonly notBefore: Instant | null };
  'scheduled-event-over': { readonly code: EventCode; readonly how: EventEnd };
  /** EC2 shows the status of running instances alone. */
  'status-unknown': { readonly state: string };
}
