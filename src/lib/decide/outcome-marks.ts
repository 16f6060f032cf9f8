/** What an outcome means for the ledger and for people. */
import type { Mark } from '../model/decision.ts';
import { nameOf } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { Outcome, OwnAction } from '../model/ledger.ts';
import type { MicroUsd } from '../model/money.ts';
import type { Notice, StopEffects, Subject } from '../model/notice.ts';
import type { Reason } from '../model/reason.ts';
import { keyOf } from '../model/target.ts';
import { localTimeAt } from '../schedule/zone.ts';
import { stopEffects } from './effects.ts';
import type { World } from './world.ts';

/** The edge that a power action answers; null where it was not made for an edge. */
export const edgeOf = ({ key, evidence }: Reason): Instant | null =>
  key === 'stop-edge' || key === 'start-edge' ? evidence.edge : null;

export function outcomeMarks(world: World, outcome: Outcome): readonly Mark[] {
  return [...ledgerMarks(outcome), ...noticeMarks(world, outcome)];
}

/** Nothing happened to a held or interrupted target: it is decided anew. */
const hasHappened = ({ result }: Outcome): boolean => result !== 'held' && result !== 'interrupted';

export function ledgerMarks(outcome: Outcome): readonly Mark[] {
  const { verb, instanceId, rule, result, intendedAt, at, reason } = outcome;
  if (verb === 'associate' || !hasHappened(outcome)) return [];
  const action: OwnAction = { rule, at: intendedAt, result };
  const edge = edgeOf(reason);
  const done = result === 'stopped' || result === 'started' ? result : null;
  return [
    { mark: 'called', instanceId, verb, action, edge },
    ...(edge !== null && done
      ? [{ mark: 'edge-answered', instanceId, edge, how: done } as const]
      : []),
    ...(result === 'protected' ? [{ mark: 'protected', instanceId, at } as const] : []),
  ];
}

function noticeMarks(world: World, outcome: Outcome): readonly Mark[] {
  const notice = noticeOf(world, outcome);
  return notice ? [{ mark: 'notice', notice }] : [];
}

function noticeOf(world: World, outcome: Outcome): Notice | null {
  const { verb, result, reason, fault, at } = outcome;
  const subject = subjectFor(world, outcome);
  const shared = { urgency: 'now', dedupeKey: keyOfNews(world, outcome), at } as const;
  switch (result) {
    case 'stopped': {
      const effects = effectsFor(world, outcome);
      return { kind: 'stopped', ...shared, facts: { subject, reason, effects } };
    }
    case 'started': {
      const costsMicroUsdPerHour = costOf(world, outcome);
      return { kind: 'started', ...shared, facts: { subject, reason, costsMicroUsdPerHour } };
    }
    case 'associated':
      return restored(outcome, subject, shared.dedupeKey);
    case 'protected':
    case 'refused':
    case 'fell-back':
    case 'stuck':
      return { kind: 'did-not-work', ...shared, facts: { subject, verb, result, reason, fault } };
    case 'held':
    case 'gone':
    case 'interrupted':
      return null;
  }
}

/** What does not work is said once for an edge, else once a day, however often it is tried. */
function keyOfNews({ policy }: World, outcome: Outcome): string {
  const { result, target, intentId, intendedAt, reason } = outcome;
  const worked = result === 'stopped' || result === 'started' || result === 'associated';
  const day = localTimeAt(policy.zone, intendedAt).date;
  const occasion = worked ? intentId : (edgeOf(reason) ?? day);
  return `${result}:${keyOf(target)}:${occasion}`;
}

function restored({ reason, at }: Outcome, subject: Subject, dedupeKey: string): Notice | null {
  if (reason.key !== 'address-lost') return null;
  const { allocationId, publicIp } = reason.evidence;
  const facts = { subject, publicIp, allocationId };
  return { kind: 'address-restored', urgency: 'now', dedupeKey, at, facts };
}

function costOf({ instances, prices, snapshot }: World, { instanceId }: Outcome): MicroUsd | null {
  const instance = instances.get(instanceId);
  return instance ? prices.instanceHour({ ...instance, region: snapshot.region }) : null;
}

function subjectFor(world: World, outcome: Outcome): Subject {
  const { instanceId } = outcome;
  const instance = world.instances.get(instanceId);
  const seen = world.records.get(instanceId)?.sighting;
  const name = instance ? nameOf(instance) : (seen?.name ?? instanceId);
  return { instanceId, name, type: instance?.type ?? seen?.type ?? '' };
}

function effectsFor(world: World, { instanceId }: Outcome): StopEffects {
  const instance = world.instances.get(instanceId);
  return instance
    ? stopEffects({ instance, world })
    : { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null };
}
