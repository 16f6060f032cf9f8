/** Decisions that are to be acted on, as intents: one for each call, many targets in one item. */

import type { ActionVerb } from '../model/action.ts';
import type { Decision } from '../model/decision.ts';
import { type InstanceId, isInstanceId } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { Intent, IntentTarget } from '../model/intent.ts';

/** An item may hold 400 KB; a hundred targets with their evidence stay far below. */
const MOST_TARGETS = 100;

export interface Batch {
  readonly intent: Intent;
  readonly decisions: readonly Decision[];
}

interface Stamp {
  readonly fence: number;
  readonly now: Instant;
}

/** Stops first (they save money), then addresses, then starts; hibernation is a call of its own. */
export function batches(decisions: readonly Decision[], stamp: Stamp): readonly Batch[] {
  const notebooks = decisions.filter(({ target }) => target.kind === 'notebook');
  const machines = decisions.filter(({ target }) => target.kind !== 'notebook');
  const groups = [
    group(machines, 'stop', false),
    group(machines, 'stop', true),
    group(notebooks, 'stop', false),
    group(machines, 'associate', false),
    group(machines, 'start', false),
    group(notebooks, 'start', false),
  ];
  return groups.flat().map(({ verb, hibernate, members }, index) => ({
    decisions: members,
    intent: {
      kind: 'intent',
      id: `${stamp.now}-${stamp.fence}-${index}`,
      verb,
      hibernate,
      at: stamp.now,
      fence: stamp.fence,
      targets: members.flatMap(targetOf),
    },
  }));
}

interface Group {
  readonly verb: ActionVerb;
  readonly hibernate: boolean;
  readonly members: readonly Decision[];
}

function group(
  decisions: readonly Decision[],
  verb: ActionVerb,
  hibernate: boolean,
): readonly Group[] {
  const members = decisions.filter(
    (decision) => decision.verdict === verb && decision.hibernate === hibernate,
  );
  const count = Math.ceil(members.length / MOST_TARGETS);
  return Array.from({ length: count }, (_, index) => ({
    verb,
    hibernate,
    members: members.slice(index * MOST_TARGETS, (index + 1) * MOST_TARGETS),
  }));
}

function targetOf({ target, rule, reason, association }: Decision): readonly IntentTarget[] {
  const instanceId: InstanceId | null = isInstanceId(target.id) ? target.id : null;
  if (instanceId === null && target.kind !== 'notebook') return [];
  return [{ target, instanceId, rule, reason, progress: 'recorded', association }];
}
