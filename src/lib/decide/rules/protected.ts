/** What the owner, AWS or caution protects from any power action. */
import type { Opinion } from '../../model/decision.ts';
import { hasInstanceStore } from '../../model/instance-type.ts';
import { hours, minus, plus } from '../../model/instant.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { flagOf, TAG } from '../../model/tag.ts';
import type { Case } from '../case.ts';
import { dropIdleWarning } from '../idle-warning.ts';
import { binding } from '../opinion.ts';
import { unreadableTag } from '../tags.ts';
import { toldOnce } from '../told-once.ts';

/**
 * A refusal is believed for half a day; then AWS is asked again, just before the next stop. A day
 * would reach into the next night's edge, and a protection lifted meanwhile would still hold.
 */
const REMEMBER_PROTECTION = hours(12);

export function protectedFromUs(subject: Case): Opinion | null {
  const because = unreadableTag(subject) ?? protection(subject);
  if (!because) return null;
  const told =
    because.key === 'unreadable-tag'
      ? toldOnce(subject, { line: 'unreadable', reason: because })
      : [];
  const marks = [...dropIdleWarning(subject), ...told];
  return binding({ rule: 'protected', verdict: 'leave', reason: because, marks });
}

/** Edges that fall into a protection are over with it; youth passes, and the edge then counts. */
export function outlastsEdges(subject: Case): boolean {
  const because = unreadableTag(subject) ?? protection(subject);
  return because !== null && because.key !== 'too-young';
}

function protection(subject: Case): Reason | null {
  const { instance } = subject;
  if (flagOf(instance.tags, TAG.keep)) return reason('keep-tag', { tag: TAG.keep });
  return instance.state === 'running' ? stopProtection(subject) : null;
}

function stopProtection({ instance, record, world }: Case): Reason | null {
  const { policy, now } = world;
  const { protectedAt } = record;
  if (protectedAt !== null && protectedAt > minus(now, REMEMBER_PROTECTION)) {
    return reason('stop-protected', { seenAt: protectedAt });
  }
  const { minimumUptime } = policy;
  if (plus(instance.launchTime, minimumUptime) > now) {
    return reason('too-young', { since: instance.launchTime, minimumUptime });
  }
  const losesData = policy.volumes.instanceStore === 'keep' && hasInstanceStore(instance.type);
  return losesData ? reason('instance-store-data', { type: instance.type }) : null;
}
