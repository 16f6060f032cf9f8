/**
 * Savings Plans: so many dollars an hour, owed for years whether anything runs or not. An account
 * is shown those that it has bought itself, and not what others of its organization share with it.
 */
import type { Instant } from './instant.ts';
import type { MicroUsd } from './money.ts';

/** What a plan pays for (aws.amazon.com/savingsplans/faqs). */
export type PlanScope =
  /** Any instance in any Region, and Fargate and Lambda. */
  | { readonly of: 'compute' }
  /** One family in one Region, of any size, system and tenancy. */
  | { readonly of: 'family'; readonly family: string; readonly region: string }
  /** SageMaker, databases: nothing whose stops are counted. */
  | { readonly of: 'other'; readonly type: string };

/** One that is in force, or will be: its dates say when. */
export interface SavingsPlan {
  readonly id: string;
  readonly scope: PlanScope;
  /** At the plan's own rates, which are below those on demand; null: not in US dollars. */
  readonly commitmentMicroUsdPerHour: MicroUsd | null;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** One that cannot be read: which field of it, and what is there. */
export interface OddPlan {
  readonly id: string;
  readonly odd: string;
  readonly value: string;
}

export type SeenPlan = SavingsPlan | OddPlan;

export const isReadable = (plan: SeenPlan): plan is SavingsPlan => !('odd' in plan);

/** The moment of its end is not its own any more. */
export const isInForce = (
  { startsAt, endsAt }: Pick<SavingsPlan, 'startsAt' | 'endsAt'>,
  now: Instant,
): boolean => startsAt <= now && now < endsAt;
