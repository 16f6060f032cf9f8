/** What the owner, AWS or caution protects from any power action. */
import type { Opinion } from '../../model/decision.ts';
import { hasInstanceStore } from '../../model/instance-type.ts';
import { days, minus, plus } from '../../model/instant.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { flagOf, TAG } from '../../model/tag.ts';
import { dropIdleWarning } from '../idle-warning.ts';
import { binding } from '../opinion.ts';
import { unreadableTag } from '../tags.ts';
import { toldOnce } from '../told-once.ts';
import type { Case } from '../world.ts';

/** A refusal is believed for a day; then AWS is asked again, just before the next stop. */
const REMEMBER_PROTECTION = days(1);

export function protectedFromUs(subject: Case): Opinion | null {
  const unreadable = unreadableTag(subject);
  if (unreadable) {
    const marks = toldOnce(subject, { line: 'unreadable', reason: unreadable });
    return binding({ rule: 'protected', verdict: 'leave', reason: unreadable, marks });
  }
  const because = protection(subject);
  if (!because) return null;
  const marks = dropIdleWarning(subject);
  return binding({ rule: 'protected', verdict: 'leave', reason: because, marks });
}

function protection({ instance, record, world }: Case): Reason | null {
  const { policy, now } = world;
  if (flagOf(instance.tags, TAG.keep)) return reason('keep-tag', { tag: TAG.keep });
  const { protectedAt } = record;
  if (protectedAt !== null && protectedAt > minus(now, REMEMBER_PROTECTION)) {
    return reason('stop-protected', { seenAt: protectedAt });
  }
  if (instance.state !== 'running') return null;
  const { minimumUptime } = policy;
  if (plus(instance.launchTime, minimumUptime) > now) {
    return reason('too-young', { since: instance.launchTime, minimumUptime });
  }
  const losesData = policy.volumes.instanceStore === 'keep' && hasInstanceStore(instance.type);
  return losesData ? reason('instance-store-data', { type: instance.type }) : null;
}
