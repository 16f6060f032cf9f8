/** What there is to say of the free tier, in English. */
import type { AllowanceNews, LeftBecause, LeftRunning } from '../../model/allowance-news.ts';
import { isInstanceId } from '../../model/ids.ts';
import type { LimitName, LimitUse } from '../../model/meter.ts';
import { beforeLooking } from './before-looking.ts';
import { type Action, type Worded, worded } from './catalogue.ts';
import * as command from './command.ts';
import { FREE_EN } from './guard-reason-en.ts';
import { inListEn, someEn } from './list.ts';
import { METER_EN } from './meter-en.ts';
import { placesIn } from './meter-places.ts';
import { lowOf, percent, quantity } from './quantity.ts';
import type { Say } from './say.ts';

type Of<News extends AllowanceNews['news']> = Extract<AllowanceNews, { readonly news: News }>;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function thresholdTitle({ use, of, percent: share }: Of<'threshold'>, say: Say): string {
  const free = FREE_EN[use.name];
  if (of === 'used') {
    return use.used >= use.limit
      ? `This month's ${free} are used up`
      : `${share} % of this month's ${free} are used`;
  }
  return use.reachedAt === null
    ? `${share} % of this month's ${free} will be used`
    : `This month's ${free} run out on ${say.instant(use.reachedAt)}`;
}

function standing(use: LimitUse): string {
  const { used, forecast, limit } = use;
  const low = lowOf(use);
  const least = low === null ? '' : `, or ${low} if what idles is stopped soon`;
  return (
    `${quantity(used)} of ${quantity(limit)} are used (${percent(used, limit)}), and the month ` +
    `ends with ${quantity(forecast)} (${percent(forecast, limit)})${least}.`
  );
}

/** When, and what a day costs from then on. */
function whenReached({ use, of, dayMicroUsd: day }: Of<'threshold'>, say: Say): string {
  if (use.reachedAt === null) return "They last until the month's end.";
  const then = day === null ? ' (how much is not known here)' : `: ${say.money(day)} a day`;
  if (use.used > use.limit) {
    return `They were used up on ${say.instant(use.reachedAt)}. What came after is billed${then}.`;
  }
  return of === 'used'
    ? `If this goes on, they run out on ${say.instant(use.reachedAt)}. What comes after is billed${then}.`
    : `What comes after that is billed${then}.`;
}

function sharesOf({ shares, moreShares }: Of<'threshold'>, say: Say): string {
  const named = shares.map(({ name, forecast }) => `${say.data(name, 40)} ${quantity(forecast)}`);
  const all = moreShares === 0 ? named : [...named, `${moreShares} more`];
  return `By the month's end they are shared by ${inListEn(all)}.`;
}

const ADVICE: Readonly<Record<LimitName, string>> = {
  instanceHoursLinux:
    'Stop what you do not need day and night; with freeTier.guard: stop Tierkeeper does it in time.',
  instanceHoursWindows:
    'Stop what you do not need day and night; with freeTier.guard: stop Tierkeeper does it in time.',
  volumeGibMonths: 'Delete the volumes that nobody needs; a snapshot keeps what is on them.',
  publicIpv4Hours:
    'Stop what you do not need, or go without public addresses; an Elastic IP that is idle is ' +
    'billed from its first hour.',
};

function adviceOf({ use, stopsAtPercent }: Of<'threshold'>): readonly string[] {
  if (use.reachedAt === null) return [];
  return stopsAtPercent === null
    ? [ADVICE[use.name]]
    : [`At ${stopsAtPercent} % the guard stops what the rest is not enough for.`];
}

/** The largest share of what runs here. */
function stopOne({ use, shares, stopsAtPercent }: Of<'threshold'>, say: Say): readonly Action[] {
  const first = shares.find(({ isHere }) => isHere);
  if (use.reachedAt === null || stopsAtPercent !== null || !first) return [];
  if (!isInstanceId(first.id)) return [];
  const label = `To stop ${say.data(first.name, 40)} now:`;
  return [{ label, command: command.stopInstance(first.id, say.view) }];
}

