/** How the free tier stands at the end of the story, and what stopping saved of it. */
import { savingsIn } from '../../lib/meter/known-savings.ts';
import { monthOf } from '../../lib/meter/month.ts';
import { type Instant, inHours, milliseconds, minus, toIso } from '../../lib/model/instant.ts';
import type { MeterReport } from '../../lib/model/meter.ts';
import type { SavingsReport } from '../../lib/model/savings.ts';
import { meterWords } from '../../lib/tell/render/meter-words.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { wordsOf } from '../../lib/tell/render/words.ts';
import type { History } from '../../lib/wiring/history.ts';
import type { JsonEntry } from '../json.ts';
import { limitLines } from '../meter/meter-text.ts';
import { savingsKnown } from './demo-savings.ts';
import type { Page } from './stage.ts';

export interface FreeTierOutcome {
  /** Of the last daily sweep; null: there was none. */
  readonly meter: MeterReport | null;
  readonly savings: SavingsReport;
}

export function freeTierOf(history: History, end: Instant): FreeTierOutcome {
  const known = savingsKnown(history, end);
  const { name: month } = monthOf(minus(end, milliseconds(1)));
  return { meter: known.survey?.meter ?? null, savings: savingsIn(known, month) };
}

export function freeTierLines(page: Page, { meter, savings }: FreeTierOutcome): readonly string[] {
  if (meter === null) return [];
  const { say, words, terminal } = page;
  const { language } = say.view;
  const { asOf, cost } = meter;
  const sentences = [
    meterWords(language).cost(cost, say),
    wordsOf(language).digest.saved(savings.total, say, savings.paidBy === 'credits'),
  ];
  return [
    '',
    terminal.style('heading', words.freeTier(meter, say)),
    ...meter.limits.flatMap((use) => limitLines(use, { asOf, say }, terminal)),
    ...sentences.flatMap((text) => wrap(text, terminal.columns)),
  ];
}

export function freeTierEntries({ meter, savings }: FreeTierOutcome): readonly JsonEntry[] {
  const { month, until, total } = savings;
  const saved = {
    ...{ kind: 'saved', month, until: toIso(until), hours: inHours(total.off) },
    microUsd: total.savedMicroUsd,
    allowanceHours: inHours(total.allowance),
    unpricedHours: inHours(total.unpriced),
  };
  if (meter === null) return [saved];
  const limits = meter.limits.map(({ reachedAt, ...use }) => ({
    ...use,
    reachedAt: reachedAt === null ? null : toIso(reachedAt),
  }));
  const { soFar, forecast, partial } = meter.cost;
  const costMicroUsd = { soFar, forecast, partial };
  const metered = { kind: 'meter', month: meter.month, asOf: toIso(meter.asOf) };
  return [{ ...metered, limits, costMicroUsd }, saved];
}
