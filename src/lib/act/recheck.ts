/** Between intent and call: what a person, another pass or AWS has said meanwhile. */
import type { Cloud } from '../cloud/cloud.ts';
import type { OutcomeResult } from '../model/action.ts';
import { isLowering } from '../model/control.ts';
import { fault } from '../model/fault.ts';
import type { Instant } from '../model/instant.ts';
import type { Intent, IntentTarget } from '../model/intent.ts';
import type { Hold } from '../model/ledger.ts';
import { keyOf } from '../model/target.ts';
import type { IntentLog } from './intent-log.ts';
import type { Refusal } from './refusal.ts';

/** By the key of the target. */
export type Refusals = ReadonlyMap<string, Refusal>;

/** The targets that may not be acted on any more, each with why. */
export async function recheck(
  { log, cloud, now }: { readonly log: IntentLog; readonly cloud: Cloud; readonly now: Instant },
  intent: Intent,
): Promise<Refusals> {
  const { holds, control, leaseIsOurs } = await log.lookAgain();
  if (!leaseIsOurs) return all(intent, 'interrupted');
  if (control && isLowering(control)) return all(intent, 'held');
  const held = intent.targets.filter((target) => isHeld(intent, target, { holds, now }));
  const refused = new Map<string, Refusal>(
    held.map(({ target }) => [keyOf(target), { result: 'held', fault: null }]),
  );
  if (intent.verb !== 'stop') return refused;
  return new Map([...refused, ...(await stopProtected(cloud, intent, refused))]);
}

const all = (intent: Intent, result: OutcomeResult): Refusals =>
  new Map(intent.targets.map(({ target }) => [keyOf(target), { result, fault: null }]));

/** A hold that wants the very state that is intended is no obstacle. */
function isHeld(
  { verb }: Intent,
  { instanceId, target }: IntentTarget,
  { holds, now }: { readonly holds: readonly Hold[]; readonly now: Instant },
): boolean {
  if (target.kind !== 'power') return false;
  const agrees = ({ want }: Hold): boolean => want === (verb === 'stop' ? 'stopped' : 'running');
  return holds.some((hold) => hold.instanceId === instanceId && hold.until > now && !agrees(hold));
}

/** DisableApiStop is shown by no list: it is asked only here, when a stop is about to be made. */
async function stopProtected(cloud: Cloud, intent: Intent, refused: Refusals) {
  const asked = intent.targets.filter(({ target }) => !refused.has(keyOf(target)));
  const found = await Promise.all(
    asked.map(async ({ instanceId, target }): Promise<readonly [string, Refusal][]> => {
      if (instanceId === null) return [];
      const answer = await cloud.stopProtection(instanceId);
      if ('fault' in answer || !answer.protected) return [];
      const because = fault('stop-protected', 'DisableApiStop is set on the instance');
      return [[keyOf(target), { result: 'protected', fault: because }]];
    }),
  );
  return found.flat();
}
