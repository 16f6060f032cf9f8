/** `tierkeeper demo`: the story, the bill, the laws; the same for machines with --json. */
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { judgeHistory } from '../../../test/simulation/checkers/all-laws.ts';
import { between, days, type Instant, inMinutes, plus } from '../../lib/model/instant.ts';
import { readOptions } from '../arguments.ts';
import type { Call } from '../command.ts';
import { printJson } from '../json.ts';
import type { Terminal } from '../terminal.ts';
import { type Both, bothHistories, type StoryOptions } from './company.ts';
import { playDays } from './days.ts';
import { freeTierOf } from './free-tier.ts';
import { outcomeEntries, storyEntry } from './json.ts';
import { billOf, type Outcome, violationsIn } from './outcome.ts';
import { closing, opening } from './page.ts';
import { createWeigh } from './routine.ts';
import { type Page, pageFor } from './stage.ts';
import { timeline } from './timeline.ts';

const wholeNumber = (least: number, most: number) => {
  const error = `takes a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
};

const demoOptions = z.object({
  seed: wholeNumber(0, 999_999_999).default(1),
  days: wholeNumber(1, 366).default(30),
  faults: z.enum(['none', 'light', 'heavy'], 'takes none, light or heavy').default('none'),
  lang: z.enum(['en', 'ko'], 'takes en or ko').default('en'),
  speed: wholeNumber(1, 999_999_999).optional(),
  json: z.literal(true).optional(),
});

export async function runDemo({ given, terminal }: Call): Promise<number> {
  const { lang, speed, json, ...chosen } = readOptions(demoOptions, given);
  const options: StoryOptions = { ...chosen, language: lang };
  const both = bothHistories(options);
  const outcome = json
    ? await printJsonStory(terminal, options, both)
    : await printStory(pageFor(terminal, both.with), { options, both, speed: speed ?? null });
  return violationsIn(outcome.laws) === 0 ? 0 : 1;
}

/** Once all days have been played. */
async function outcomeOf(options: StoryOptions, both: Both): Promise<Outcome> {
  const end = plus(both.with.from, days(options.days));
  const history = await both.with.run(end);
  const without = await both.without.run(end);
  const bills = { with: billOf(history), without: billOf(without) };
  const freeTier = freeTierOf(history, end);
  return { options, history, bills, laws: judgeHistory(history), freeTier };
}

async function printJsonStory(
  terminal: Terminal,
  options: StoryOptions,
  both: Both,
): Promise<Outcome> {
  for await (const day of playDays(both, options.days)) {
    printJson(terminal, ...day.happenings.map(storyEntry));
  }
  const outcome = await outcomeOf(options, both);
  printJson(terminal, ...outcomeEntries(outcome));
  return outcome;
}

interface Showing {
  readonly options: StoryOptions;
  readonly both: Both;
  /** Minutes of the story a second; null: as fast as it can. */
  readonly speed: number | null;
}

async function printStory(page: Page, { options, both, speed }: Showing): Promise<Outcome> {
  const { terminal } = page;
  terminal.print(...opening(page, options, both.with));
  const pause = pauser(both.with.from, speed);
  for await (const { at, lines } of timeline(page, playDays(both, options.days), createWeigh())) {
    await pause(at);
    terminal.print(...lines);
  }
  const outcome = await outcomeOf(options, both);
  terminal.print(...closing(page, outcome));
  return outcome;
}

/** Waits as long as the story takes from one moment to the next. */
function pauser(from: Instant, speed: number | null): (at: Instant) => Promise<void> {
  let last = from;
  return async (at) => {
    if (speed === null || at <= last) return;
    const seconds = inMinutes(between(last, at)) / speed;
    last = at;
    await wait(seconds * 1_000);
  };
}
