/**
 * What a month of stops is worth. The month's allowances count for all of the account's hours: what
 * the account did not use of them would have covered hours that were saved.
 */
import { type Instant, instant, milliseconds, parseInstant } from '../model/instant.ts';
import type { LimitName, LimitUse } from '../model/meter.ts';
import { type MicroUsd, microUsd, sumOf } from '../model/money.ts';
import {
  type MonthAllowance,
  SAVING_RULES,
  type SavedInMonth,
  type SavedTime,
  type SavingsLine,
  type SavingsRecord,
  type SavingsReport,
} from '../model/savings.ts';
import type { Saved } from '../model/tally.ts';
import { drawsOnHours } from './allowance.ts';
import { monthOf } from './month.ts';
import { HOUR_MS } from './unit.ts';

/** What of a month is known. */
export interface SavingsBasis {
  readonly month: string;
  readonly now: Instant;
  /** One an instance. */
  readonly parts: readonly Omit<SavingsRecord, 'kind' | 'month'>[];
  /** Null: nobody says which free tier the account has. */
  readonly allowance: MonthAllowance | null;
  /** Of a public IPv4 address; null where nobody knows. */
  readonly ipv4Hour: MicroUsd | null;
}

type Part = SavingsBasis['parts'][number];

export const together = (many: readonly Saved[]): Saved => ({
  off: milliseconds(many.reduce((sum, { off }) => sum + off, 0)),
  savedMicroUsd: sumOf(many.map(({ savedMicroUsd }) => savedMicroUsd)),
  allowance: milliseconds(many.reduce((sum, { allowance }) => sum + allowance, 0)),
  unpriced: milliseconds(many.reduce((sum, { unpriced }) => sum + unpriced, 0)),
  ...paidAheadOf({
    reserved: many.reduce((sum, { reserved = 0 }) => sum + reserved, 0),
    savingsPlan: many.reduce((sum, { savingsPlan = 0 }) => sum + savingsPlan, 0),
  }),
});

type PaidAhead = Pick<Saved, 'reserved' | 'savingsPlan'>;

const paidAheadOf = ({ reserved, savingsPlan }: Record<keyof PaidAhead, number>): PaidAhead => ({
  ...(reserved === 0 ? {} : { reserved: milliseconds(reserved) }),
  ...(savingsPlan === 0 ? {} : { savingsPlan: milliseconds(savingsPlan) }),
});

/** What has come on top of it: less than nothing where an allowance covers more than it did. */
export const savedBeyond = (now: Saved, before: Saved): Saved => ({
  off: milliseconds(now.off - before.off),
  savedMicroUsd: microUsd(now.savedMicroUsd - before.savedMicroUsd),
  allowance: milliseconds(now.allowance - before.allowance),
  unpriced: milliseconds(now.unpriced - before.unpriced),
  ...paidAheadOf({
    reserved: (now.reserved ?? 0) - (before.reserved ?? 0),
    savingsPlan: (now.savingsPlan ?? 0) - (before.savingsPlan ?? 0),
  }),
});

const poolOf = ({ type }: SavedTime, { platform }: Part): LimitName | null => {
  if (!drawsOnHours(type)) return null;
  return platform === 'linux' ? 'instanceHoursLinux' : 'instanceHoursWindows';
};

/** By how much of it each pool's saved time would have cost money; 1: all of it. */
type BilledShare = (pool: LimitName | null) => number;

/**
 * What is used first is free. With the saved hours on top of what the account used, so much more
 * would have been beyond the limit; that is shared by all of them alike.
 */
function shareBeyond({ limit }: LimitUse, used: number, saved: number): number {
  if (saved <= 0) return 1;
  const beyond = Math.max(0, used + saved - limit) - Math.max(0, used - limit);
  return Math.min(1, beyond / saved);
}

const timesOf = ({ parts }: SavingsBasis): readonly (readonly [Part, SavedTime])[] =>
  parts.flatMap((part) => part.times.map((time) => [part, time] as const));

/** What Reserved Instances pay for draws on nothing, and saves nothing. */
const unpaid = ({ off, reserved = milliseconds(0) }: SavedTime): number => off - reserved;

