/** A stretch of time in a simulated account, with the product deployed to it or without. */
import type { FaultOptions, FaultPreset } from '../cloud/simulated/faults.ts';
import type { Setup } from '../cloud/simulated/setup.ts';
import type { SlackWay } from '../cloud/simulated/slack.ts';
import type { TableUnits } from '../cloud/simulated/table-capacity.ts';
import { createWorld, type PlaceHold, type World } from '../cloud/simulated/world.ts';
import type { RuleName } from '../model/decision.ts';
import type { AccountId } from '../model/ids.ts';
import { days, type Instant, plus } from '../model/instant.ts';
import type { Mode, Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import type { ReasonKey } from '../model/reason.ts';
import { keyOf } from '../model/target.ts';
import type { Verdict } from '../model/verdict.ts';
import type { PassReport } from '../reconcile.ts';
import { keyOfItem } from '../record/place.ts';
import { type Deployment, deployTo } from './simulation.ts';

export interface HistoryOptions {
  readonly seed: number;
  readonly startAt: Instant;
  readonly days: number;
  readonly account: AccountId;
  readonly region: string;
  /** IANA zone of the people. */
  readonly zone: string;
  readonly setup: (setup: Setup) => void;
  readonly faults: FaultPreset | Partial<FaultOptions>;
  readonly policy: Policy;
  readonly prices: PriceTable;
  /** False: the same time in the same account, and nobody looks after it. */
  readonly deployed: boolean;
  /** IAM actions that the functions' roles lack. */
  readonly denied?: readonly string[];
  /** Not given: as many as anybody wants. */
  readonly tableUnits?: TableUnits | undefined;
  /** Sees what the functions ask their account, and what they log. */
  readonly watch?: Pick<Deployment, 'through' | 'log'>;
  /** Once more before time begins: to script a crash, a pause, a look at the clock. */
  readonly prepare?: (world: World) => void;
}

/** One look at the Region, as far as the laws ask about it. */
export interface Look {
  readonly at: Instant;
  readonly requestId: string;
  readonly mode: Mode;
  readonly decisions: readonly {
    readonly target: string;
    readonly verdict: Verdict;
    readonly rule: RuleName;
    readonly reason: ReasonKey;
  }[];
}

export interface History {
  readonly options: HistoryOptions;
  readonly world: World;
  readonly from: Instant;
  readonly until: Instant;
  readonly looks: readonly Look[];
}

/** A history that has not happened yet: whoever has begun it lets its time pass. */
export interface OpenHistory extends Omit<History, 'until'> {
  /** As it is now; more looks join as time goes on. */
  readonly looks: readonly Look[];
  /** Lets time pass, and gives the whole history up to then. */
  readonly run: (until: Instant) => Promise<History>;
}

export const runHistory = (options: HistoryOptions): Promise<History> =>
  beginHistory(options).run(plus(options.startAt, days(options.days)));

export function beginHistory(options: HistoryOptions): OpenHistory {
  const { seed, startAt, account, region, zone, faults, setup, policy } = options;
  const world = createWorld({
    seed,
    startAt,
    account,
    region,
    zone,
    faults,
    accountSetup: setup,
    denied: options.denied ?? [],
    placeHold: placeHold(account, region),
    slack: slackWays(policy),
    tableUnits: options.tableUnits,
  });
  const looks: Look[] = [];
  if (options.deployed) deploy(options, world, looks);
  options.prepare?.(world);
  return {
    options,
    world,
    from: startAt,
    looks,
    run: async (until) => {
      await world.run(until);
      return { options, world, from: startAt, until, looks };
    },
  };
}

const slackWays = ({ tell: { slack } }: Policy): readonly SlackWay[] => [
  ...(slack.webhook === null ? [] : (['slack-webhook'] as const)),
  ...(slack.app === null ? [] : (['slack-app'] as const)),
];

function deploy({ policy, prices, watch }: HistoryOptions, world: World, looks: Look[]): void {
  deployTo(world, {
    ...watch,
    policy,
    prices,
    onReport: (report, { requestId }) => {
      if ('plans' in report) looks.push(...looksOf(report, requestId, world.now()));
    },
  });
}

/** A link writes its hold, and nothing else. */
const placeHold: (account: AccountId, region: string) => PlaceHold =
  (account, region) => async (ledger, hold) => {
    const key = keyOfItem({ account, region }, hold);
    await ledger.put({ key, item: hold, expiresAt: null }, 'any');
  };

const looksOf = (
  { plans }: Extract<PassReport, { kind: 'done' }>,
  requestId: string,
  at: Instant,
): readonly Look[] =>
  plans.map(({ mode, decisions }) => ({
    at,
    requestId,
    mode,
    decisions: decisions.map(({ target, verdict, rule, reason }) => ({
      target: keyOf(target),
      verdict,
      rule,
      reason: reason.key,
    })),
  }));
