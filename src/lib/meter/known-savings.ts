/** A month of savings from all that the ledger has of it: instances at hand, and what is past. */
import type { InstanceRecord, OwnAction } from '../model/instance-record.ts';
import { type Instant, instant } from '../model/instant.ts';
import type { SurveyRecord } from '../model/ledger.ts';
import type { PriceTable } from '../model/price.ts';
import type {
  InstanceSavings,
  MonthAllowance,
  SavingsRecord,
  SavingsReport,
} from '../model/savings.ts';
import { monthsUntil } from './saved-time.ts';
import { savingsOf } from './savings.ts';

export interface KnownSavings {
  readonly instances: readonly InstanceRecord[];
  /** Of the months that are asked for. */
  readonly kept: readonly SavingsRecord[];
  readonly allowances: readonly MonthAllowance[];
  readonly survey: Pick<SurveyRecord, 'meter'> | null;
  readonly region: string;
  readonly prices: PriceTable;
  readonly now: Instant;
}

const STARTS_TAKEN: ReadonlySet<OwnAction['result']> = new Set(['requested', 'started', 'stuck']);

type Part = Omit<SavingsRecord, 'kind' | 'month'>;

/** A start that AWS took is billed from then on, also where no look has seen it yet. */
function offUntil({ lastStart }: InstanceRecord, { open }: InstanceSavings, now: Instant): Instant {
  const isOnAgain =
    open !== null &&
    lastStart !== null &&
    lastStart.at > open.stoppedAt &&
    STARTS_TAKEN.has(lastStart.result);
  return isOnAgain ? instant(Math.min(now, lastStart.at)) : now;
}

function atHand(record: InstanceRecord, month: string, now: Instant): readonly Part[] {
  const { instanceId, savings, sighting } = record;
  if (savings === undefined) return [];
  const { platform } = savings;
  const months = monthsUntil(savings, offUntil(record, savings, now));
  const found = months.filter((one) => one.month === month);
  return found.map(({ times }) => ({ instanceId, name: sighting.name, platform, times }));
}

/** After a crash the past may have a month that its instance has still: it is the same one. */
function partsOf({ instances, kept, now }: KnownSavings, month: string): readonly Part[] {
  const near = instances.flatMap((record) => atHand(record, month, now));
  const known = new Set(near.map(({ instanceId }) => instanceId));
  const past = kept.filter((one) => one.month === month && !known.has(one.instanceId));
  return [...near, ...past];
}

export const allowanceIn = ({ meter }: Pick<SurveyRecord, 'meter'>): MonthAllowance | null =>
  meter
    ? {
        kind: 'month-allowance',
        month: meter.month,
        asOf: meter.asOf,
        limits: meter.limits,
        credits: meter.credits !== null,
      }
    : null;

function allowanceOf({ survey, allowances }: KnownSavings, month: string): MonthAllowance | null {
  const newest = survey === null ? null : allowanceIn(survey);
  if (newest?.month === month) return newest;
  return allowances.find((one) => one.month === month) ?? null;
}

export const savingsIn = (known: KnownSavings, month: string): SavingsReport =>
  savingsOf({
    month,
    now: known.now,
    parts: partsOf(known, month),
    allowance: allowanceOf(known, month),
    ipv4Hour: known.prices.publicIpv4Hour(known.region),
  });
