/** The daily sweep on one screen: read every Region, find what may be forgotten, write it down. */
import type { Clock, Estate, LedgerStore } from './cloud/cloud.ts';
import { findForgotten } from './decide/forgotten/find.ts';
import { withPlans, withReserved } from './decide/forgotten/paid-ahead.ts';
import { startQuestions, withStarters } from './decide/forgotten/starters.ts';
import {
  type AccountMeter,
  accountMeter,
  reportOf,
  type SeenAccount,
  samplesWanted,
} from './meter/account-meter.ts';
import { accountPlan } from './meter/account-plan.ts';
import { savingsIn } from './meter/known-savings.ts';
import { monthOf } from './meter/month.ts';
import { placeShares, type Sharer } from './meter/place-shares.ts';
import { savingsInShort } from './meter/savings.ts';
import { sharedUses } from './meter/shared-use.ts';
import { homeUses, surveyedUsage } from './meter/surveyed-usage.ts';
import type { EstateSight } from './model/estate.ts';
import type { FreeTier } from './model/free-tier.ts';
import type { AccountId } from './model/ids.ts';
import type { Duration, Instant } from './model/instant.ts';
import { minutes } from './model/instant.ts';
import type { SurveyRecord } from './model/ledger.ts';
import type { Policy } from './model/policy.ts';
import type { PriceTable } from './model/price.ts';
import type { UsageSight } from './model/usage-sight.ts';
import { observeEstate } from './observe/estate.ts';
import { observeSamples } from './observe/samples.ts';
import { observeStarts } from './observe/starts.ts';
import type { Place } from './record/place.ts';
import { recallRuns, recallSavings, recallShares, recallSurvey } from './record/recall.ts';
import { save } from './record/record.ts';
import { localTimeAt } from './schedule/zone.ts';

export interface Survey {
  readonly estate: Estate;
  readonly freeTier: FreeTier;
  readonly account: AccountId;
  readonly ledger: LedgerStore;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly prices: PriceTable;
  /** Regions of the account that ticks look at. */
  readonly managed: ReadonlySet<string>;
  /** With whom the account shares what is free; not given: it is the only place. */
  readonly shared?: SharedMeter | null | undefined;
  /** How long this invocation may still run. */
  readonly timeLeft: () => Duration;
}

export interface SharedMeter {
  /** What the owner calls the account. */
  readonly label: string;
  /** The other accounts on the bill, where each is swept. */
  readonly others: readonly { readonly label: string; readonly place: Place }[];
}

/** What must be left for the digest that follows. */
const TIME_FOR_THE_DIGEST = minutes(1);

/** Once a local date; null where today's has been made, or the policy wants none. */
export async function survey(wanted: Survey): Promise<SurveyRecord | null> {
  const { estate, clock, policy, prices, managed, timeLeft } = wanted;
  if (!policy.sweep.on) return null;
  const place: Place = { account: wanted.account, region: estate.home };
  const remembered = await recallSurvey(wanted.ledger, place);
  const { date } = localTimeAt(policy.zone, clock.now());
  if (remembered.before?.date === date) return null;
  const { before } = remembered;
  const hasTime = () => timeLeft() > TIME_FOR_THE_DIGEST;
  const sight = await observeEstate({
    estate,
    clock,
    wanted: policy.sweep.regions,
    first: before?.unlooked ?? [],
    sagemaker: policy.notebooks.on,
    hasTime,
  });
  const found = findForgotten(sight, remembered, { date, policy, prices, managed });
  const starts = await observeStarts({ estate, questions: startQuestions(found), hasTime });
  const { home: region } = estate;
  const reserved = { region, family: await estate.in(region).reservedInstances() };
  const savingsPlans = await estate.savingsPlans();
  const told = withReserved(withStarters(found, starts, before), reserved, before);
  const known = withPlans(told, { region, family: savingsPlans }, before);
  const record = { ...known, ...(await metered(wanted, { ...sight, savingsPlans })) };
  await save({ store: wanted.ledger, place }, record);
  return record;
}

type PlansSight = Required<Pick<UsageSight, 'savingsPlans'>>;

/** Of what the sweep has just seen, and what AWS says of the account: two calls, free of charge. */
async function metered(
  wanted: Survey,
  { home: region, enabled, regions, takenAt, savingsPlans }: EstateSight & PlansSight,
): Promise<Pick<SurveyRecord, 'meter' | 'usage' | 'saved'>> {
  const { account, freeTier, ledger, policy, prices } = wanted;
  const [planState, uses] = await Promise.all([freeTier.planState(), freeTier.usage()]);
  const sight = { takenAt, enabled, regions, planState, freeTier: uses, savingsPlans };
  const place: Place = { account, region };
  const { name: month } = monthOf(takenAt);
  const [known, past, sharers] = await Promise.all([
    recallRuns(ledger, place),
    recallSavings(ledger, place, [month]),
    sharersOf(wanted),
  ]);
  const others = sharers?.flatMap(({ share }) => share?.uses ?? []);
  const seen = { account, region, sight, ...known, policy, prices, others };
  const found = accountMeter({ ...seen, samples: await samplesOf(wanted, seen) });
  await save({ store: ledger, place }, found.past);
  const shares = sharers && (await share(wanted, { found, sharers, place, now: takenAt }));
  const meter = found.plan === null ? null : { ...reportOf(found), ...shares?.inReport };
  const usage =
    found.plan === null ? null : { ...surveyedUsage(found, region, takenAt), ...shares?.inUsage };
  const stops = { ...past, instances: known.records, survey: { meter } };
  const report = savingsIn({ ...stops, region, prices, now: takenAt }, month);
  return { meter, usage, saved: savingsInShort(report) };
}

/** Undefined where there is only one place. */
async function sharersOf({ ledger, shared }: Survey): Promise<readonly Sharer[] | undefined> {
  if (!shared) return undefined;
  const places = shared.others.map(({ place }) => place);
  const shares = await recallShares(ledger, places);
  return shared.others.map(({ label }, index) => ({ label, share: shares[index] ?? null }));
}

interface Sharing {
  readonly found: AccountMeter;
  readonly sharers: readonly Sharer[];
  readonly place: Place;
  readonly now: Instant;
}

/** What is told of the sum, and kept for passes and sweeps elsewhere. */
async function share({ ledger, prices, shared }: Survey, sharing: Sharing) {
  const { found, sharers, place, now } = sharing;
  const { meter, usage } = found;
  const own = sharedUses(usage, now, prices);
  if (sharers.length > 0) {
    await save({ store: ledger, place }, { kind: 'meter-share', at: now, uses: own });
  }
  const label = shared?.label ?? place.account;
  const inReport =
    meter.limits.length === 0 ? {} : placeShares({ meter, usage, own, label, sharers, now });
  return { inReport, inUsage: { atHome: homeUses(usage, place.region, { prices, now }) } };
}

/** Once, in the month of the first sweep: free calls. Without a plan nothing would show them. */
async function samplesOf({ estate, timeLeft }: Survey, seen: SeenAccount) {
  if (accountPlan(seen.policy, seen.sight) === null) return null;
  const questions = samplesWanted(seen);
  if (questions.length === 0) return null;
  const hasTime = () => timeLeft() > TIME_FOR_THE_DIGEST;
  return observeSamples({ estate, questions, hasTime });
}