const threshold = (facts: Of<'threshold'>, say: Say): Worded =>
  worded({
    title: thresholdTitle(facts, say),
    sentences: [
      standing(facts.use),
      ...beforeLooking(facts.use, 'en'),
      ...placesIn(facts, { words: METER_EN, say }),
      whenReached(facts, say),
      ...(facts.shares.length > 1 ? [sharesOf(facts, say)] : []),
      ...adviceOf(facts),
    ],
    actions: stopOne(facts, say),
  });

const BECAUSE: Readonly<Record<LeftBecause, string>> = {
  'not-ours': 'not ours to stop',
  protected: 'protected',
  held: 'on hold',
  elsewhere: 'in another Region',
  fits: 'what is left is enough for it',
};

function costs({ because, dayMicroUsd }: Pick<LeftRunning, 'because' | 'dayMicroUsd'>, say: Say) {
  if (because === 'fits') return '';
  if (dayMicroUsd === null) return `, ${say.price(null)}`;
  return `, ${say.money(dayMicroUsd)} a day once they are gone`;
}

function leftRunning({ left }: Of<'guard'>, say: Say): readonly string[] {
  if (left.length === 0) return [];
  const named = left.map(({ name, because, dayMicroUsd }) => {
    return `${say.data(name, 40)} (${BECAUSE[because]}${costs({ because, dayMicroUsd }, say)})`;
  });
  return [`It leaves running: ${someEn(named)}.`];
}

function guard(facts: Of<'guard'>, say: Say): Worded {
  const { use, stops, stopAtPercent, until, restarts } = facts;
  const free = FREE_EN[use.name];
  const names = someEn(stops.map(({ name }) => say.data(name, 40)));
  const isAny = stops.length > 0;
  return worded({
    title: isAny
      ? `The free-tier guard stops ${names}`
      : 'The free-tier guard finds nothing that it may stop',
    sentences: [
      `${quantity(use.used)} of the month's ${quantity(use.limit)} ${free} are used ` +
        `(${percent(use.used, use.limit)}), and the guard begins at ${stopAtPercent} %.`,
      ...beforeLooking(use, 'en'),
      ...(isAny ? ['Each of them is warned of first; a hold keeps it on.'] : []),
      ...leftRunning(facts, say),
      `Until ${say.instant(until)} Tierkeeper starts nothing that draws on them.`,
      ...(isAny ? [restarts ? RESTARTED : NOT_RESTARTED] : []),
    ],
  });
}

const RESTARTED = 'Then it starts again what it stopped (freeTier.restart).';
const NOT_RESTARTED =
  'What it stopped stays off until somebody starts it; freeTier.restart: true would do so then.';

function ending(facts: Of<'ending'>, say: Say): Worded {
  const { ending: what, endsAt, closesAccount, dayMicroUsd, remainingMicroUsd: rest } = facts;
  const when = say.farInstant(endsAt);
  const lately = `What runs and is stored has cost ${say.money(dayMicroUsd)} a day lately.`;
  const left = rest === null ? [] : [`${capital(say.money(rest))} of the credits are left.`];
  switch (what) {
    case 'twelve-months':
      return worded({
        title: `The 12 free months end on ${when}`,
        sentences: ['From then on everything is billed.', lately, BEFORE],
      });
    case 'credits':
      return worded({
        title: `At this pace the credits end on ${when}`,
        sentences: [...left, lately, closesAccount ? CLOSES_WITH_CREDITS : BILLED_AFTER, BEFORE],
      });
    case 'free-plan':
      return worded({
        title: `The free plan ends on ${when}, and AWS closes the account`,
        sentences: [CLOSES, ...left, lately, UPGRADE],
      });
  }
}

const BEFORE = 'Stop or delete before then what you do not need.';
const BILLED_AFTER = 'What comes after that is billed.';
const UPGRADE =
  'To go on, upgrade to the paid plan before, in the Billing and Cost Management console; ' +
  'otherwise save what you need.';
const CLOSES =
  'What runs in it stops then; for 90 days AWS keeps what is in it, and it can still be upgraded.';
const CLOSES_WITH_CREDITS = `A free plan ends with its credits, and AWS closes the account then. ${UPGRADE}`;

export function allowanceEn(facts: AllowanceNews, say: Say): Worded {
  switch (facts.news) {
    case 'threshold':
      return threshold(facts, say);
    case 'guard':
      return guard(facts, say);
    case 'ending':
      return ending(facts, say);
  }
}
