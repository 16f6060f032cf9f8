/** What an outcome means for the ledger and for people. */

import type { Mark } from '../model/decision.ts';
import type { InstanceId } from '../model/ids.ts';
import { nameOf } from '../model/instance.ts';
import { hourOf } from '../model/instance-price.ts';
import type { Outcome } from '../model/intent.ts';
import type { MicroUsd } from '../model/money.ts';
import type { Notice, NoticeFacts, Subject } from '../model/notice.ts';
import type { StopEffects } from '../model/stop-effects.ts';
import { keyOf } from '../model/target.ts';
import { localTimeAt } from '../schedule/zone.ts';
import { stopEffects } from './effects.ts';
import { edgeOf, ledgerMarks } from './ledger-marks.ts';
import { notebookOutcomeMarks } from './notebooks/notebook-marks.ts';
import type { World } from './world.ts';

export function outcomeMarks(world: World, outcome: Outcome): readonly Mark[] {
  return isOfInstance(outcome)
    ? [...ledgerMarks(outcome), ...noticeMarks(world, outcome)]
    : notebookOutcomeMarks(world, outcome);
}

type OfInstance = Outcome & { readonly instanceId: InstanceId };

const isOfInstance = (outcome: Outcome): outcome is OfInstance => outcome.instanceId !== null;

function noticeMarks(world: World, outcome: OfInstance): readonly Mark[] {
  const notice = noticeOf(world, outcome);
  return notice ? [{ mark: 'notice', notice }] : [];
}

function noticeOf(world: World, outcome: OfInstance): Notice | null {
  const { verb, result, reason, fault, at } = outcome;
  const subject = subjectFor(world, outcome);
  const shared = { urgency: 'now', dedupeKey: keyOfNews(world, outcome), at } as const;
  switch (result) {
    case 'stopped': {
      const effects = effectsFor(world, outcome);
      const facts = { subject, reason, effects, ...hibernationOf(world, outcome) };
      return { kind: 'stopped', ...shared, facts };
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
      if (isTooEarly(outcome)) return null;
      return { kind: 'did-not-work', ...shared, facts: { subject, verb, result, reason, fault } };
    case 'held':
    case 'gone':
    case 'interrupted':
      return null;
  }
}

/**
 * EC2 is eventually consistent: what was allocated or attached a moment ago is not found yet. The
 * next pass tries again, and if it is really gone the list of addresses says so.
 */
const isTooEarly = ({ verb, fault }: Outcome): boolean =>
  verb === 'associate' && fault?.code === 'not-found';

/** What does not work is said once for an edge, else once a day, however often it is tried. */
function keyOfNews({ policy }: World, outcome: OfInstance): string {
  const { result, target, intentId, intendedAt, reason } = outcome;
  const worked = result === 'stopped' || result === 'started' || result === 'associated';
  const day = localTimeAt(policy.zone, intendedAt).date;
  const occasion = worked ? intentId : (edgeOf(reason) ?? day);
  return `${result}:${keyOf(target)}:${occasion}`;
}

/**
 * AWS makes a plain stop of what it cannot hibernate, and says so only in the code of its state
 * reason. Of what has moved on since nothing is said.
 */
function hibernationOf(
  { snapshot, instances, records }: World,
  { intentId, instanceId, rule }: OfInstance,
): Pick<NoticeFacts['stopped'], 'hibernation'> {
  const intent = snapshot.memory.intents.find(({ id }) => id === intentId);
  const { state, stateReason, launchTime = 0 } = instances.get(instanceId) ?? {};
  if (!intent || state !== 'stopped') return {};
  const refusedAt = records.get(instanceId)?.hibernationRefusedAt ?? null;
  if (!intent.hibernate) {
    const isInstead = rule === 'idle' && refusedAt !== null && refusedAt >= launchTime;
    return isInstead ? { hibernation: 'refused' } : {};
  }
  switch (stateReason?.code) {
    case 'Client.UserInitiatedHibernate':
      return { hibernation: 'begun' };
    case 'Client.UserInitiatedShutdown':
      return { hibernation: 'fell-back' };
    default:
      return {};
  }
}

function restored({ reason, at }: OfInstance, subject: Subject, dedupeKey: string): Notice | null {
  if (reason.key !== 'address-lost') return null;
  const { allocationId, publicIp } = reason.evidence;
  const facts = { subject, publicIp, allocationId };
  return { kind: 'address-restored', urgency: 'now', dedupeKey, at, facts };
}

function costOf(
  { instances, prices, snapshot }: World,
  { instanceId }: OfInstance,
): MicroUsd | null {
  const instance = instances.get(instanceId);
  return instance ? hourOf(instance, snapshot.region, prices) : null;
}

function subjectFor(world: World, outcome: OfInstance): Subject {
  const { instanceId } = outcome;
  const instance = world.instances.get(instanceId);
  const seen = world.records.get(instanceId)?.sighting;
  const name = instance ? nameOf(instance) : (seen?.name ?? instanceId);
  return { instanceId, name, type: instance?.type ?? seen?.type ?? '' };
}

function effectsFor(world: World, { instanceId }: OfInstance): StopEffects {
  const instance = world.instances.get(instanceId);
  return instance
    ? stopEffects({ instance, world })
    : { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null };
}
