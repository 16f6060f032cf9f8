/** What the ledger in the caller's own account says; it is only read. */
import { setTimeout as wait } from 'node:timers/promises';
import type { AwsOptions } from '../cloud/aws/client-settings.ts';
import { awsLedgerToRead, type LedgerReach, tryLedger } from '../cloud/aws/ports.ts';
import { readStatusBasis, type StatusBasis } from '../link/status.ts';
import type { Fault } from '../model/fault.ts';
import { type Duration, seconds } from '../model/instant.ts';
import { placesOf, sweptAt } from '../model/managed-place.ts';
import type { Policy } from '../model/policy.ts';
import type { Place } from '../record/place.ts';
import { recallRuns, recallSavings } from '../record/recall.ts';

export interface AwsStatusOptions extends AwsOptions {
  readonly tableName: string;
  readonly policy: Pick<Policy, 'select'>;
  /** Which place is meant, given where the ledger is; not given: that one. */
  readonly placeIn?: ((home: Place) => Place) | undefined;
}

export type AwsStatus =
  | {
      readonly reached: true;
      readonly place: Place;
      readonly basis: StatusBasis;
      /** What was used of the month, for whoever asks. */
      readonly runs: () => ReturnType<typeof recallRuns>;
    }
  | Exclude<LedgerReach, { readonly reached: true }>
  | { readonly reached: false; readonly why: 'no-answer'; readonly after: Duration }
  | { readonly reached: false; readonly why: 'no-table'; readonly region: string }
  | { readonly reached: false; readonly why: 'ledger-refused'; readonly fault: Fault }
  /** Nobody has written anything for this account and Region. */
  | { readonly reached: false; readonly why: 'no-pass'; readonly region: string };

/** A credential process or a metadata service may never answer. */
const PATIENCE = seconds(20);
const NO_ANSWER = { reached: false, why: 'no-answer', after: PATIENCE } as const;

export async function statusInAws(options: AwsStatusOptions): Promise<AwsStatus> {
  const found = await readInAws(options, readStatusBasis);
  if (!found.reached) return found;
  const { place, answer: basis, ledger } = found;
  return ofSomePass({ reached: true, place, basis, runs: () => recallRuns(ledger, place) });
}

/** With what the past keeps of a month's savings: `2026-11`. */
export async function savingsInAws(options: AwsStatusOptions, month: string) {
  const found = await readInAws(options, async (ledger) => ({
    basis: await readStatusBasis(ledger),
    past: await recallSavings(ledger.store, ledger.place, [month]),
  }));
  if (!found.reached) return found;
  const { place, ledger, answer } = found;
  const { basis, past } = answer;
  const runs = () => recallRuns(ledger, place);
  const status = ofSomePass({ reached: true, place, basis, runs });
  return status.reached ? { ...status, past } : status;
}

type ReadableLedger = Parameters<typeof readStatusBasis>[0];

async function readInAws<Answer>(
  options: AwsStatusOptions,
  reads: (ledger: ReadableLedger) => Promise<Answer>,
) {
  const found = await Promise.race([
    awsLedgerToRead(options),
    wait(PATIENCE, NO_ANSWER, { ref: false }),
  ]);
  if (!found.reached) return found;
  const { account, region, ledger } = found;
  const home: Place = { account, region };
  const place = options.placeIn?.(home) ?? home;
  const swept = sweptAt(placesOf(options.policy, home), place);
  const read = await tryLedger(reads({ store: ledger, place, sweptAt: swept }));
  if (read.read) return { reached: true, place, ledger, answer: read.answer } as const;
  if (read.why === 'no-connection') return { ...read, reached: false } as const;
  const { fault } = read;
  if (fault.code === 'not-found') return { reached: false, why: 'no-table', region } as const;
  return { reached: false, why: 'ledger-refused', fault } as const;
}

function ofSomePass(status: Extract<AwsStatus, { readonly reached: true }>): AwsStatus {
  const { basis, place } = status;
  const hasNothing = basis.lastSweepAt === null && basis.instances.length === 0;
  return hasNothing ? { reached: false, why: 'no-pass', region: place.region } : status;
}
