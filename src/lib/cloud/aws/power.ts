import { type EC2Client, StartInstancesCommand, StopInstancesCommand } from '@aws-sdk/client-ec2';
import type { Fault } from '../../model/fault.ts';
import type { InstanceId } from '../../model/ids.ts';
import { type Duration, seconds } from '../../model/instant.ts';
import type { Answer, PowerCall } from '../cloud.ts';
import { faultOf, isRefusal } from './fault.ts';
import type { Cost, Pace } from './pace.ts';
import { chunksOf } from './pages.ts';

type Batch = readonly InstanceId[];

/**
 * The largest batches. StartInstances fails whole when one instance type has no capacity, and
 * each call in search of it costs a token of a bucket of five: small batches keep that short.
 */
const BATCH_SIZE = { stop: 100, start: 10 } as const;

/** After these AWS is still throttling, although the SDK has retried: it is left for later. */
const THROTTLE_PAUSES: readonly Duration[] = [seconds(2), seconds(5)];

/** These are about the caller, not about an instance: no smaller batch would fare better. */
const OF_THE_CALLER: ReadonlySet<Fault['code']> = new Set([
  'no-credentials',
  'region-disabled',
  'throttled',
]);

/** Why AWS refused: an Error where the fault table does not know. */
type Refusal = Fault | Error;

export interface PowerContext {
  readonly client: EC2Client;
  readonly pace: Pace;
}

const costOf = (verb: PowerCall['verb'], batch: Batch): readonly Cost[] =>
  verb === 'stop'
    ? [
        { bucket: 'change', tokens: 1 },
        { bucket: 'stoppedInstances', tokens: batch.length },
      ]
    : [
        { bucket: 'start', tokens: 1 },
        { bucket: 'startedInstances', tokens: batch.length },
      ];

async function send(client: EC2Client, call: PowerCall, batch: Batch): Promise<void> {
  const InstanceIds = [...batch];
  if (call.verb === 'start') await client.send(new StartInstancesCommand({ InstanceIds }));
  else if (call.hibernate) {
    await client.send(new StopInstancesCommand({ InstanceIds, Hibernate: true }));
  } else await client.send(new StopInstancesCommand({ InstanceIds }));
}

const ACTION = { stop: 'ec2:StopInstances', start: 'ec2:StartInstances' } as const;

/**
 * Null when AWS accepts. Timeouts and AWS's own failures are thrown on: whether they did
 * something, the next pass will see.
 */
async function ask(aws: PowerContext, call: PowerCall, batch: Batch): Promise<Refusal | null> {
  await aws.pace.take(costOf(call.verb, batch));
  try {
    await send(aws.client, call, batch);
    return null;
  } catch (error) {
    const fault = faultOf(error, ACTION[call.verb]);
    if (fault) return fault;
    if (isRefusal(error)) return error;
    throw error;
  }
}

const isThrottled = (refusal: Refusal | null): boolean =>
  refusal !== null && !(refusal instanceof Error) && refusal.code === 'throttled';

async function askPatiently(
  aws: PowerContext,
  call: PowerCall,
  batch: Batch,
): Promise<Refusal | null> {
  for (const pause of THROTTLE_PAUSES) {
    const refusal = await ask(aws, call, batch);
    if (!isThrottled(refusal)) return refusal;
    await aws.pace.sleep(pause);
  }
  return ask(aws, call, batch);
}

/** The ids on which a refusal is the last word, and the smaller batches that are tried again. */
function isolate(batch: Batch, culprits: readonly string[]): { guilty: Batch; again: Batch[] } {
  const guilty = batch.filter((id) => culprits.includes(id));
  if (guilty.length > 0) {
    const rest = batch.filter((id) => !culprits.includes(id));
    return { guilty, again: rest.length > 0 ? [rest] : [] };
  }
  if (batch.length === 1) return { guilty: batch, again: [] };
  const middle = Math.ceil(batch.length / 2);
  return { guilty: [], again: [batch.slice(0, middle), batch.slice(middle)] };
}

const culpritsOf = (refusal: Refusal): readonly string[] =>
  refusal instanceof Error ? [] : refusal.culprits;

const isOfTheCaller = (refusal: Refusal): boolean =>
  !(refusal instanceof Error) && OF_THE_CALLER.has(refusal.code);

/**
 * AWS fails the whole call for one bad id, so the bad ones are found and set aside, and the rest
 * goes through.
 */
export async function power(
  aws: PowerContext,
  call: PowerCall,
): Promise<ReadonlyMap<InstanceId, Answer>> {
  const refused = new Map<InstanceId, Refusal>();
  const queue = [...chunksOf([...new Set(call.instanceIds)], BATCH_SIZE[call.verb])];
  for (let batch = queue.shift(); batch; batch = queue.shift()) {
    const refusal = await askPatiently(aws, call, batch);
    if (!refusal) continue;
    const { guilty, again } = isOfTheCaller(refusal)
      ? { guilty: [...batch, ...queue.splice(0).flat()], again: [] }
      : isolate(batch, culpritsOf(refusal));
    for (const id of guilty) refused.set(id, refusal);
    queue.unshift(...again);
  }
  return new Map(call.instanceIds.map((id) => [id, answerOf(id, refused.get(id))]));
}

/**
 * A refusal that nobody has explained is thrown, but only when all others have gone through: an
 * odd one must not hold them, pass after pass. Their answers are lost with the throw, and the
 * next pass makes that good from their intents.
 */
function answerOf(id: InstanceId, refusal: Refusal | undefined): Answer {
  if (!refusal) return { accepted: true };
  if (!(refusal instanceof Error)) return { accepted: false, fault: refusal };
  const what = `AWS refused ${id}: ${refusal.name}: ${refusal.message}`;
  throw new Error(what, { cause: refusal });
}
