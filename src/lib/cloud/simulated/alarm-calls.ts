/** The Alarms port for one caller. */
import {
  ALARM_NAME_PREFIX,
  type Alarm,
  type AlarmSpec,
  MANAGED_TAG,
  managedBy,
} from '../../model/alarm.ts';
import { complete, type Family, incomplete } from '../../model/family.ts';
import { type Fault, fault } from '../../model/fault.ts';
import type { Alarms, Answer } from '../cloud.ts';
import type { Account } from './account.ts';
import type { Alarms as SimulatedAlarms } from './alarms.ts';
import { type Gate, TimeoutError } from './gate.ts';
import type { Mishaps } from './mishaps.ts';

export interface AlarmCaller {
  readonly account: Account;
  readonly gate: Gate;
  readonly mishaps: Mishaps;
  readonly alarms: SimulatedAlarms;
}

const noAnswer = (): Fault => fault('no-answer', 'no answer came');

/** An answer that never comes is a fault here, as the port says. */
async function orNoAnswer<T>(call: Promise<T>, instead: (fault: Fault) => T): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof TimeoutError) return instead(noAnswer());
    throw error;
  }
}

/** One read, which only says whether it was allowed. */
function readAlong(
  { account, gate, mishaps }: AlarmCaller,
  to: 'ec2' | 'cloudwatch',
  operation: string,
): Promise<Fault | null> {
  const call = gate.call<Fault | null>({
    to,
    answerLost: mishaps.losesAnswer(),
    work: () => {
      const refused = mishaps.refusalOf(operation);
      const at = account.engine.now();
      account.journal.write({ kind: 'read', at, actor: gate.actor, operation, refused });
      return refused;
    },
  });
  return orNoAnswer(call, (refused) => refused);
}

/** The Regions, the alarms of each, and the tags of those that may be ours. */
async function list(caller: AlarmCaller): Promise<Family<Alarm>> {
  const { account, alarms } = caller;
  const noRegions = await readAlong(caller, 'ec2', 'ec2:DescribeRegions');
  if (noRegions) return incomplete(noRegions);
  const regions = new Set([account.region, ...alarms.seen().map(({ region }) => region)]);
  for (const _ of regions) {
    const refused = await readAlong(caller, 'cloudwatch', 'cloudwatch:DescribeAlarms');
    if (refused) return incomplete(refused);
  }
  const seen = alarms.seen();
  const mayBeOurs = seen.filter(
    ({ name, region }) => region === account.region && name.startsWith(ALARM_NAME_PREFIX),
  );
  for (const _ of mayBeOurs) {
    const refused = await readAlong(caller, 'cloudwatch', 'cloudwatch:ListTagsForResource');
    if (refused) return incomplete(refused);
  }
  return complete(seen);
}

interface Change {
  readonly verb: 'put' | 'delete';
  readonly operation: string;
  readonly names: readonly string[];
  readonly apply: () => void;
}

function change(caller: AlarmCaller, { verb, operation, names, apply }: Change): Promise<Answer> {
  const { account, gate, mishaps, alarms } = caller;
  const answerLost = mishaps.losesAnswer();
  const call = gate.call<Answer>({
    to: 'cloudwatch',
    answerLost,
    work: () => {
      const refused = mishaps.refusalOfWrite(operation);
      const [at, actor] = [account.engine.now(), gate.actor];
      for (const name of names) {
        const call = { kind: 'alarm-call', at, actor, verb, name, refused, answerLost } as const;
        account.journal.write({ ...call, managedBefore: alarms.isManaged(name) });
      }
      if (refused) return { accepted: false, fault: refused };
      apply();
      return { accepted: true };
    },
  });
  return orNoAnswer(call, (refused) => ({ accepted: false, fault: refused }));
}

function put(caller: AlarmCaller, { name, watch }: AlarmSpec): Promise<Answer> {
  const { account, alarms } = caller;
  const { instanceId, belowPercent, periodSeconds, evaluationPeriods } = watch;
  const apply = (): void =>
    alarms.put({
      name,
      instanceId,
      comparison: 'LessThanThreshold',
      threshold: belowPercent,
      periodSeconds,
      evaluationPeriods,
      treatMissingData: 'missing',
      tags: { [MANAGED_TAG]: managedBy({ account: account.id, region: account.region }) },
    });
  return change(caller, {
    verb: 'put',
    operation: 'cloudwatch:PutMetricAlarm',
    names: [name],
    apply,
  });
}

export const createAlarmCalls = (caller: AlarmCaller): Alarms => ({
  list: () => list(caller),
  put: (spec) => put(caller, spec),
  remove: (names) =>
    change(caller, {
      verb: 'delete',
      operation: 'cloudwatch:DeleteAlarms',
      names,
      apply: () => names.forEach(caller.alarms.remove),
    }),
});
