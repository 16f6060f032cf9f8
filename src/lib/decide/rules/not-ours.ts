/** Instances that are not ours to stop: AWS or another controller would replace or refuse them. */
import type { Mark, Opinion } from '../../model/decision.ts';
import { itemsOf } from '../../model/family.ts';
import { type Instance, isGone } from '../../model/instance.ts';
import type { Policy } from '../../model/policy.ts';
import { type Owner, type Reason, reason } from '../../model/reason.ts';
import { flagOf, hasOurTag, TAG } from '../../model/tag.ts';
import type { Case } from '../case.ts';
import { binding, leave } from '../opinion.ts';
import { matches } from '../pattern.ts';

/**
 * Tags by which each owner marks its instances; a key that ends in `/` or `:` is a prefix. An Auto
 * Scaling group replaces whatever is not `running`; Cloud9 stops its own environments.
 */
const OWNER_TAGS: readonly (readonly [key: string, owner: Owner])[] = [
  ['aws:autoscaling:groupName', 'auto-scaling'],
  ['karpenter.sh/', 'karpenter'],
  ['eks:', 'eks'],
  ['kubernetes.io/cluster/', 'eks'],
  ['AmazonECSManaged', 'ecs'],
  ['aws:ecs:', 'ecs'],
  ['AWSBatchServiceTag', 'batch'],
  ['elasticbeanstalk:', 'elastic-beanstalk'],
  ['aws:elasticmapreduce:', 'emr'],
  ['aws:cloud9:', 'cloud9'],
  ['aws:ec2spot:fleet-request-id', 'spot-fleet'],
  ['aws:ec2:fleet-id', 'ec2-fleet'],
];

export function notOurs(subject: Case): Opinion | null {
  const { instance, world } = subject;
  const because =
    goneOrIgnored(instance) ??
    notSelected(instance, world.policy) ??
    ownedByAnother(instance) ??
    notStoppable(instance);
  if (because) return foreign(subject, because);
  return instance.lifecycle === 'spot' ? spot(subject) : inTransition(subject);
}

/** Once it is ours, it starts anew: edges from before count as answered, and people are warned. */
const foreign = (subject: Case, because: Reason): Opinion =>
  binding({ rule: 'not-ours', verdict: 'leave', reason: because, marks: letGo(subject) });

function letGo({ instance, record }: Case): readonly Mark[] {
  const instanceId = instance.id;
  const warnings = record.warnings.map(
    ({ rule }) => ({ mark: 'withdrawn', instanceId, rule }) as const,
  );
  return record.schedule === null
    ? warnings
    : [...warnings, { mark: 'schedule', instanceId, schedule: null }];
}

function goneOrIgnored({ state, tags }: Instance): Reason | null {
  if (isGone(state)) return reason('gone', { state });
  return flagOf(tags, TAG.ignore) ? reason('ignored', { tag: TAG.ignore }) : null;
}

function notSelected(instance: Instance, { manage, select }: Policy): Reason | null {
  const { tags, type } = instance;
  const narrowed = (patterns: readonly string[], text: string): boolean =>
    patterns.length > 0 && !patterns.some((pattern) => matches(pattern, text));
  if (manage === 'tagged' && !hasOurTag(tags)) return reason('not-selected', { by: 'manage' });
  if (narrowed(select.names, tags['Name'] ?? '')) return reason('not-selected', { by: 'names' });
  if (narrowed(select.types, type)) return reason('not-selected', { by: 'types' });
  const unmatched = Object.entries(select.tags).some(
    ([key, pattern]) => !Object.hasOwn(tags, key) || !matches(pattern, tags[key] ?? ''),
  );
  return unmatched ? reason('not-selected', { by: 'tags' }) : null;
}

function ownedByAnother({ operator, tags }: Instance): Reason | null {
  if (operator.managed) return reason('operator-managed', { principal: operator.principal });
  for (const [tag, value] of Object.entries(tags)) {
    const owner = OWNER_TAGS.find(([key]) => tag === key || (isPrefix(key) && tag.startsWith(key)));
    if (owner) return reason('owned-by', { owner: owner[1], tag, value });
  }
  return null;
}

const isPrefix = (key: string): boolean => key.endsWith('/') || key.endsWith(':');

function notStoppable({ rootDevice, tenancy, lifecycle }: Instance): Reason | null {
  if (rootDevice === 'instance-store') return reason('instance-store-root', {});
  if (tenancy === 'host') return reason('dedicated-host', {});
  return lifecycle === 'capacity-block' ? reason('capacity-block', {}) : null;
}

/**
 * Only an instance of a persistent request may be stopped; DescribeInstances does not say which.
 */
function spot(subject: Case): Opinion | null {
  const { spotRequestId } = subject.instance;
  const { spotRequests } = subject.world.snapshot;
  if (!spotRequests.complete && spotRequestId !== null) {
    const because = reason('incomplete', { family: 'spot requests', fault: spotRequests.fault });
    return leave('not-ours', because, 'defer');
  }
  const request = itemsOf(spotRequests).find(({ id }) => id === spotRequestId);
  if (request?.type === 'persistent') return inTransition(subject);
  return foreign(subject, reason('spot-one-time', { requestId: spotRequestId ?? 'unknown' }));
}

/** While EC2 or an intent of ours is at work there is nothing to decide. */
function inTransition({ instance, record, world }: Case): Opinion | null {
  const { state } = instance;
  const moving =
    state === 'pending' || state === 'stopping' || world.intended.has(`power/${instance.id}`);
  if (!moving) return null;
  return leave('not-ours', reason('in-transition', { state, since: record.sighting.since }));
}
