/**
 * Security groups that let the world reach a sensitive port: told once a change, never closed by
 * us. Looked at once an hour, and at once where a group appears before a public address.
 */
import type { Decision, Mark } from '../../model/decision.ts';
import type { ExposureRecord, OpenGroup } from '../../model/exposure-record.ts';
import type { Fault } from '../../model/fault.ts';
import type { InstanceId, SecurityGroupId } from '../../model/ids.ts';
import { type Instance, isGone, nameOf } from '../../model/instance.ts';
import { between, hours } from '../../model/instant.ts';
import type { Notice, NoticeFacts } from '../../model/notice.ts';
import { type Reason, reason } from '../../model/reason.ts';
import type { Verdict } from '../../model/verdict.ts';
import {
  groupsBefore,
  keyOfOpening,
  type OpenDoor,
  openDoors,
  worldRulesOf,
} from '../open-ports.ts';
import { binding, onlyOpinion } from '../opinion.ts';
import type { World } from '../world.ts';

const LOOK_AGAIN = hours(1);
/** Of a group that more instances have, only what its rules change is told. */
const MOST_FOLLOWED = 50;
/** Groups that are open and told; an item of the ledger has 400 KB. */
const MOST_OPEN = 200;
const MOST_LISTED = 12;
const MOST_NAMED = 3;

export interface ExposureLook {
  readonly decisions: readonly Decision[];
  readonly marks: readonly Mark[];
}

const knownOpen = ({ snapshot }: World): readonly OpenGroup[] =>
  snapshot.memory.exposures?.open ?? [];

/** What is to be read now: those before public addresses, and those that were told. */
export function groupsToLookAt(world: World): readonly SecurityGroupId[] {
  const { policy, snapshot } = world;
  if (!policy.exposure.on || !snapshot.instances.complete) return [];
  return dueNow(world, groupsBefore(world));
}

function dueNow(world: World, before: ReadonlySet<SecurityGroupId>): readonly SecurityGroupId[] {
  const { snapshot, now } = world;
  const record = snapshot.memory.exposures;
  const asked = new Set(record?.asked);
  const isDue =
    record === null ||
    between(record.lookedAt, now) >= LOOK_AGAIN ||
    [...before].some((id) => !asked.has(id));
  if (!isDue) return [];
  const told = knownOpen(world).map(({ securityGroupId }) => securityGroupId);
  return [...new Set([...before, ...told])].sort();
}

export function lookAtExposure(world: World): ExposureLook {
  const { policy, snapshot } = world;
  if (!policy.exposure.on) return { decisions: [], marks: [] };
  const { instances, securityGroups } = snapshot;
  const known = knownOpen(world);
  if (!instances.complete) return deferred(known, 'instances', instances.fault);
  const before = groupsBefore(world);
  const ids = dueNow(world, before);
  if (ids.length === 0) return { decisions: known.map(remembered), marks: [] };
  if (!securityGroups.complete) return deferred(known, 'security groups', securityGroups.fault);
  return compared(world, ids, before);
}

function deferred(known: readonly OpenGroup[], family: string, fault: Fault): ExposureLook {
  const because = reason('incomplete', { family, fault });
  return {
    decisions: known.map(({ securityGroupId }) => decision(securityGroupId, ['defer', because])),
    marks: [],
  };
}

/** Between two looks a told group is as it was. */
const remembered = ({ securityGroupId, name, ports }: OpenGroup): Decision =>
  decision(securityGroupId, ['leave', reason('exposure-known', { group: name, ports })]);

function compared(
  world: World,
  ids: readonly SecurityGroupId[],
  asked: ReadonlySet<SecurityGroupId>,
): ExposureLook {
  const doors = openDoors(world);
  const known = new Map(knownOpen(world).map((open) => [open.securityGroupId, open]));
  const looks = ids.flatMap((id) => {
    const [door, before] = [doors.get(id), known.get(id)];
    if (door) return [tellDoor(world, door, before)];
    return before ? [shutDoor(world, before)] : [];
  });
  const record: ExposureRecord = {
    kind: 'exposures',
    lookedAt: world.now,
    asked: [...asked].sort(),
    open: looks
      .flatMap(({ open }) => open ?? [])
      .toSorted((a, b) => a.foundAt - b.foundAt)
      .slice(0, MOST_OPEN),
  };
  return {
    decisions: looks.map((look) => look.decision),
    marks: [{ mark: 'exposures-looked', record }],
  };
}

interface Looked {
  readonly decision: Decision;
  /** As it is remembered from now on; null: it is closed. */
  readonly open: OpenGroup | null;
}

