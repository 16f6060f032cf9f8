/** What waits in the dead-letter queue of the caller's own stack, and sending it again. */
import { setTimeout as wait } from 'node:timers/promises';
import type { AwsOptions } from '../cloud/aws/client-settings.ts';
import { credentialsOf } from '../cloud/aws/credentials.ts';
import { type HeldLetter, withDeadLetters } from '../cloud/aws/dead-letters.ts';
import { faultOf } from '../cloud/aws/fault.ts';
import { connectionFailureOf, homeOf, type Unreached } from '../cloud/aws/ports.ts';
import type { Credentials } from '../cloud/aws/signed-json.ts';
import { restCall } from '../cloud/aws/signed-rest.ts';
import type { DeadLetter } from '../model/dead-letter.ts';
import type { Fault } from '../model/fault.ts';
import { type Duration, instant, seconds } from '../model/instant.ts';
import type { Place } from '../record/place.ts';
import { wakeOf } from '../wake/wake-of.ts';

export interface TroubleOptions extends AwsOptions {
  readonly stage: string;
}

/** What became of sending one again. */
export type Replayed =
  | { readonly result: 'sent'; readonly functionName: string }
  /** It is for no function of this stack. */
  | { readonly result: 'not-ours' }
  /** A function would count it and be done with it: sending it again changes nothing. */
  | { readonly result: 'unreadable'; readonly why: string }
  | { readonly result: 'refused'; readonly fault: Fault };

export interface WaitingLetter {
  readonly letter: DeadLetter;
  /** Sends it again, and throws it away once Lambda has accepted it. */
  replay(): Promise<Replayed>;
  drop(): Promise<void>;
}

export type Trouble<Result> =
  | { readonly reached: true; readonly place: Place; readonly result: Result }
  | Unreached
  | { readonly reached: false; readonly why: 'no-answer'; readonly after: Duration }
  | { readonly reached: false; readonly why: 'no-queue'; readonly region: string }
  | { readonly reached: false; readonly why: 'queue-refused'; readonly fault: Fault };

const PATIENCE = seconds(20);
const NO_ANSWER = { reached: false, why: 'no-answer', after: PATIENCE } as const;

export const queueOf = (stage: string): string => `tierkeeper-${stage}-dead-letters`;

export async function troubleInAws<Result>(
  options: TroubleOptions,
  does: (letters: readonly WaitingLetter[]) => Promise<Result>,
): Promise<Trouble<Result>> {
  const home = await Promise.race([homeOf(options), wait(PATIENCE, NO_ANSWER, { ref: false })]);
  if (!home.reached) return home;
  const place = { account: home.account, region: home.region };
  const credentials = await credentialsOf({ ...options, region: place.region });
  const stack: Stack = { ...options, ...place, credentials };
  const reached = { ...signingFor(stack), queueName: queueOf(options.stage) };
  try {
    const result = await withDeadLetters(reached, (held) =>
      does(held.map((one) => waiting(stack, one))),
    );
    return { reached: true, place, result };
  } catch (error) {
    return unreached(error, place);
  }
}

function unreached(error: unknown, { region }: Place): Exclude<Trouble<never>, { reached: true }> {
  const fault = faultOf(error, 'sqs:ReceiveMessage');
  if (fault?.code === 'not-found') return { reached: false, why: 'no-queue', region };
  if (fault) return { reached: false, why: 'queue-refused', fault };
  const failure = connectionFailureOf(error);
  if (failure === null) throw error;
  return { reached: false, why: 'no-connection', message: failure.message };
}

interface Stack extends TroubleOptions, Place {
  readonly region: string;
  readonly credentials: Credentials;
}

const signingFor = ({ region, endpoint, credentials }: Stack) => ({
  region,
  endpoint,
  credentials: () => credentials,
  sleep: async (duration: Duration): Promise<void> => void (await wait(duration)),
});

const waiting = (stack: Stack, { letter, ...held }: HeldLetter): WaitingLetter => ({
  letter,
  drop: held.delete,
  async replay() {
    const sent = await replayed(stack, letter);
    if (sent.result === 'sent') await held.delete();
    return sent;
  },
});

/** The event goes the way it would have gone: through the function's own reading of it. */
async function replayed(stack: Stack, letter: DeadLetter): Promise<Replayed> {
  const functionName = ownFunction(stack, letter);
  if (functionName === null) return { result: 'not-ours' };
  // Of another place, which the function sends on if the policy names it: that is for it to say.
  const wake = wakeOf(letter.event, instant(Date.now()), letter.place ?? stack);
  if (wake.cause === 'noop') return { result: 'unreadable', why: wake.why };
  try {
    await restCall(
      { ...signingFor(stack), service: 'lambda' },
      {
        method: 'POST',
        path: `/2015-03-31/functions/${functionName}/invocations`,
        headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'Event' },
        body: JSON.stringify(letter.event),
      },
    );
  } catch (error) {
    const fault = faultOf(error, 'lambda:InvokeFunction');
    if (fault === null) throw error;
    return { result: 'refused', fault };
  }
  return { result: 'sent', functionName };
}

/** Anything could stand in a queue: only a function of this very stack is ever invoked. */
function ownFunction({ account, region, stage }: Stack, { functionArn }: DeadLetter) {
  const [, name] =
    /^arn:[\w-]+:lambda:([\w-]+:\d{12}:function:[\w-]+)$/.exec(functionArn ?? '') ?? [];
  const own = `${region}:${account}:function:tierkeeper-${stage}-`;
  return name?.startsWith(own) ? (name.split(':').at(-1) ?? null) : null;
}
