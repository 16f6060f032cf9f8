/** What became of open intents, as the world shows it: a call that returned 200 is no outcome. */
import { type Fault, fault } from '../model/fault.ts';
import type { InstanceId } from '../model/ids.ts';
import { type Instance, isGone, transitionAt } from '../model/instance.ts';
import { between, type Duration, type Instant, minutes, plus } from '../model/instant.ts';
import type { Intent, IntentTarget, Outcome } from '../model/intent.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Ending, ending, interruptedAfter } from './ending.ts';
import { notebookEnding } from './notebooks/notebook-ending.ts';

/** AWS: an instance that stays `stopping` for more than ten minutes is stuck. */
const STUCK_AFTER = minutes(10);
/** Describe may lag behind an accepted call; sooner than this nothing is concluded from it. */
const SETTLES_WITHIN = minutes(2);
/** Every function of serverless.yml has ended by then: what it did not call, it calls no more. */
export const CALLED_WITHIN = minutes(2);

/** One outcome for each target whose fate is known; the others stay open. */
export function settle(
  snapshot: Pick<Snapshot, 'instances' | 'notebooks' | 'memory' | 'takenAt'>,
  instances: ReadonlyMap<InstanceId, Instance>,
): readonly Outcome[] {
  const { memory, takenAt } = snapshot;
  return memory.intents.flatMap((intent) =>
    intent.targets.flatMap((target) => {
      const ending =
        target.target.kind === 'notebook'
          ? notebookEnding(snapshot, { intent, target, name: target.target.id })
          : instanceEnding(snapshot, { intent, target }, instances);
      return ending ? [outcomeOf(takenAt, { intent, target }, ending)] : [];
    }),
  );
}

function instanceEnding(
  { instances: { complete }, takenAt }: Pick<Snapshot, 'instances' | 'takenAt'>,
  { intent, target }: Omit<OpenTarget, 'instance'>,
  instances: ReadonlyMap<InstanceId, Instance>,
): Ending | null {
  if (!complete || target.instanceId === null) return null;
  return endingOf(takenAt, { intent, target, instance: instances.get(target.instanceId) });
}

interface OpenTarget {
  readonly intent: Intent;
  readonly target: IntentTarget;
  readonly instance: Instance | undefined;
}

function endingOf(now: Instant, open: OpenTarget): Ending | null {
  const { instance, intent } = open;
  const age = between(intent.at, now);
  // A list may lag behind a launch: whoever was there for the call is not gone a moment later.
  if (!instance) return age > SETTLES_WITHIN ? ending('gone') : null;
  if (isGone(instance.state)) return ending('gone');
  switch (intent.verb) {
    case 'stop':
      return stopEnding(open, instance, age);
    case 'start':
      return startEnding(open, instance, age);
    case 'associate':
      return associateEnding(open, instance, age);
  }
}

function stopEnding({ intent, target }: OpenTarget, instance: Instance, age: Duration) {
  const restarted = instance.launchTime > intent.at;
  const wasCalled = target.progress === 'requested' || restarted;
  if (!wasCalled && stoppedLater(intent, instance)) return interruptedAfter(age);
  if (instance.state === 'stopped' || restarted) return ending('stopped');
  if (instance.state === 'running' && target.progress === 'recorded') return interruptedAfter(age);
  return age > STUCK_AFTER ? ending('stuck', stateFault(instance)) : null;
}

/** A pass crashed before its call, and somebody else has stopped it since. */
const stoppedLater = ({ at }: Intent, { stateTransitionReason }: Instance): boolean =>
  (transitionAt(stateTransitionReason) ?? at) > plus(at, CALLED_WITHIN);

function startEnding({ intent, target }: OpenTarget, instance: Instance, age: Duration) {
  if (instance.state === 'running') return ending('started');
  if (instance.state === 'stopped') {
    if (stoppedAgainByPerson(intent, instance)) return ending('started');
    if (target.progress === 'recorded') return interruptedAfter(age);
    return age > SETTLES_WITHIN ? ending('fell-back', stateFault(instance)) : null;
  }
  return age > STUCK_AFTER ? ending('stuck', stateFault(instance)) : null;
}

const stoppedAgainByPerson = (intent: Intent, instance: Instance): boolean =>
  instance.stateReason?.code === 'Client.UserInitiatedShutdown' &&
  (transitionAt(instance.stateTransitionReason) ?? 0) > intent.at;

function associateEnding({ target }: OpenTarget, instance: Instance, age: Duration) {
  const wanted = target.association?.publicIp;
  const inPlace = instance.interfaces.some(({ privateAddresses }) =>
    privateAddresses.some(({ publicIp }) => publicIp === wanted),
  );
  if (inPlace) return ending('associated');
  if (target.progress === 'recorded') return interruptedAfter(age);
  return age > STUCK_AFTER ? ending('stuck', stateFault(instance)) : null;
}

/** AWS's own state reason, as the fault that a message quotes. */
const stateFault = ({ stateReason, state }: Instance): Fault =>
  fault('wrong-state', stateReason?.message ?? `the instance is ${state}`, {
    awsCode: stateReason?.code ?? null,
  });

const outcomeOf = (
  now: Instant,
  { intent, target }: Omit<OpenTarget, 'instance'>,
  { result, fault: because }: Ending,
): Outcome => ({
  intentId: intent.id,
  verb: intent.verb,
  target: target.target,
  instanceId: target.instanceId,
  rule: target.rule,
  reason: target.reason,
  result,
  fault: because,
  intendedAt: intent.at,
  at: now,
});
