/** What a digest says of a week or a month, and of what AWS gives free of charge. */
import type { DigestContent } from '../../model/digest.ts';
import { between, days, type Instant } from '../../model/instant.ts';
import type { LimitName, LimitUse } from '../../model/meter.ts';
import type { LookBack } from '../../model/tally.ts';
import { beforeLooking } from './before-looking.ts';
import type { Line, Voice } from './digest-line.ts';
import { limitCells, standingOf } from './limit-bar.ts';
import { missingPlaces, placesOfLimit } from './meter-places.ts';
import type { Say } from './say.ts';

const said = (text: string): Line => ({ name: text, text, actions: [] });

/** Credits are money's worth until they end. */
export const isPaidByCredits = ({ meter }: DigestContent): boolean =>
  meter !== null && meter !== undefined && meter.credits !== null;

export function lookBackLines(
  content: DigestContent,
  of: LookBack['of'],
  { words: { digest }, say }: Voice,
): readonly Line[] {
  return content.lookBacks
    .filter((back) => back.of === of)
    .flatMap((back) => [
      ...digest.deeds(back, say),
      ...(back.off > 0 ? [digest.saved(back, say, isPaidByCredits(content))] : []),
      ...(back.spent ? [digest.spent(back.spent, say)] : []),
    ])
    .map(said);
}

export function meterLines(
  { meter }: DigestContent,
  { words: { digest }, say }: Voice,
): readonly Line[] {
  if (!meter) return [];
  const { asOf, cost, credits, told = [], others = [], leftOut = [], plan } = meter;
  const words = digest.meter;
  const bars = meter.limits.map((use) => ({
    ...said(`${words.names[use.name]}, ${words.ending(use, say)}`),
    cells: { amount: words.used(use), place: bar(use) },
  }));
  const before = beforeLines(meter.limits, words.names, say);
  const count = [
    ...(told.length === 0 ? [] : [words.toldTogether(told, meter.limits)]),
    ...(others.length === 0 ? [] : [words.others(others)]),
  ];
  const money = [words.cost(cost, say), ...(credits === null ? [] : [words.credits(credits, say)])];
  const end = plan?.endsAt ? [words.plan(plan, asOf, say)] : [];
  const places = [
    ...meter.limits.map(({ name }) => placesOfLimit(meter, name, { words, say })),
    missingPlaces(meter, { words, say }),
  ].filter((line) => line !== null);
  const odd = leftOut.map((one) => words.leftOut(one, say));
  return [...bars, ...[...places, ...count, ...before, ...money, ...end, ...odd].map(said)];
}

/** So long before an end it is said every day. */
const SOON = days(30);

/** What a day without events says of the free tier: what ends soon, and what is in no sum. */
export function soonOver(
  { meter, at }: DigestContent,
  { words: { digest }, say }: Voice,
): readonly string[] {
  if (!meter) return [];
  const { plan, credits, asOf, leftOut = [] } = meter;
  const words = digest.meter;
  const isSoon = (end: Instant | null | undefined): boolean =>
    end !== null && end !== undefined && end > at && between(at, end) <= SOON;
  return [
    ...(plan !== undefined && isSoon(plan.endsAt) ? [words.plan(plan, asOf, say)] : []),
    ...(credits !== null && isSoon(credits.endsAt) ? [words.credits(credits, say)] : []),
    ...leftOut.map((one) => words.leftOut(one, say)),
  ];
}

/** One line for all that are known in one way. */
function beforeLines(
  limits: readonly LimitUse[],
  names: Readonly<Record<LimitName, string>>,
  say: Say,
): readonly string[] {
  const used = limits.filter(({ forecast }) => forecast > 0);
  return [...Map.groupBy(used, ({ before }) => before).values()].flatMap((alike) => {
    const [first] = alike;
    const said = first === undefined ? [] : beforeLooking(first, say.view.language);
    return said.map((text) => `${alike.map(({ name }) => names[name]).join(', ')}: ${text}`);
  });
}

const BAR_COLUMNS = 16;

/**
 * What is used, what the month ends with at the least and perhaps: `[########...??   ]`, with `!`
 * beyond the limit.
 */
function bar(use: LimitUse): string {
  const { used, coming, perhaps, free } = limitCells(use, BAR_COLUMNS);
  const certain = '#'.repeat(used) + '.'.repeat(coming);
  const drawn = `[${certain}${'?'.repeat(perhaps)}${' '.repeat(free)}]`;
  return standingOf(use) === 'inside' ? drawn : `${drawn}!`;
}
