/** The meter over the account that the caller's own credentials reach; it is only read. */
import { setTimeout as wait } from 'node:timers/promises';
import { type AccountReach, accountToRead } from '../cloud/aws/account-to-read.ts';
import type { AwsOptions } from '../cloud/aws/client-settings.ts';
import { neverConnected, wasCutOff } from '../cloud/aws/connection.ts';
import type { AccountId } from '../model/ids.ts';
import { type Duration, instant, seconds } from '../model/instant.ts';
import type { SampleQuestion, SampleSight } from '../model/sample-sight.ts';
import type { UsageSight } from '../model/usage-sight.ts';
import { observeSamples } from '../observe/samples.ts';
import { observeUsage } from '../observe/usage.ts';

export type AwsUsage =
  | {
      readonly reached: true;
      readonly account: AccountId;
      readonly region: string;
      readonly sight: UsageSight;
      readonly samples: (questions: readonly SampleQuestion[]) => Promise<SampleSight>;
    }
  | Exclude<AccountReach, { readonly reached: true }>
  | { readonly reached: false; readonly why: 'no-answer'; readonly after: Duration };

/** A credential process or a metadata service may never answer. */
const PATIENCE = seconds(20);
const NO_ANSWER = { reached: false, why: 'no-answer', after: PATIENCE } as const;

const isConnectionFailure = (error: unknown): error is Error =>
  error instanceof Error && (neverConnected(error) || wasCutOff(error));

/** Without samples what is used is a lower bound, and called so. */
function nothingRead(error: unknown): SampleSight {
  if (!isConnectionFailure(error)) throw error;
  return { answers: [], isWhole: false };
}

export async function usageInAws(options: AwsOptions): Promise<AwsUsage> {
  const clock = { now: () => instant(Date.now()) };
  const sleep = async (duration: Duration): Promise<void> => void (await wait(duration));
  const reached = await Promise.race([
    accountToRead({ ...options, clock, sleep }),
    wait(PATIENCE, NO_ANSWER, { ref: false }),
  ]);
  if (!reached.reached) return reached;
  const { account, estate } = reached;
  try {
    const sight = await observeUsage({ ...reached, clock });
    const samples = (questions: readonly SampleQuestion[]) =>
      observeSamples({ estate, questions, hasTime: () => true }).catch(nothingRead);
    return { reached: true, account, region: estate.home, sight, samples };
  } catch (error) {
    if (!isConnectionFailure(error)) throw error;
    return { reached: false, why: 'no-connection', message: error.message };
  }
}
