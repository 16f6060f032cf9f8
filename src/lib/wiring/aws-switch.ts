/** The owner's switch in the ledger of the caller's own account. */
import { setTimeout as wait } from 'node:timers/promises';
import type { AwsOptions } from '../cloud/aws/client-settings.ts';
import { awsLedgerToSwitch, tryLedger } from '../cloud/aws/ports.ts';
import type { SwitchTurn } from '../model/control.ts';
import { type Instant, seconds } from '../model/instant.ts';
import { type Turned, turnSwitch } from '../record/control.ts';
import type { Place } from '../record/place.ts';
import type { AwsStatus } from './aws-status.ts';

export type AwsSwitch =
  | { readonly reached: true; readonly place: Place; readonly turned: Turned }
  | Exclude<AwsStatus, { readonly reached: true } | { readonly why: 'no-pass' }>;

/** A credential process or a metadata service may never answer. */
const PATIENCE = seconds(20);
const NO_ANSWER = { reached: false, why: 'no-answer', after: PATIENCE } as const;

export async function switchInAws(
  options: AwsOptions & { readonly tableName: string },
  turn: SwitchTurn,
  now: Instant,
): Promise<AwsSwitch> {
  const found = await Promise.race([
    awsLedgerToSwitch(options),
    wait(PATIENCE, NO_ANSWER, { ref: false }),
  ]);
  if (!found.reached) return found;
  const { account, region, ledger: store } = found;
  const place = { account, region };
  const asked = await tryLedger(turnSwitch({ store, place }, turn, now));
  if (asked.read) return { reached: true, place, turned: asked.answer };
  if (asked.why === 'no-connection') return { ...asked, reached: false };
  const { fault } = asked;
  if (fault.code === 'not-found') return { reached: false, why: 'no-table', region };
  return { reached: false, why: 'ledger-refused', fault };
}
