/** What `tierkeeper report --month` says in one language. */
import type { MeterReport } from '../../lib/model/meter.ts';
import type { SavingRule, SavingsReport } from '../../lib/model/savings.ts';
import type { Say } from '../../lib/tell/render/say.ts';

export interface SavingsWords {
  title(report: SavingsReport, isOver: boolean, say: Say): string;
  /** Of the columns: what was off and why, hours, money, hours of the allowance. */
  readonly headings: readonly [string, string, string, string];
  readonly rules: Readonly<Record<SavingRule, string>>;
  hours(hours: number): string;
  /** The last row of the table. */
  readonly sum: string;
  nothing(month: string): string;
  total(report: SavingsReport, say: Say): string;
  /** Of a month that credits paid for, or of an account whose free tier nobody knows. */
  paid(paidBy: SavingsReport['paidBy']): string | null;
  unpriced(hours: number): string;
  /** So many of them Reserved Instances pay for either way. */
  reserved(hours: number): string;
  /** So many a Savings Plan may pay for either way. */
  planned(hours: number): string;
  readonly meaning: string;
  /** Above the meter of the month. */
  freeTier(of: Pick<MeterReport, 'month' | 'asOf'>, say: Say): string;
}
