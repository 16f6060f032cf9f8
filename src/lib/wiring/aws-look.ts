/**
 * One look at the account that the caller's own credentials reach: it observes and decides as a
 * pass does, without a ledger, and changes nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { AwsOptions } from '../cloud/aws/client-settings.ts';
import { neverConnected, wasCutOff } from '../cloud/aws/connection.ts';
import { type AwsReadOnlyPorts, awsReadOnly, type Reach, type Time } from '../cloud/aws/ports.ts';
import { decide } from '../decide/decide.ts';
import { nextQueries } from '../decide/next-query.ts';
import { type World, worldOf } from '../decide/world.ts';
import type { Plan } from '../model/decision.ts';
import { EMPTY_MEMORY } from '../model/empty-memory.ts';
import { type Duration, type Instant, instant, seconds } from '../model/instant.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { observe } from '../observe/observe.ts';

export interface AwsLookOptions extends AwsOptions {
  readonly policy: Policy;
  readonly prices: PriceTable;
  /** The time to look at the account for; null: now. */
  readonly at: Instant | null;
}

export type AwsLook =
  | { readonly reached: true; readonly world: World; readonly plan: Plan }
  | Exclude<Reach, { readonly reached: true }>
  | { readonly reached: false; readonly why: 'no-answer'; readonly after: Duration };

/** A credential process, a metadata service or an endpoint may never answer. */
const PATIENCE = seconds(20);
const NO_ANSWER = { reached: false, why: 'no-answer', after: PATIENCE } as const;

const reach = (options: AwsOptions & Time): Promise<Reach | typeof NO_ANSWER> =>
  Promise.race([awsReadOnly(options), wait(PATIENCE, NO_ANSWER, { ref: false })]);

const isConnectionFailure = (error: unknown): error is Error =>
  error instanceof Error && (neverConnected(error) || wasCutOff(error));

export async function lookAtAws(options: AwsLookOptions): Promise<AwsLook> {
  const { at } = options;
  const clock = { now: () => instant(Date.now()) };
  const sleep: Time['sleep'] = async (duration) => void (await wait(duration));
  const reached = await reach({ ...options, clock, sleep });
  if (!reached.reached) return reached;
  const ports = { ...reached, clock: at === null ? clock : { now: () => at } };
  try {
    return { reached: true, ...(await look(ports, options)) };
  } catch (error) {
    if (!isConnectionFailure(error)) throw error;
    return { reached: false, why: 'no-connection', message: error.message };
  }
}

/**
 * Nothing may be deployed yet, so nobody can have confirmed to receive warnings; what would happen
 * is shown as if somebody had.
 */
const asIfConfirmed = (snapshot: Snapshot): Snapshot => ({ ...snapshot, confirmedRecipient: true });

async function look(
  ports: AwsReadOnlyPorts & Pick<Time, 'clock'>,
  { policy, prices }: AwsLookOptions,
): Promise<{ readonly world: World; readonly plan: Plan }> {
  const observed = await observe(
    { ...ports, channels: [] },
    {
      scope: { kind: 'region' },
      memory: EMPTY_MEMORY,
      nextQueries: (draft) => nextQueries(worldOf(asIfConfirmed(draft), policy, prices)),
    },
  );
  const snapshot = asIfConfirmed(observed);
  return { world: worldOf(snapshot, policy, prices), plan: decide(snapshot, policy, prices) };
}