/** Hours that were saved of each allowance. */
function savedOfPools(basis: SavingsBasis): ReadonlyMap<LimitName, number> {
  const hours = new Map<LimitName, number>();
  const add = (pool: LimitName, time: number): void => {
    hours.set(pool, (hours.get(pool) ?? 0) + time / HOUR_MS);
  };
  for (const [part, time] of timesOf(basis)) {
    const pool = poolOf(time, part);
    if (pool !== null) add(pool, unpaid(time));
    add('publicIpv4Hours', time.addresses);
  }
  return hours;
}

function billedShares(basis: SavingsBasis): BilledShare {
  const { allowance, now, month } = basis;
  const isOver = monthOf(now).name > month;
  const saved = savedOfPools(basis);
  const shares = new Map(
    allowance?.limits.map((limit) => {
      const used = isOver ? limit.forecast : limit.used;
      return [limit.name, shareBeyond(limit, used, saved.get(limit.name) ?? 0)] as const;
    }),
  );
  return (pool) => (pool === null ? 1 : (shares.get(pool) ?? 1));
}

/** An Elastic IP in use would have drawn on the allowance, and draws on none while it is idle. */
function addressMoney(time: SavedTime, { ipv4Hour }: SavingsBasis, billed: BilledShare): number {
  const { addresses, idleAddresses } = time;
  const worth = addresses * billed('publicIpv4Hours') - idleAddresses;
  return ((ipv4Hour ?? 0) * worth) / HOUR_MS;
}

function savedIn(part: Part, time: SavedTime, basis: Counted): Saved {
  const { off, hourMicroUsd, reserved = 0, savingsPlan = 0 } = time;
  const share = basis.billed(poolOf(time, part));
  const paid = unpaid(time);
  // What is free comes before what a plan pays for, which has a price to begin with.
  const claimed = (paid - savingsPlan) * share;
  const money = ((hourMicroUsd ?? 0) * claimed) / HOUR_MS;
  return {
    off,
    savedMicroUsd: microUsd(money + addressMoney(time, basis, basis.billed)),
    allowance: milliseconds(Math.round(paid * (1 - share))),
    unpriced: milliseconds(hourMicroUsd === null ? Math.round(claimed) : 0),
    ...paidAheadOf({ reserved, savingsPlan: Math.round(savingsPlan * share) }),
  };
}

interface Counted extends SavingsBasis {
  readonly billed: BilledShare;
}

/** Of one type alone; what was resized meanwhile has the type of its last stop. */
function linesOf(part: Part, basis: Counted): readonly SavingsLine[] {
  const rules = Map.groupBy(part.times, ({ rule }) => rule);
  const { instanceId, name } = part;
  return [...rules].map(([rule, times]) => ({
    ...{ instanceId, name, rule },
    type: times.at(-1)?.type ?? '',
    saved: together(times.map((time) => savedIn(part, time, basis))),
  }));
}

const dearestFirst = (a: SavingsLine, b: SavingsLine): number =>
  b.saved.savedMicroUsd - a.saved.savedMicroUsd ||
  b.saved.off - a.saved.off ||
  (a.name + a.instanceId < b.name + b.instanceId ? -1 : 1);

export function savingsOf(basis: SavingsBasis): SavingsReport {
  const { month, now, allowance } = basis;
  const counted = { ...basis, billed: billedShares(basis) };
  const lines = basis.parts.flatMap((part) => linesOf(part, counted)).sort(dearestFirst);
  const { to } = monthOf(parseInstant(`${month}-01T00:00Z`) ?? now);
  return {
    month,
    until: instant(Math.min(now, to)),
    lines,
    total: together(lines.map(({ saved }) => saved)),
    paidBy: allowance === null ? 'unknown' : allowance.credits ? 'credits' : 'money',
  };
}

export function savingsInShort(report: SavingsReport): SavedInMonth {
  const { month, until, total, paidBy, lines } = report;
  const rules = SAVING_RULES.flatMap((rule) => {
    const saved = lines.filter((line) => line.rule === rule).map((line) => line.saved);
    return saved.length === 0 ? [] : [{ rule, saved: together(saved) }];
  });
  return { month, until, total, paidBy, rules };
}