function tellDoor(world: World, door: OpenDoor, before: OpenGroup | undefined): Looked {
  const { group, instances } = door;
  const because = exposedReason(door);
  const open = openGroupOf(world, door, before);
  const isNewRule = open.openings.some((key) => !before?.openings.includes(key));
  const isNewInstance =
    instances.length < MOST_FOLLOWED &&
    instances.some(({ id }) => !before?.instanceIds.includes(id));
  const isFollowed = before !== undefined || knownOpen(world).length < MOST_OPEN;
  if (!isFollowed || !(isNewRule || isNewInstance)) {
    return { decision: decision(group.id, ['leave', because]), open };
  }
  const notice = noticeOf(world, door, isNewRule ? 'now' : 'digest');
  return { decision: decision(group.id, ['tell', because], [{ mark: 'notice', notice }]), open };
}

/** The instances that were told stay told while they live, also when they sleep at night. */
function openGroupOf(
  world: World,
  { group, openings, instances }: OpenDoor,
  before: OpenGroup | undefined,
): OpenGroup {
  const ids = new Set<InstanceId>([
    ...(before?.instanceIds ?? []).filter((id) => isAlive(world, id)),
    ...instances.map(({ id }) => id),
  ]);
  const standing = standingOf(world, before);
  const keys = new Set([...standing, ...openings.map(keyOfOpening)]);
  return {
    securityGroupId: group.id,
    name: group.name,
    openings: [...keys].sort(),
    ports: portsOf(openings),
    instanceIds: [...ids].slice(0, MOST_FOLLOWED).sort(),
    foundAt: before?.foundAt ?? world.now,
  };
}

function isAlive({ instances }: World, id: InstanceId): boolean {
  const instance = instances.get(id);
  return instance !== undefined && !isGone(instance.state);
}

/** Of what was told, the rules that the group still has. */
function standingOf({ securityGroups }: World, before: OpenGroup | undefined): readonly string[] {
  const group = before && securityGroups.get(before.securityGroupId);
  const standing = new Set(group && worldRulesOf(group).map(keyOfOpening));
  return before?.openings.filter((key) => standing.has(key)) ?? [];
}

/** Nobody with a public address has it now: it is kept while rule and instances are there. */
function shutDoor(world: World, before: OpenGroup): Looked {
  const { securityGroupId: id, name: group, ports } = before;
  const openings = standingOf(world, before);
  const instanceIds = before.instanceIds.filter((one) => isAlive(world, one));
  if (openings.length === 0 || instanceIds.length === 0) {
    return { decision: decision(id, ['leave', reason('exposure-ended', { group })]), open: null };
  }
  const because = reason('exposure-known', { group, ports });
  return {
    decision: decision(id, ['leave', because]),
    open: { ...before, openings, instanceIds },
  };
}

function decision(
  id: SecurityGroupId,
  [verdict, because]: readonly [Verdict, Reason],
  marks: readonly Mark[] = [],
): Decision {
  const opinion = binding({ rule: 'exposure', verdict, reason: because, marks });
  return onlyOpinion({ kind: 'exposure', id }, opinion);
}

const portsOf = (openings: OpenDoor['openings']): readonly number[] =>
  [...new Set(openings.flatMap(({ ports }) => ports))].sort((a, b) => a - b);

const byName = (a: Instance, b: Instance): number => (nameOf(a) < nameOf(b) ? -1 : 1);

function exposedReason({ group, openings, instances }: OpenDoor): Reason {
  const names = instances.toSorted(byName).map(nameOf).slice(0, MOST_NAMED);
  const more = instances.length - names.length;
  return reason('exposed', {
    group: group.name || group.id,
    ports: portsOf(openings),
    instances: names,
    more,
  });
}

/**
 * The look before this one is part of the key: a rule that was closed and opened again is told
 * again, and a crash between the message and the record of this look tells it once.
 */
function noticeOf(world: World, door: OpenDoor, urgency: Notice['urgency']): Notice {
  const lookedAt = world.snapshot.memory.exposures?.lookedAt ?? 0;
  return {
    kind: 'exposed-port',
    dedupeKey: `exposed-port:${door.group.id}:${lookedAt}`,
    urgency,
    at: world.now,
    facts: factsOf(door),
  };
}

function factsOf({ group, openings, instances }: OpenDoor): NoticeFacts['exposed-port'] {
  const listed = openings.toSorted((a, b) => b.ports.length - a.ports.length);
  const subjects = instances.toSorted(byName).map((instance) => ({
    instanceId: instance.id,
    name: nameOf(instance),
    type: instance.type,
  }));
  return {
    securityGroupId: group.id,
    name: group.name,
    openings: listed.slice(0, MOST_LISTED),
    moreOpenings: Math.max(0, listed.length - MOST_LISTED),
    instances: subjects.slice(0, MOST_LISTED),
    moreInstances: Math.max(0, subjects.length - MOST_LISTED),
  };
}
