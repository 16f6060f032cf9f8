/** A month of savings for machines, as docs/savings.md describes it. */
import { inHours, milliseconds, toIso } from '../../lib/model/instant.ts';
import type { SavingsReport } from '../../lib/model/savings.ts';
import type { Saved } from '../../lib/model/tally.ts';
import { asJson } from '../../lib/tell/render/document.ts';
import { plain } from '../../lib/tell/render/plain.ts';
import type { View } from '../../lib/tell/render/say.ts';

/** The account and the Region that a ledger is of. */
export type Whose = Pick<View, 'account' | 'region'>;

const NONE = milliseconds(0);

const numbersOf = ({ off, savedMicroUsd, allowance, unpriced, ...ahead }: Saved) => ({
  hours: inHours(off),
  microUsd: savedMicroUsd,
  allowanceHours: inHours(allowance),
  unpricedHours: inHours(unpriced),
  reservedHours: inHours(ahead.reserved ?? NONE),
  savingsPlanHours: inHours(ahead.savingsPlan ?? NONE),
});

export const savingsJson = (report: SavingsReport, { account, region }: Whose): string =>
  asJson({
    month: report.month,
    until: toIso(report.until),
    ...{ account, region, paidBy: report.paidBy },
    lines: report.lines.map(({ saved, ...line }) => ({ ...line, ...numbersOf(saved) })),
    total: numbersOf(report.total),
    partial: report.total.unpriced > 0,
  });

const HEADINGS = [
  ...['month', 'instance', 'name', 'type', 'rule'],
  ...['hours', 'usd', 'allowance_hours', 'unpriced_hours', 'reserved_hours'],
  'savings_plan_hours',
];

/** What a spreadsheet would run (owasp.org/www-community/attacks/CSV_Injection), as text. */
const FORMULA = /^[=+\-@＝＋－＠]/;

/** One line, and one cell, whatever a tag says. */
export function csvText(text: string): string {
  const harmless = plain(text).replace(FORMULA, "'$&");
  return /[",]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const MICRO = 1_000_000;
const HOUR_DIGITS = 4;

export function savingsCsv({ month, lines }: SavingsReport): readonly string[] {
  const rows = lines.map(({ instanceId, name, type, rule, saved }) => {
    const { hours, microUsd, ...others } = numbersOf(saved);
    const { allowanceHours, unpricedHours, reservedHours, savingsPlanHours } = others;
    const counts = [allowanceHours, unpricedHours, reservedHours, savingsPlanHours];
    return [
      ...[month, instanceId, name, type, rule].map(csvText),
      hours.toFixed(HOUR_DIGITS),
      (microUsd / MICRO).toFixed(6),
      ...counts.map((count) => count.toFixed(HOUR_DIGITS)),
    ];
  });
  return [HEADINGS, ...rows].map((cells) => cells.join(','));
}
