/** What an outcome means for the ledger and for people. */
import type { Mark } from '../model/decision.ts';
import { nameOf } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { Outcome, OwnAction } from '../model/ledger.ts';
import type { Notice, Subject } from '../model/notice.ts';
import type { Reason } from '../model/reason.ts';
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
  const { verb, instanceId, target, result, reason, intentId, at } = outcome;
  const subject = subjectFor(world, outcome);
  const shared = { dedupeKey: `${result}:${target.kind}:${instanceId}:${intentId}`, at };
  switch (result) {
    case 'stopped': {
      const effects = effectsFor(world, outcome);
      return { kind: 'stopped', urgency: 'now', ...shared, facts: { subject, reason, effects } };
    }
    case 'started':
      return { kind: 'started', urgency: 'now', ...shared, facts: { subject, reason } };
    case 'associated':
      return restored(outcome, subject, shared.dedupeKey);
    case 'protected':
    case 'refused':
    case 'fell-back':
    case 'stuck': {
      const facts = { subject, verb, result, reason, fault: outcome.fault };
      return { kind: 'did-not-work', urgency: 'now', ...shared, facts };
    }
    case 'held':
    case 'gone':
    case 'interrupted':
      return null;
  }
}

function restored({ reason, at }: Outcome, subject: Subject, dedupeKey: string): Notice | null {
  if (reason.key !== 'address-lost') return null;
  const { allocationId, publicIp } = reason.evidence;
  const facts = { subject, publicIp, allocationId };
  return { kind: 'address-restored', urgency: 'now', dedupeKey, at, facts };
}

const instanceOf = ({ snapshot }: World, { instanceId }: Outcome) =>
  snapshot.instances.complete
    ? snapshot.instances.items.find(({ id }) => id === instanceId)
    : undefined;

function subjectFor(world: World, outcome: Outcome): Subject {
  const { instanceId } = outcome;
  const instance = instanceOf(world, outcome);
  const seen = world.records.get(instanceId)?.sighting;
  const name = instance ? nameOf(instance) : (seen?.name ?? instanceId);
  return { instanceId, name, type: instance?.type ?? seen?.type ?? '' };
}

function effectsFor(world: World, outcome: Outcome) {
  const instance = instanceOf(world, outcome);
  return instance
    ? stopEffects({ instance, world })
    : { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null };
}
