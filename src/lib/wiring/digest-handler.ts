/** The daily function: a sweep of all Regions first, so that the digest after it can tell of it. */
import type { DigestPorts } from '../cloud/cloud.ts';
import { milliseconds } from '../model/instant.ts';
import { placesOf } from '../model/managed-place.ts';
import type { NoopWake } from '../model/wake.ts';
import type { PassReport } from '../reconcile.ts';
import { survey } from '../survey.ts';
import { wakeOf } from '../wake/wake-of.ts';
import type { InTurn } from './in-turn.ts';
import { sharedMeter } from './shared-meter.ts';
import {
  handlerOf,
  type Invocation,
  type Log,
  type Sweep,
  sweepAndWake,
  sweepOnce,
} from './sweep-handler.ts';
import { tellOfUnlooked } from './unlooked-places.ts';

export interface DigestSweep extends Sweep {
  readonly ports: DigestPorts;
}

interface Daily {
  readonly sweep: DigestSweep;
  readonly log: Log | null;
  /** Where several accounts are swept by one process. */
  readonly inTurn?: InTurn;
}

/** A sweep of the Regions that fails holds no digest back, and is thrown after it. */
export async function surveyThenSweep(
  { sweep, log, inTurn = (work) => work() }: Daily,
  event: unknown,
  invocation: Invocation,
): Promise<PassReport | NoopWake> {
  const { clock, cloud } = sweep.ports;
  const isDaily = wakeOf(event, clock.now(), cloud).cause === 'day';
  const before = isDaily
    ? await Promise.allSettled([
        inTurn(() => surveyOnce({ sweep, log }, invocation)),
        lookForUnlooked(sweep, log),
      ])
    : [];
  const report = await sweepOnce({ sweep, log }, event, invocation);
  for (const one of before) if (one.status === 'rejected') throw one.reason;
  return report;
}

/** Of the others home alone tells: who is not looked at cannot say so. */
async function lookForUnlooked(sweep: DigestSweep, log: Log | null): Promise<void> {
  if (sweep.hub !== undefined) return;
  const unlooked = await tellOfUnlooked(sweep);
  if (unlooked.length > 0) log?.warn('not looked at for a day', { places: unlooked.length });
}

async function surveyOnce({ sweep, log }: Daily, invocation: Invocation): Promise<void> {
  const { ports, policy, prices } = sweep;
  const { estate, freeTier, ledger, clock } = ports;
  const record = await survey({
    estate,
    freeTier,
    account: ports.cloud.account,
    ledger,
    clock,
    policy,
    prices,
    managed: regionsManaged(sweep),
    shared: sharedMeter(policy, sweep.hub ?? ports.cloud, ports.cloud),
    timeLeft: () => milliseconds(invocation.getRemainingTimeInMillis()),
  });
  if (record === null) return;
  const { regionsRead, findings, unread } = record;
  log?.info('survey', { regionsRead, findings: findings.length, unread });
}

const regionsManaged = ({ ports, policy, hub = ports.cloud }: Sweep): ReadonlySet<string> => {
  const ours = placesOf(policy, hub).filter(({ account }) => account === ports.cloud.account);
  return new Set(ours.map(({ region }) => region));
};

export const digestHandler = (open: () => DigestSweep, log: Log) =>
  handlerOf(open, log, (given, event, invocation) =>
    sweepAndWake(given, event, () => surveyThenSweep(given, event, invocation)),
  );
