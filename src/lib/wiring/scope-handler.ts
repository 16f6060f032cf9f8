/** Up to five wakes of other places, side by side: but for daily sweeps none waits for another. */
import type { SQSBatchResponse } from 'aws-lambda';
import type { Clock } from '../cloud/cloud.ts';
import type { Fault } from '../model/fault.ts';
import { type Duration, milliseconds, seconds } from '../model/instant.ts';
import type { ManagedPlace } from '../model/managed-place.ts';
import type { Policy } from '../model/policy.ts';
import type { Ledger } from '../record/record.ts';
import { postTrouble } from '../record/trouble.ts';
import { localTimeAt } from '../schedule/zone.ts';
import { isStale, type Queued, readBatch } from '../wake/scope-batch.ts';
import { type DigestSweep, surveyThenSweep } from './digest-handler.ts';
import { placeToWake } from './elsewhere.ts';
import { embeddedMetric } from './embedded-metric.ts';
import { type InTurn, oneByOne } from './in-turn.ts';
import type { Invocation, Log } from './sweep-handler.ts';

/** A place as its passes reach it, or why it cannot be reached. */
export type OpenPlace =
  | { readonly opened: true; readonly sweep: DigestSweep }
  | { readonly opened: false; readonly fault: Fault };

/** What the passes of all places share, made once, at the cold start. */
export interface Scopes {
  /** All but home: what comes from elsewhere is nobody's. */
  readonly places: readonly ManagedPlace[];
  readonly open: (place: ManagedPlace) => Promise<OpenPlace>;
  /** As home's own passes see it: trouble with another account is told from there. */
  readonly home: Ledger;
  readonly policy: Pick<Policy, 'zone'>;
  readonly clock: Clock;
  /** Never holds the process up. */
  readonly sleep: (duration: Duration) => Promise<void>;
}

interface Wakes {
  readonly scopes: Scopes;
  readonly log: ScopeLog;
  readonly invocation: Invocation;
}

interface Batch extends Wakes {
  /** A sweep has a client for each service in each Region: the memory is for one, not for five. */
  readonly inTurn: InTurn;
}

export interface ScopeLog extends Log {
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** For the answer: what is cut off with its function says nothing, and all of it comes again. */
const TIME_TO_ANSWER = seconds(5);

const timeLeft = ({ invocation }: Wakes): Duration => {
  const left = invocation.getRemainingTimeInMillis() - TIME_TO_ANSWER;
  return milliseconds(Math.max(0, left));
};

/** Of a sweep; what takes longer, most likely hangs, and must not hold the others. */
const PATIENCE = seconds(20);

/** Of the last minute a sweep makes no use, and would be a whole day's with nothing in it. */
const TIME_FOR_A_SWEEP = seconds(80);

/** Each of three tries has time for two at least, and five are the most there are. */
function sweepsInTurn(wakes: Wakes): InTurn {
  const inTurn = oneByOne(() => wakes.scopes.sleep(PATIENCE));
  return (sweep) =>
    inTurn(() => {
      if (timeLeft(wakes) >= TIME_FOR_A_SWEEP) return sweep();
      throw new Error('there was no time left for the sweep: it is made with the next try');
    });
}

/** What fails, or hangs, comes again by itself; the others are done. */
export async function sweepScopes(wakes: Wakes, event: unknown): Promise<SQSBatchResponse> {
  const batch = { ...wakes, inTurn: sweepsInTurn(wakes) };
  const queued = readBatch(event);
  const ended = await Promise.all(queued.map((one, index) => endOf(batch, one, index)));
  const failed = queued.filter((_, index) => ended[index] === 'failed');
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

type End = 'done' | 'failed';

async function endOf(batch: Batch, queued: Queued, index: number): Promise<End> {
  const { log, scopes } = batch;
  const { messageId } = queued;
  try {
    const late = scopes.sleep(timeLeft(batch)).then((): never => {
      throw new Error('there was no time left: what is not done is done in the next pass');
    });
    await Promise.race([wake(batch, queued, index), late]);
    return 'done';
  } catch (error) {
    log.error('the pass failed', { error, messageId, wake: queued.document });
    return 'failed';
  }
}

async function wake(batch: Batch, queued: Queued, index: number): Promise<void> {
  const { scopes, log, invocation, inTurn } = batch;
  const now = scopes.clock.now();
  const place = placeToWake(queued.document, scopes.places);
  if (place === null) {
    log.warn('no such place', { ...embeddedMetric('NoopWakes', 1, now) });
    return;
  }
  const { account, region } = place;
  if (isStale(queued, now)) {
    const ageSeconds = Math.round((now - queued.sentAt) / 1_000);
    log.warn('left to the next tick', { account, region, ageSeconds });
    return;
  }
  const open = await scopes.open(place);
  if (!open.opened) {
    log.warn('refused', { account, region, fault: open.fault.message });
    return tellOfRefusal(scopes, place, open.fault);
  }
  // A message may come twice at once: each has a name of its own in the lease.
  await surveyThenSweep({ sweep: open.sweep, log, inTurn }, queued.document, {
    awsRequestId: `${invocation.awsRequestId}/${index}`,
    getRemainingTimeInMillis: () => timeLeft(batch),
  });
}

/** All its Regions share the role, so that the account is told of once. */
async function tellOfRefusal(
  { home, policy, clock }: Scopes,
  { account, name }: ManagedPlace,
  fault: Fault,
): Promise<void> {
  const now = clock.now();
  const family = name === null ? account : `${account} (${name})`;
  const { date } = localTimeAt(policy.zone, now);
  await postTrouble(home, { trouble: 'scope-refused', fault, family }, { now, date });
}

/** Cold start at the first batch, so that what is wrong with it is an error of an invocation. */
export function scopeHandler(open: () => Scopes, log: ScopeLog) {
  let scopes: Scopes | undefined;
  return async (event: unknown, invocation: Invocation): Promise<SQSBatchResponse> => {
    scopes ??= open();
    return sweepScopes({ scopes, log, invocation }, event);
  };
}
