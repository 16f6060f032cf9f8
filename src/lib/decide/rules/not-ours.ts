/** Instances that are not ours to stop: AWS or another controller would replace or refuse them. */
import type { Mark, Opinion } from '../../model/decision.ts';
import { itemsOf } from '../../model/family.ts';
import { type Instance, isGone } from '../../model/instance.ts';
import type { Policy } from '../../model/policy.ts';
import { type Owner, type Reason, reason } from '../../model/reason.ts';
import { flagOf, hasOurTag, TAG, type Tags, tagInAnyCase, tagOf } from '../../model/tag.ts';
import type { Case } from '../case.ts';
import { binding, leave } from '../opinion.ts';
import { matches } from '../pattern.ts';

/**
 * Tags by which each owner marks its instances; a key that ends in `/` or `:` is a prefix. Where
 * each is documented:
 * - `aws:autoscaling:groupName`: Auto Scaling user guide, "Tag Auto Scaling groups and instances";
 *   a group replaces whatever is not `running`.
 * - `karpenter.sh/…`: karpenter.sh, "NodeClasses", spec.tags.
 * - `eks:…` and `kubernetes.io/cluster/…`: EKS user guide, "Organize resources with tags".
 * - `AmazonECSManaged`: ECS developer guide, "Cluster auto scaling"; `aws:ecs:…`: "Tagging".
 * - `AWSBatchServiceTag`: the managed policy AWSBatchServiceRole asks for it on RunInstances.
 * - `elasticbeanstalk:…`: Elastic Beanstalk developer guide, "Tagging resources".
 * - `aws:elasticmapreduce:…`: EMR management guide, "Tag and categorize EMR cluster resources".
 * - `aws:cloud9:…`: the managed policy AWSCloud9User; Cloud9 stops its environments itself.
 * - `AWSRDSCustom`: the managed policy AmazonRDSCustomServiceRolePolicy may start and stop only
 *   instances that carry it; RDS Custom repairs whatever differs from what it expects.
 * - `aws:ec2spot:fleet-request-id`, `aws:ec2:fleet-id`: EC2 user guide, "Spot Fleet", "EC2 Fleet".
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
  ['AWSRDSCustom', 'rds-custom'],
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

function notSelected(instance: Instance, { manage, select, dialects }: Policy): Reason | null {
  const { tags, type } = instance;
  const narrowed = (patterns: readonly string[], text: string): boolean =>
    patterns.length > 0 && !patterns.some((pattern) => matches(pattern, text));
  if (manage === 'tagged' && !isTagged(tags, dialects))
    return reason('not-selected', { by: 'manage' });
  if (narrowed(select.names, tags['Name'] ?? '')) return reason('not-selected', { by: 'names' });
  if (narrowed(select.types, type)) return reason('not-selected', { by: 'types' });
  const unmatched = Object.entries(select.tags).some(
    ([key, pattern]) => !Object.hasOwn(tags, key) || !matches(pattern, tags[key] ?? ''),
  );
  return unmatched ? reason('not-selected', { by: 'tags' }) : null;
}

/** The tag of another tool counts where the policy says that it is read. */
const isTagged = (tags: Tags, { c7n, instanceScheduler }: Policy['dialects']): boolean =>
  hasOurTag(tags) ||
  (c7n !== null && tagInAnyCase(tags, c7n.tag) !== undefined) ||
  (instanceScheduler !== null && tagOf(tags, instanceScheduler.tag) !== undefined);

/** Null: nobody controls it but its owner. */
export function ownedByAnother({
  operator,
  tags,
}: Instance): Reason<'operator-managed' | 'owned-by'> | null {
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
