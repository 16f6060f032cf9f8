import type { Context } from 'aws-lambda';
import type { Ports } from '../cloud/cloud.ts';
import type { LinkMaker } from '../link/link-for.ts';
import { type Duration, type Instant, milliseconds } from '../model/instant.ts';
import type { HomePlace } from '../model/managed-place.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import type { NoopWake, Wake } from '../model/wake.ts';
import { type PassReport, reconcile } from '../reconcile.ts';
import type { Shelf } from '../record/kept-store.ts';
import { wakeOf } from '../wake/wake-of.ts';
import { type Elsewhere, placeToWake, wakeOthers } from './elsewhere.ts';
import { embeddedMetric } from './embedded-metric.ts';
import { passFields } from './pass-log.ts';

/** What every pass of one Lambda shares, made once, at its cold start. */
export interface Sweep {
  readonly ports: Ports;
  readonly policy: Policy;
  readonly prices: PriceTable;
  readonly links: LinkMaker;
  /** The function's timeout. */
  readonly timeout: Duration;
  /** What this environment keeps from one pass for the next. */
  readonly shelf?: Shelf | undefined;
  /** Not given: only home is looked after, and there is no queue. */
  readonly elsewhere?: Elsewhere | null | undefined;
  /** Where Tierkeeper is deployed, for a sweep of another place. */
  readonly hub?: HomePlace | undefined;
}

/** As much of Lambda's context as a pass needs. */
export type Invocation = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

/** One JSON line a call. */
export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** It is of another place, and waits in the queue for whoever looks after that. */
export interface SentOn {
  readonly kind: 'sent-on';
}

export type Swept = PassReport | NoopWake | SentOn;

type Answer =
  | { readonly kind: 'noop'; readonly why: string }
  | { readonly kind: PassReport['kind'] | SentOn['kind'] };

const runPass = (sweep: Sweep, wake: Wake, invocation: Invocation): Promise<PassReport> =>
  reconcile({
    ...sweep,
    wake,
    holder: invocation.awsRequestId,
    timeLeft: () => milliseconds(invocation.getRemainingTimeInMillis()),
  });

/**
 * Event in, pass, log line out. An event that cannot be read is counted and done with; whatever
 * else fails is thrown, so that Lambda retries it and the dead-letter queue and the alarms see it.
 */
export async function sweepOnce(
  { sweep, log }: { readonly sweep: Sweep; readonly log: Log | null },
  event: unknown,
  invocation: Invocation,
): Promise<PassReport | NoopWake> {
  const now = sweep.ports.clock.now();
  const wake = wakeOf(event, now, sweep.ports.cloud);
  if (wake.cause === 'noop') {
    log?.warn('nothing to look at', { why: wake.why, ...embeddedMetric('NoopWakes', 1, now) });
    return wake;
  }
  const report = await runPass(sweep, wake, invocation);
  const { hub, ports } = sweep;
  const { account, region } = ports.cloud;
  log?.info('pass', {
    ...passFields(wake, report),
    ...(hub === undefined ? heartbeat(report, ports.clock.now()) : { account, region }),
  });
  return report;
}

/**
 * Said by whoever has looked, not by whoever was woken: a tick may leave the look to another. Of
 * home alone: a hundred other places that are well must not hide that nobody looks after home.
 */
const heartbeat = (report: PassReport, now: Instant): Readonly<Record<string, unknown>> =>
  report.kind === 'done' && report.regionLooks > 0
    ? embeddedMetric('RegionLooksCompleted', report.regionLooks, now)
    : {};

/**
 * What every function does with its event. The others are woken first, since they can work
 * meanwhile; where that fails, home is swept all the same, and the failure is thrown after it.
 */
export async function sweepAndWake<Opened extends Sweep>(
  given: { readonly sweep: Opened; readonly log: Log | null },
  event: unknown,
  sweepHome: () => Promise<PassReport | NoopWake>,
): Promise<Swept> {
  const { elsewhere, ports } = given.sweep;
  if (!elsewhere) return sweepHome();
  const place = placeToWake(event, elsewhere.places);
  if (place !== null) {
    await elsewhere.queue.send([event]);
    given.log?.info('sent on', { account: place.account, region: place.region });
    return { kind: 'sent-on' };
  }
  const now = ports.clock.now();
  const { cause } = wakeOf(event, now, ports.cloud);
  const [woken] = await Promise.allSettled([wakeOthers(elsewhere, cause, now)]);
  const report = await sweepHome();
  if (woken.status === 'rejected') throw woken.reason;
  return report;
}

/** What one invocation does with its event; without a log nothing is made for one. */
type Run<Opened extends Sweep> = (
  given: { readonly sweep: Opened; readonly log: Log | null },
  event: unknown,
  invocation: Invocation,
) => Promise<Swept>;

/** Cold start at the first event, so that what is wrong with it is an error of an invocation. */
export function handlerOf<Opened extends Sweep>(open: () => Opened, log: Log, run: Run<Opened>) {
  let opened: Opened | undefined;
  return async (event: unknown, invocation: Invocation): Promise<Answer> => {
    opened ??= open();
    const report = await run({ sweep: opened, log }, event, invocation);
    return 'why' in report ? { kind: 'noop', why: report.why } : { kind: report.kind };
  };
}

export const sweepHandler = (open: () => Sweep, log: Log) =>
  handlerOf(open, log, (given, event, invocation) =>
    sweepAndWake(given, event, () => sweepOnce(given, event, invocation)),
  );
