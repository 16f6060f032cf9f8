/**
 * The whole product on one screen: observe, decide, record, act, record, tell; until all is seen.
 */
import { act } from './act/act.ts';
import { keepUp } from './act/keep-up.ts';
import type { Ports } from './cloud/cloud.ts';
import { aftermath } from './decide/aftermath.ts';
import { decide } from './decide/decide.ts';
import { countsToShare } from './decide/limit.ts';
import { toActOn } from './decide/modes.ts';
import { nextQueries } from './decide/next-query.ts';
import { upkeepMarks } from './decide/upkeep.ts';
import { worldOf } from './decide/world.ts';
import type { Plan } from './model/decision.ts';
import { type Duration, type Instant, seconds } from './model/instant.ts';
import type { Outcome } from './model/intent.ts';
import type { LinkFor } from './model/link.ts';
import type { HomePlace } from './model/managed-place.ts';
import type { Policy } from './model/policy.ts';
import type { PriceTable } from './model/price.ts';
import type { Upkept } from './model/upkeep.ts';
import type { Scope, Wake } from './model/wake.ts';
import { observe } from './observe/observe.ts';
import { postBulletin } from './record/bulletin.ts';
import { recordDecisions } from './record/decision-log.ts';
import { digestExchange } from './record/digest-exchange.ts';
import { fencedStore } from './record/fenced-store.ts';
import { intentLog } from './record/intent-log.ts';
import { keptStore, type Shelf } from './record/kept-store.ts';
import { type HeldLease, takeLease } from './record/lease.ts';
import { recall, recallSavings } from './record/recall.ts';
import { claim, type Ledger, recordMarks, recordSettled, save } from './record/record.ts';
import { tell } from './tell/tell.ts';

/** One invocation's work. */
export interface Pass {
  readonly wake: Wake;
  readonly ports: Ports;
  readonly policy: Policy;
  readonly prices: PriceTable;
  /** Asked only when there is something to tell. */
  readonly links: (ledger: Ledger, now: Instant) => Promise<LinkFor>;
  /** Where Tierkeeper is deployed, if not in the place that is looked at. */
  readonly hub?: HomePlace | undefined;
  /** What this process kept of its last pass; not given: nothing. */
  readonly shelf?: Shelf | undefined;
  /** Names this invocation in the lease: the Lambda request id. */
  readonly holder: string;
  /** The function's timeout: a lease outlives it by 60 s. */
  readonly timeout: Duration;
  /** How long this invocation may still run. */
  readonly timeLeft: () => Duration;
}

/** What the invocation did; `left-to-holder`: another one is at it and will look again. */
export type PassReport =
  | { readonly kind: 'left-to-holder' }
  | {
      readonly kind: 'done';
      /** One for each time it looked. */
      readonly plans: readonly Plan[];
      readonly outcomes: readonly Outcome[];
      /** How many of those looks were at the whole Region. */
      readonly regionLooks: number;
    };

/** Another look is only begun with this much time left; else the next tick takes it. */
const TIME_FOR_A_LOOK = seconds(20);

export async function reconcile(pass: Pass): Promise<PassReport> {
  const { ports, wake, holder, timeout } = pass;
  const { account, region } = ports.cloud;
  const ledger: Ledger = {
    store: ports.ledger,
    place: { account, region, hub: pass.hub?.account },
  };
  const now = () => ports.clock.now();
  if (wake.bulletin && pass.policy.health.on) await postBulletin(ledger, wake.bulletin, now());
  const lease = await takeLease({ ...ledger, holder, timeout, now }, wake.scope);
  if (lease === null) return { kind: 'left-to-holder' };
  const fenced = fencedStore(ledger.store, lease);
  const { fence } = lease;
  const keeping = { shelf: pass.shelf, place: ledger.place, fence, now: now() };
  const kept = keptStore(fenced.store, keeping);
  try {
    const report = await lookUntilClean(pass, { ...ledger, store: kept.store }, lease);
    kept.shelve();
    return report;
  } catch (error) {
    // One of several writes at once may have failed: whoever comes next finds the others done.
    await fenced.close();
    await Promise.allSettled([lease.release()]);
    throw error;
  }
}

async function lookUntilClean(pass: Pass, ledger: Ledger, lease: HeldLease): Promise<PassReport> {
  const plans: Plan[] = [];
  const outcomes: Outcome[] = [];
  let regionLooks = 0;
  let scope: Scope | null = pass.wake.scope;
  while (scope !== null) {
    const seen = await look(pass, { ledger, lease }, scope);
    plans.push(seen.plan);
    outcomes.push(...seen.outcomes);
    const isRegion = scope.kind === 'region';
    scope = await lease.finish(isRegion);
    if (isRegion) regionLooks += 1;
    if (scope !== null && pass.timeLeft() < TIME_FOR_A_LOOK) {
      await lease.release();
      break;
    }
  }
  return { kind: 'done', plans, outcomes, regionLooks };
}

interface Held {
  readonly ledger: Ledger;
  readonly lease: HeldLease;
}

async function look(
  pass: Pass,
  held: Held,
  scope: Scope,
): Promise<{ readonly plan: Plan; readonly outcomes: readonly Outcome[] }> {
  const { ports, policy, prices } = pass;
  const { store, place } = held.ledger;
  const recalled = await recall(store, place, { lease: held.lease.state(), scope });
  const snapshot = await observe(ports, {
    scope,
    memory: recalled,
    nextQueries: (draft) => nextQueries(worldOf(draft, policy, prices)),
  });
  const plan = decide(snapshot, policy, prices);
  const memory = await recordMarks(held.ledger, recalled, { ...plan, now: snapshot.takenAt });
  await recordSettled(held.ledger, recalled, plan.settled);
  const acted = await actOn(pass, held, plan);
  const kept = await keepAlarms(pass, held, plan);
  const world = worldOf(snapshot, policy, prices);
  const marks = [...aftermath(world, acted), ...upkeepMarks(world, plan.upkeep, kept)];
  const after = await recordMarks(held.ledger, memory, { marks, now: ports.clock.now() });
  await tell({
    channels: ports.channels,
    policy,
    prices,
    snapshot,
    plan,
    records: after.notices,
    instances: after.instances,
    recallSavings: (months) => recallSavings(store, place, months),
    links: () => pass.links(held.ledger, ports.clock.now()),
    save: (record) => save(held.ledger, record),
    claim: (record) => claim(held.ledger, record),
    exchange: digestExchange(held.ledger),
    now: () => ports.clock.now(),
    hub: pass.hub,
  });
  // Last: it is for people who ask, and must not hold what people are told.
  if (scope.kind === 'region') await recordDecisions(held.ledger, snapshot, plan.decisions);
  return { plan, outcomes: [...plan.settled, ...acted.outcomes] };
}

/** Observing decides everything and does nothing. */
async function actOn({ ports, timeLeft }: Pass, { ledger, lease }: Held, plan: Plan) {
  const { cloud, clock } = ports;
  const log = intentLog(ledger, lease);
  return act({ cloud, clock, log, timeLeft, countsToShare }, toActOn(plan));
}

/** Managed alarms are outside our own stack: observing leaves them as they are. */
async function keepAlarms(
  { ports, timeLeft }: Pass,
  { ledger, lease }: Held,
  { mode, upkeep }: Plan,
): Promise<Upkept | null> {
  if (mode !== 'act' || upkeep === null) return null;
  return keepUp({ alarms: ports.alarms, log: intentLog(ledger, lease), timeLeft }, upkeep);
}
