/** One instance with its status: what the rule of health is asked about. */
import type { Mark, Opinion } from '../../model/decision.ts';
import type { InstanceStatus } from '../../model/health.ts';
import type { Ailment } from '../../model/health-record.ts';
import type { Instance } from '../../model/instance.ts';
import type { HealthNews, Notice } from '../../model/notice.ts';
import type { Reason } from '../../model/reason.ts';
import type { Verdict } from '../../model/verdict.ts';
import { subjectOf } from '../told-once.ts';
import type { World } from '../world.ts';

export interface Patient {
  readonly world: World;
  readonly instance: Instance;
  readonly status: InstanceStatus;
  /** Null: nothing was wrong with it before. */
  readonly before: Ailment | null;
}

export const opinion = (
  verdict: Verdict,
  because: Reason,
  marks: readonly Mark[] = [],
): Opinion => ({ rule: 'health', verdict, reason: because, binding: true, marks });

/** `about` names what it is about for good, so that it is told once. */
export function noticeOf(
  { world, instance }: Pick<Patient, 'world' | 'instance'>,
  { about, urgency }: { readonly about: string; readonly urgency: Notice['urgency'] },
  news: HealthNews,
): Mark {
  return {
    mark: 'notice',
    notice: {
      kind: 'health',
      dedupeKey: `health:${instance.id}:${about}`,
      urgency,
      at: world.now,
      facts: { subject: subjectOf({ instance }), ...news },
    },
  };
}
