/** An instance that passes all its checks, and for which AWS plans nothing. */
import type { CheckStatus, InstanceStatus, ScheduledEvent } from '../../src/lib/model/health.ts';
import { days, plus } from '../../src/lib/model/instant.ts';
import { NOON } from './at.ts';
import { instanceId } from './ids.ts';

const OK: CheckStatus = { result: 'ok', impairedSince: null };

/** A retirement in two weeks that may be put off by one. */
export const scheduledEvent = (overrides: Partial<ScheduledEvent> = {}): ScheduledEvent => ({
  id: 'instance-event-00000001',
  code: 'instance-retirement',
  description: 'The instance is running on degraded hardware',
  notBefore: plus(NOON, days(14)),
  notAfter: null,
  deadline: null,
  ...overrides,
});

interface Given {
  readonly instanceId?: InstanceStatus['instanceId'];
  readonly system?: Partial<CheckStatus>;
  readonly instance?: Partial<CheckStatus>;
  readonly ebs?: Partial<CheckStatus>;
  readonly events?: readonly Partial<ScheduledEvent>[];
}

export const instanceStatus = (given: Given = {}): InstanceStatus => ({
  instanceId: given.instanceId ?? instanceId(1),
  checks: {
    system: { ...OK, ...given.system },
    instance: { ...OK, ...given.instance },
    ebs: { ...OK, ...given.ebs },
  },
  events: (given.events ?? []).map(scheduledEvent),
});
