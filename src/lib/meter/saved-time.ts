/** Time that stops saved, added up by month, rule, type and price. */
import {
  between,
  type Duration,
  type Instant,
  instant,
  later,
  milliseconds,
} from '../model/instant.ts';
import type {
  InstanceSavings,
  MonthOfSavings,
  OpenSaving,
  SavedTime,
  SavingRule,
} from '../model/savings.ts';
import { type Month, monthsBetween } from './month.ts';

/** A part of a stop that one rule kept up. */
export interface SavedSpan extends OpenSaving {
  readonly to: Instant;
}

type Clock = Pick<SavedSpan, 'since' | 'to'>;

const lengthOf = ({ since, to }: Clock): number => Math.max(0, between(since, to));

const within = ({ since, to }: Clock, month: Month): Clock => ({
  since: later(since, month.from),
  to: instant(Math.min(to, month.to)),
});

function timeIn(span: SavedSpan, month: Month): SavedTime {
  const { keptBy: rule, type, hourMicroUsd, freedAt } = span;
  const part = within(span, month);
  const freed = freedAt === null ? 0 : lengthOf({ ...part, since: later(part.since, freedAt) });
  const { automaticAddresses, elasticAddresses, reservedShare = 0, savingsPlanShare = 0 } = span;
  const off = lengthOf(part);
  const reserved = Math.round(off * reservedShare);
  const savingsPlan = Math.min(off - reserved, Math.round(off * savingsPlanShare));
  return {
    ...{ rule, type, hourMicroUsd },
    off: milliseconds(off),
    addresses: milliseconds(freed * (automaticAddresses + elasticAddresses)),
    idleAddresses: milliseconds(freed * elasticAddresses),
    ...(reserved > 0 ? { reserved: milliseconds(reserved) } : {}),
    ...(savingsPlan > 0 ? { savingsPlan: milliseconds(savingsPlan) } : {}),
  };
}

const isAlike = (a: SavedTime, b: SavedTime): boolean =>
  a.rule === b.rule && a.type === b.type && a.hourMicroUsd === b.hourMicroUsd;

const together = (a: SavedTime, b: SavedTime): SavedTime => ({
  ...a,
  off: milliseconds(a.off + b.off),
  addresses: milliseconds(a.addresses + b.addresses),
  idleAddresses: milliseconds(a.idleAddresses + b.idleAddresses),
  ...(a.reserved || b.reserved ? { reserved: plusAny(a.reserved, b.reserved) } : {}),
  ...(a.savingsPlan || b.savingsPlan ? { savingsPlan: plusAny(a.savingsPlan, b.savingsPlan) } : {}),
});

const plusAny = (a: Duration | undefined, b: Duration | undefined): Duration =>
  milliseconds((a ?? 0) + (b ?? 0));

function withTime(times: readonly SavedTime[], time: SavedTime): readonly SavedTime[] {
  const known = times.some((one) => isAlike(one, time));
  return known
    ? times.map((one) => (isAlike(one, time) ? together(one, time) : one))
    : [...times, time];
}

/** Each part in the month of UTC that it is in; oldest first. */
export function withSpan(
  months: readonly MonthOfSavings[],
  span: SavedSpan,
): readonly MonthOfSavings[] {
  if (span.to <= span.since) return months;
  let after = months;
  for (const month of monthsBetween(span.since, span.to)) {
    const before = after.find((one) => one.month === month.name);
    const times = withTime(before?.times ?? [], timeIn(span, month));
    const others = after.filter((one) => one !== before);
    after = [...others, { month: month.name, times }];
  }
  return after.toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

/** What has ended, and what lasts as far as it has come: nothing after `now` is counted. */
export const monthsUntil = (
  { months, open }: Pick<InstanceSavings, 'months' | 'open'>,
  now: Instant,
): readonly MonthOfSavings[] => (open === null ? months : withSpan(months, { ...open, to: now }));

/** What lasts goes on under another rule from then on; what came before is counted. */
export function keptFrom(
  savings: InstanceSavings,
  keptBy: SavingRule,
  from: Instant,
): InstanceSavings {
  const { open } = savings;
  if (open === null || open.keptBy === keptBy) return savings;
  const since = later(open.since, from);
  const months = monthsUntil(savings, since);
  return { ...savings, months, open: { ...open, keptBy, since } };
}

/** What is paid for in advance of an instance that is off: shares of its price. */
export interface PaidAhead {
  readonly reservedShare: number;
  readonly savingsPlanShare: number;
  /** When the first Savings Plan in force began; now where there is none. */
  readonly plansSince: Instant;
}

/**
 * From then on other shares of it are paid for in advance. Where nobody knew of any before, they
 * have been all the time: of Savings Plans since the first of them began.
 */
export function paidFrom(savings: InstanceSavings, paid: PaidAhead, now: Instant): InstanceSavings {
  const isFirst = savings.open?.reservedShare === undefined;
  const known = isFirst ? reservedFrom(savings, paid, now) : savings;
  return reservedFrom(plannedFrom(known, paid, now), paid, now);
}

function reservedFrom(
  savings: InstanceSavings,
  { reservedShare }: PaidAhead,
  from: Instant,
): InstanceSavings {
  const { open } = savings;
  if (open === null || (open.reservedShare ?? 0) === reservedShare) return savings;
  const since = open.reservedShare === undefined ? open.since : later(open.since, from);
  const months = monthsUntil(savings, since);
  return { ...savings, months, open: { ...open, since, reservedShare } };
}

function plannedFrom(
  savings: InstanceSavings,
  { savingsPlanShare, plansSince }: PaidAhead,
  from: Instant,
): InstanceSavings {
  const { open } = savings;
  if (open === null || (open.savingsPlanShare ?? 0) === savingsPlanShare) return savings;
  const since = later(open.since, open.savingsPlanShare === undefined ? plansSince : from);
  const months = monthsUntil(savings, since);
  return { ...savings, months, open: { ...open, since, savingsPlanShare } };
}

/** It has ended then: what lasted is counted up to there. */
export const endedAt = (savings: InstanceSavings, at: Instant): InstanceSavings => ({
  ...savings,
  months: monthsUntil(savings, at),
  open: null,
});
