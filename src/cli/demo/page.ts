/** The beginning and the end of the story. */
import { wrap } from '../../lib/tell/render/text.ts';
import type { OpenHistory } from '../../lib/wiring/history.ts';
import { inColumns } from '../columns.ts';
import { castOf } from './cast.ts';
import type { StoryOptions } from './company.ts';
import { freeTierLines } from './free-tier.ts';
import { billLines, lawLines, type Outcome, violationsIn } from './outcome.ts';
import type { Page } from './stage.ts';
import { tallyOf, wentWrong } from './tally.ts';

const prose = ({ terminal }: Page, text: string): readonly string[] => wrap(text, terminal.columns);

export function opening(
  page: Page,
  options: StoryOptions,
  { world, options: { policy } }: OpenHistory,
): readonly string[] {
  const { terminal, words, say } = page;
  const cast = castOf(world, words).map((cells) =>
    cells.map((cell, index) => (index === 0 ? `  ${cell}` : cell)),
  );
  return [
    ...prose(page, words.title(options.days)).map((line) => terminal.style('heading', line)),
    ...prose(page, words.setting(options, say)),
    ...prose(page, words.policy(policy, say)),
    '',
    terminal.style('heading', words.cast),
    ...inColumns(cast, terminal.columns),
  ];
}

export function closing(page: Page, outcome: Outcome): readonly string[] {
  const { terminal, words, say } = page;
  const { history, bills, laws } = outcome;
  const tally = tallyOf(history);
  const violations = violationsIn(laws);
  const verdict = words.verdict({
    violations,
    with: say.money(bills.with.totalMicroUsd),
    without: say.money(bills.without.totalMicroUsd),
  });
  return [
    '',
    ...prose(page, words.tally(tally, say)),
    ...(wentWrong(tally) ? prose(page, words.mishaps(tally, say)) : []),
    ...billLines(page, bills),
    ...freeTierLines(page, outcome.freeTier),
    ...lawLines(page, laws),
    '',
    ...prose(page, verdict).map((line) => terminal.style(violations === 0 ? 'good' : 'bad', line)),
  ];
}
