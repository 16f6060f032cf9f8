/** What the savings ledger and the meter have come to since the last digest. */
import { type KnownSavings, savingsIn } from '../meter/known-savings.ts';
import { monthOf, monthsBetween } from '../meter/month.ts';
import { savedBeyond, together } from '../meter/savings.ts';
import { type Instant, instant, plus, seconds } from '../model/instant.ts';
import type { SurveyRecord } from '../model/ledger.ts';
import { microUsd } from '../model/money.ts';
import type { CostSoFar, Saved, SavedSoFar, Spent, Tally } from '../model/tally.ts';

export interface SavedLately {
  readonly saved: Saved;
  /** What the month has come to: the next digest tells of what is beyond that. */
  readonly savedSoFar: SavedSoFar;
}

/** Months of which a digest tells that tells from then on. */
export const monthsSince = (since: Instant, now: Instant): readonly string[] =>
  monthsBetween(since, plus(now, seconds(1))).map(({ name }) => name);

/**
 * Months grow: the difference of what they have come to is never told twice, whatever ended, was
 * gone or was covered by an allowance meanwhile.
 */
export function savedSince(
  known: KnownSavings,
  last: Pick<Tally, 'savedSoFar'> | null,
  since: Instant,
): SavedLately {
  const before = last?.savedSoFar ?? null;
  const { name: month } = monthOf(known.now);
  const months = new Set([...monthsSince(since, known.now), month]);
  const totals = [...months].map((name) => [name, savingsIn(known, name).total] as const);
  const lately = totals.map(([name, total]) =>
    before?.month === name ? savedBeyond(total, before) : total,
  );
  const ofMonth = together(totals.flatMap(([name, total]) => (name === month ? [total] : [])));
  return { saved: together(lately), savedSoFar: { month, ...ofMonth } };
}

/** What the meter has counted; null where nobody metered. */
export function costSoFar(survey: Pick<SurveyRecord, 'meter'> | null): CostSoFar | null {
  if (!survey?.meter) return null;
  const { month, cost } = survey.meter;
  return { month, soFar: cost.soFar, forecast: cost.forecast, partial: cost.partial };
}

const nextMonth = (month: string): string =>
  monthOf(monthOf(instant(Date.parse(`${month}-01T00:00Z`))).to).name;

/** A month that ended in between ended as it was expected to; null where something is not known. */
export function spentSince(now: CostSoFar | null, last: CostSoFar | null): Spent | null {
  if (now === null || last === null) return null;
  const partial = now.partial || last.partial;
  if (now.month === last.month) return { spentMicroUsd: microUsd(now.soFar - last.soFar), partial };
  if (now.month !== nextMonth(last.month)) return null;
  return { spentMicroUsd: microUsd(last.forecast - last.soFar + now.soFar), partial };
}
