/** Trouble of our own that only the owner can mend: told once a day of the owner's calendar. */
import type { Decision, Mark } from '../model/decision.ts';
import type { Family } from '../model/family.ts';
import type { Fault } from '../model/fault.ts';
import type { NoticeFacts } from '../model/notice.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { localTimeAt } from '../schedule/zone.ts';
import { channelMarks } from './channel-trouble.ts';
import type { World } from './world.ts';

export function ownTrouble(world: World, decisions: readonly Decision[]): readonly Mark[] {
  const unread = decisions.some(isUnread);
  const none = { trouble: 'nobody-to-warn', fault: null, family: null } as const;
  return [
    ...(unread ? [ownTroubleMark(world, none)] : []),
    ...deniedFamilies(world.snapshot).map(([family, fault]) =>
      ownTroubleMark(world, { trouble: 'family-refused', fault, family }),
    ),
    ...channelMarks(world),
  ];
}

/** The guard lets the rules below it speak, and is heard all the same. */
const isUnread = ({ reason, opinions }: Decision): boolean =>
  reason.key === 'nobody-to-warn' ||
  opinions.some(({ rule, reason: { key } }) => rule === 'guard' && key === 'nobody-to-warn');

/** A refusal for want of a permission does not mend itself, as throttling does. */
function deniedFamilies(snapshot: Snapshot): readonly (readonly [string, Fault])[] {
  const families = [
    ['instances', snapshot.instances],
    ['addresses', snapshot.addresses],
    ['volumes', snapshot.volumes],
    ['EBS snapshots', snapshot.backups],
    ['security groups', snapshot.securityGroups],
    ['load balancer targets', snapshot.loadBalancerTargets],
    ['spot requests', snapshot.spotRequests],
    ['instance status', snapshot.instanceStatuses],
    ['notebooks', snapshot.notebooks],
    ['alarms', snapshot.alarms],
    ['metrics', snapshot.metrics.find(({ series }) => denialOf(series))?.series],
  ] as const;
  return families.flatMap(([name, family]) => {
    const denial = family && denialOf(family);
    return denial ? [[name, denial] as const] : [];
  });
}

const denialOf = (family: Family<unknown>): Fault | null =>
  !family.complete && family.fault.code === 'access-denied' ? family.fault : null;

export function ownTroubleMark({ now, policy }: World, facts: NoticeFacts['own-trouble']): Mark {
  const { date } = localTimeAt(policy.zone, now);
  const dedupeKey = `own-trouble:${facts.trouble}:${facts.family ?? ''}:${date}`;
  return {
    mark: 'notice',
    notice: { kind: 'own-trouble', dedupeKey, urgency: 'now', at: now, facts },
  };
}
