/** Law 6: an incomplete family never stops anything. */
import type { Instance } from '../../../src/lib/model/instance.ts';
import { toIso } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { announced, attemptOf, type Law, type OwnCall, sayCall, type Violation } from './law.ts';
import { timelinesOf } from './timelines.ts';

export const wholeListsOnly: Law = {
  number: 6,
  name: 'an incomplete family never stops anything',
  check: (history) => [...actedOnParts(history), ...leftByTheLiving(history)],
};

const INSTANCES = 'ec2:DescribeInstances';
const SERVER_SIGNS = ['ec2:DescribeSecurityGroups', 'elasticloadbalancing:DescribeTargetHealth'];

/** What must have been read to its last page in the same attempt, for this call. */
function needs({ verb, before }: OwnCall): readonly string[] {
  if (verb === 'associate') return [INSTANCES, 'ec2:DescribeAddresses'];
  if (verb === 'stop-notebook' || verb === 'start-notebook') {
    return ['sagemaker:ListNotebookInstances'];
  }
  const isSpot = before?.instance.lifecycle === 'spot';
  return [INSTANCES, ...(isSpot ? ['ec2:DescribeSpotInstanceRequests'] : [])];
}

/** What, if it was asked at all, must not have been refused for a stop of idleness. */
function mustNotFail({ options }: History, rule: string | undefined, instance: Instance) {
  const settled = options.policy.idle.servers === 'stop' || 'tierkeeper:idle' in instance.tags;
  return rule === 'idle' && !settled ? SERVER_SIGNS : [];
}

/** Whether each operation of an attempt was answered in full, since its last list of instances. */
type Answers = Map<string, boolean>;

function actedOnParts(history: History): readonly Violation[] {
  const rules = new Map(announced(history).map(([call, known]) => [keyOf(call), known]));
  const attempts = new Map<string, Answers>();
  const violations: Violation[] = [];
  for (const entry of history.world.journal.entries) {
    if (entry.kind === 'read' && entry.actor.kind === 'invocation') {
      const attempt = attemptOf(entry.actor);
      // A look begins with that list, and believes nothing that was read before it.
      const known = entry.operation === INSTANCES ? undefined : attempts.get(attempt);
      attempts.set(attempt, (known ?? new Map()).set(entry.operation, entry.refused === null));
    }
    if (entry.kind !== 'call' || entry.actor.kind !== 'invocation') continue;
    const call: OwnCall = { ...entry, actor: entry.actor };
    const rule = rules.get(keyOf(call))?.target.rule;
    const lacking = lackingIn(attempts.get(attemptOf(call.actor)) ?? new Map(), [
      needs(call),
      call.before ? mustNotFail(history, rule, call.before.instance) : [],
    ]);
    const says = lacking.map((need) => `${sayCall(call)} on an incomplete ${need}`);
    violations.push(...says.map((text) => ({ at: call.at, says: text })));
  }
  return violations;
}

const lackingIn = (
  answers: Answers,
  [needed, unrefused]: readonly [readonly string[], readonly string[]],
): readonly string[] => [
  ...needed.filter((need) => answers.get(need) !== true),
  ...unrefused.filter((need) => answers.get(need) === false),
];

const keyOf = ({ actor, verb, on, at }: OwnCall): string =>
  `${attemptOf(actor)} ${verb} ${on} ${at}`;

/** Absence from a list never means terminated: only what the gone have left is called left. */
function leftByTheLiving(history: History): readonly Violation[] {
  const timelines = timelinesOf(history);
  return history.world.journal.of('ledger').flatMap(({ at, item, written, change }) => {
    if (!written || change !== 'put') return [];
    if (item?.kind !== 'left-volume' && item?.kind !== 'left-address') return [];
    const state = timelines.stateAt(item.instanceId, at);
    if (state === 'terminated' || state === 'shutting-down') return [];
    const what = item.kind === 'left-volume' ? item.volumeId : item.allocationId;
    return [{ at, says: `${toIso(at)} ${what} is called left by ${item.instanceId}: ${state}` }];
  });
}
