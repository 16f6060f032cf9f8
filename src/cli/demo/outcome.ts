/** What it came to: the bill with and without, and whether every law held. */
import type { LawReport } from '../../../test/simulation/checkers/all-laws.ts';
import type { Bill } from '../../lib/cloud/simulated/bill.ts';
import { USAGE_KINDS } from '../../lib/cloud/simulated/usage.ts';
import { microUsd } from '../../lib/model/money.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import type { History } from '../../lib/wiring/history.ts';
import { inColumns, inTable } from '../columns.ts';
import type { StoryOptions } from './company.ts';
import type { FreeTierOutcome } from './free-tier.ts';
import type { Page } from './stage.ts';

export interface Bills {
  readonly without: Bill;
  readonly with: Bill;
}

export interface Outcome {
  readonly options: StoryOptions;
  readonly history: History;
  readonly bills: Bills;
  readonly laws: readonly LawReport[];
  readonly freeTier: FreeTierOutcome;
}

export const billOf = ({ world, options, from, until }: History): Bill =>
  world.bill(options.prices, from, until);

export function billLines({ say, words, terminal }: Page, bills: Bills): readonly string[] {
  const { bill } = words;
  const both = [bills.without, bills.with];
  const rows = [
    ['', bill.without, bill.with],
    ...USAGE_KINDS.map((kind) => [
      bill.kinds[kind],
      ...both.map(({ byKind }) => say.money(byKind[kind])),
    ]),
    [bill.sum, ...both.map(({ totalMicroUsd }) => say.money(totalMicroUsd))],
  ];
  const saved = microUsd(bills.without.totalMicroUsd - bills.with.totalMicroUsd);
  return [
    '',
    terminal.style('heading', bill.heading),
    ...inTable(rows, terminal.columns),
    terminal.style('good', bill.saved(say.money(saved))),
    ...wrap(bill.note(say.view.currency.asOf), terminal.columns).map((line) =>
      terminal.style('quiet', line),
    ),
  ];
}

/** So many of its violations are shown of a law. */
const MOST_SHOWN = 3;

export function lawLines(
  { words: { laws }, terminal }: Page,
  reports: readonly LawReport[],
): readonly string[] {
  const rows = reports.flatMap(({ law, violations }) => [
    [
      String(law.number).padStart(4),
      violations.length === 0 ? laws.held : laws.broken(violations.length),
      laws.name(law.name),
    ],
    ...violations.slice(0, MOST_SHOWN).map(({ says }) => ['', '', says]),
  ]);
  return ['', terminal.style('heading', laws.heading), ...inColumns(rows, terminal.columns)];
}

export const violationsIn = (reports: readonly LawReport[]): number =>
  reports.reduce((sum, { violations }) => sum + violations.length, 0);
